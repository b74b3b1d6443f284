import { Provider, type ProviderArgs } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { ProviderMaker } from "./clouds.js";
import { awsRegions } from "./regions/aws.js";
import { awsTagRules } from "./tags.js";
import { checkExistingProvider, checked, checkTarget, checkText, type TargetArgs } from "./target.js";

/** The role that the target's provider assumes for everything it does. */
export interface AwsAssumeRole {
  /** ARN of the role. */
  readonly roleArn: pulumi.Input<string>;
  /** Agreed with the owner of the role, where the role asks for it. @default - none */
  readonly externalId?: pulumi.Input<string>;
  /** Shown in CloudTrail. @default - chosen by the provider */
  readonly sessionName?: pulumi.Input<string>;
}

/** What only AWS targets have. */
export interface AwsTargetData {
  /**
   * Twelve digits: the only account that the provider may work in. With credentials of another account everything
   * fails before the first change.
   * @default - whatever account the credentials belong to
   */
  readonly accountId?: string;
  /** @default - the credentials are used as they are */
  readonly assumeRole?: AwsAssumeRole;
  /**
   * A provider that exists already, instead of one of our own. It must be for the same region; `accountId` and
   * `assumeRole` are then its business.
   * @default - one provider for each stack and key, named `aws-<key>`
   */
  readonly provider?: Provider;
}

/** What an AWS target is made from. */
export interface AwsTargetArgs extends TargetArgs, AwsTargetData {}

const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

export function checkAwsTarget(args: AwsTargetArgs): void {
  checked("aws", (problems) => {
    checkTarget(problems, args, awsRegions, awsTagRules);
    checkText(
      problems,
      "accountId",
      args.accountId,
      /^\d{12}$/,
      'an account id; it has twelve digits, such as "123456789012"',
    );
    checkText(
      problems,
      "assumeRole.roleArn",
      args.assumeRole?.roleArn,
      rolePattern,
      'the ARN of a role; use "arn:aws:iam::<account>:role/<name>"',
    );
    checkExistingProvider(problems, args, ["accountId", "assumeRole"]);
  });
}

export const awsProvider: ProviderMaker<"aws"> = {
  package: "aws",
  tagRules: awsTagRules,
  existing: (target) => target.settings.provider,
  make(target, name) {
    const { accountId, assumeRole } = target.settings;
    const args: ProviderArgs = { region: target.region };
    if (accountId !== undefined) args.allowedAccountIds = [accountId];
    if (assumeRole !== undefined) args.assumeRoles = [{ ...assumeRole }];
    return new Provider(name, args);
  },
};
