import type { Limitation } from "../core/clouds.js";
import { awsTriggersUnsupported, azureTriggersUnsupported, gcpTriggersUnsupported } from "./triggers/capabilities.js";

/*
 * What a cloud cannot serve, by argument. The checks and the capability table of the documentation read these tables.
 * What follows `=` is one value of the argument.
 */

type Limitations = Readonly<Record<string, Limitation>>;

const x86Only: Limitation = { why: "the cloud runs functions on x86_64 only", instead: "leave arch out" };

export const awsUnsupported: Limitations = { ...awsTriggersUnsupported };

export const gcpUnsupported: Limitations = {
  "runtime=custom": {
    why: "Cloud Functions builds code of the languages that it knows",
    instead: 'use "node22", "node24" or "python3.13", or run a container on Cloud Run',
  },
  "arch=arm64": x86Only,
  logRetentionDays: {
    why: "logs are kept as long as the log bucket of the project that they go to, 30 days unless changed",
    instead:
      "leave it out, and set the retention of the project's _Default log bucket or route the logs with a log sink",
  },
  "triggers.*.http.cors": {
    why: "Cloud Run passes every request on to the code, also a browser's question whether it may ask",
    instead: "leave it out, and answer OPTIONS requests in the code",
  },
  ...gcpTriggersUnsupported,
};

export const azureUnsupported: Limitations = {
  "arch=arm64": x86Only,
  grantInvoke: {
    why: "no role of Azure lets an identity call a function",
    instead: "give the caller a function key, or put Easy Auth with an Entra application before the function",
  },
  ...azureTriggersUnsupported,
};
