import { Provider, type ProviderArgs } from "@pulumi/gcp/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { ProviderMaker } from "./clouds.js";
import { gcpRegions } from "./regions/gcp.js";
import { gcpTagRules } from "./tags.js";
import { checkExistingProvider, checked, checkTarget, checkText, type TargetArgs } from "./target.js";

/** What only GCP targets have. */
export interface GcpTargetData {
  /** Id of the project that everything is created in: 6 to 30 lower-case letters, digits and hyphens. */
  readonly project: string;
  /**
   * E-mail of the service account that the provider acts as.
   * @default - the credentials are used as they are
   */
  readonly impersonateServiceAccount?: pulumi.Input<string>;
  /**
   * A provider that exists already, instead of one of our own. It must be for the same project and region.
   * @default - one provider for each stack and key, named `gcp-<key>`
   */
  readonly provider?: Provider;
}

/** What a GCP target is made from. */
export interface GcpTargetArgs extends TargetArgs, GcpTargetData {}

const projectPattern = /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

export function checkGcpTarget(args: GcpTargetArgs): void {
  checked("gcp", (problems) => {
    checkTarget(problems, args, gcpRegions, gcpTagRules);
    const expected =
      "a project id; it has 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen";
    if (args.project === undefined) problems.add("project", `nothing is given; it must be ${expected}`);
    checkText(problems, "project", args.project, projectPattern, expected);
    checkText(
      problems,
      "impersonateServiceAccount",
      args.impersonateServiceAccount,
      /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
      'the e-mail of a service account, such as "deployer@<project>.iam.gserviceaccount.com"',
    );
    checkExistingProvider(problems, args, ["impersonateServiceAccount"]);
  });
}

export const gcpProvider: ProviderMaker<"gcp"> = {
  package: "gcp",
  tagRules: gcpTagRules,
  existing: (target) => target.settings.provider,
  make(target, name) {
    const { project, impersonateServiceAccount } = target.settings;
    const args: ProviderArgs = { project, region: target.region };
    if (impersonateServiceAccount !== undefined) args.impersonateServiceAccount = impersonateServiceAccount;
    return new Provider(name, args);
  },
};
