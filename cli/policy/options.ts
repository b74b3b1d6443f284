import type { OptionSpec } from "../arguments.js";

/** Options of the commands that judge something. */
export const judgingOptions: Readonly<Record<string, OptionSpec>> = {
  config: {
    type: "string",
    value: "file",
    summary: "Levels and settings, as --policy-pack-config takes them",
  },
  profile: {
    type: "string",
    value: "names",
    multiple: true,
    summary: "Profiles instead of strict: baseline,cis (repeatable)",
  },
  severity: {
    type: "string",
    value: "names",
    multiple: true,
    summary: "Only rules of these severities: critical,high (repeatable)",
  },
  service: {
    type: "string",
    value: "names",
    multiple: true,
    summary: "Only rules whose ids begin so: aws-s3,k8s (repeatable)",
  },
  exceptions: {
    type: "string",
    value: "file",
    summary: "Exceptions (default: GROUNDPLAN_POLICY_EXCEPTIONS, policy-exceptions.yaml of the project)",
  },
  stack: { type: "string", short: "s", value: "name", summary: "Of a program: the stack to preview (default: dev)" },
  live: {
    type: "boolean",
    summary: "A program or a stack: with your Pulumi login and credentials, not in the sandbox",
  },
  verbose: { type: "boolean", short: "v", summary: "Print what the engine prints, too" },
};
