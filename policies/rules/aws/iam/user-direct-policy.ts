import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid, violation } from "../../../core/verdict.js";

const POLICY = "aws:iam/userPolicy:UserPolicy";
const ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment";
const SHARED = "aws:iam/policyAttachment:PolicyAttachment";
const EXCLUSIVE = "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive";

/** Types that give rights to a user by being there, and those that do by a list. */
const LISTS: Readonly<Record<string, string>> = { [SHARED]: "users", [EXCLUSIVE]: "policyArns" };

export const awsIamUserDirectPolicy: ResourceRule = {
  id: "aws-iam-user-direct-policy",
  title: "Rights attached to a user",
  severity: Severity.Low,
  graph: false,
  judges: { [POLICY]: ["user"], [ATTACHMENT]: ["user"], [SHARED]: ["users"], [EXCLUSIVE]: ["policyArns"] },
  controls: {
    "CIS AWS 5.0": ["1.14"],
    NIST: ["AC-2", "AC-24", "AC-3", "AC-4", "AC-6", "CM-5", "CM-6", "CM-9", "MP-2", "SC-23"],
    PCI4: [
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.1",
      "8.2.2",
      "8.2.4",
      "8.2.5",
      "8.2.7",
      "8.2.8",
      "8.3.11",
      "8.3.4",
    ],
  },
  checkov: ["CKV_AWS_40"],
  trivy: ["AWS-0143"],
  why: "Rights of single users are overlooked when somebody changes teams or leaves; those of a group or role go with the membership.",
  fix: "Attach the policy to a group that the user is in, or to a role that the user assumes, in place of `user` or `users`.",
  bad: [
    {
      type: ATTACHMENT,
      name: "anna-s3",
      props: { user: "anna", policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" },
    },
  ],
  good: [
    {
      type: SHARED,
      name: "readers-s3",
      props: { name: "readers-s3", groups: ["readers"], policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" },
    },
  ],
  check({ type, props }) {
    const wrong = "gives rights to single users";
    const list = LISTS[type];
    if (list === undefined) return violation(get(props, "user"), wrong);
    const users = get(props, list);
    return forbid(isSet(users), users, wrong);
  },
};
