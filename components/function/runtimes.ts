import { Runtime } from "./args.js";

/** A runtime on one cloud. */
export interface RuntimeFacts {
  /** What the cloud calls it. */
  readonly name: string;
  /** The day from which the cloud no longer looks after it; `undefined` where it has not said. */
  readonly until: string | undefined;
}
export type RuntimeTable = Readonly<Partial<Record<Runtime, RuntimeFacts>>>;

/** When the tables were last compared with the clouds' own pages. */
export const runtimesAsOf = "2026-11-21";

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export const awsRuntimes: RuntimeTable = {
  [Runtime.Node22]: { name: "nodejs22.x", until: "2027-04-30" },
  [Runtime.Node24]: { name: "nodejs24.x", until: "2028-04-30" },
  [Runtime.Python313]: { name: "python3.13", until: "2029-06-30" },
  [Runtime.Custom]: { name: "provided.al2023", until: "2029-06-30" },
};

/** https://cloud.google.com/functions/docs/runtime-support */
export const gcpRuntimes: RuntimeTable = {
  [Runtime.Node22]: { name: "nodejs22", until: "2027-04-30" },
  [Runtime.Node24]: { name: "nodejs24", until: "2028-04-30" },
  [Runtime.Python313]: { name: "python313", until: "2029-10-10" },
};

/** https://learn.microsoft.com/azure/azure-functions/supported-languages; name and version of a Flex Consumption app. */
export const azureRuntimes: RuntimeTable = {
  [Runtime.Node22]: { name: "node 22", until: "2027-04-30" },
  [Runtime.Node24]: { name: "node 24", until: "2028-04-30" },
  [Runtime.Python313]: { name: "python 3.13", until: "2029-10-01" },
  [Runtime.Custom]: { name: "custom 1.0", until: undefined },
};
