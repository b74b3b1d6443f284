import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get, items } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const ROLE_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** Where the types name managed policies. */
const ATTACHED: Readonly<Record<string, string>> = {
  [ROLE_ATTACHMENT]: "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/role:Role": "managedPolicyArns",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

/** AWS's own policies that give everything, or that let their holder take it. */
const ADMINISTRATION = /^arn:[^:]+:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

export const awsIamAdminAttached: ResourceRule = {
  id: "aws-iam-admin-attached",
  title: "AdministratorAccess attached",
  severity: Severity.High,
  graph: false,
  judges: Object.fromEntries(Object.entries(ATTACHED).map(([type, path]) => [type, [path]])),
  controls: {
    "CIS AWS 5.0": ["1.15"],
    FSBP: ["IAM.1"],
    NIST: ["AC-2", "AC-24", "AC-3", "AC-4", "AC-5", "AC-6", "CM-5", "CM-6", "CM-9", "MP-2", "SC-23", "SC-25"],
  },
  checkov: ["CKV_AWS_274", "CKV2_AWS_56"],
  why: "Whoever takes over the role, user or group owns the account; IAMFullAccess is as much, since its holder can attach the rest.",
  fix: "Attach in `policyArn` a policy with the rights that are needed, your own or one of AWS's for a single service.",
  bad: [
    {
      type: ROLE_ATTACHMENT,
      name: "deploy",
      props: { role: "deploy", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    },
  ],
  good: [
    {
      type: ROLE_ATTACHMENT,
      name: "deploy",
      props: { role: "deploy", policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" },
    },
  ],
  check(resource) {
    const attached = items(get(resource.props, ATTACHED[resource.type] ?? "policyArn"));
    return every(
      attached.map((policy) =>
        forbid(
          holds(policy, (arn) => typeof arn === "string" && ADMINISTRATION.test(arn)),
          policy,
          "makes every holder an administrator of the account",
        ),
      ),
    );
  },
};
