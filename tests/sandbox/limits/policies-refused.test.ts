import { describe, expect, it } from "vitest";
import type { Props } from "../../../sandbox/types.js";
import { judged, policy } from "./judge.js";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };

type Case = readonly [token: string, inputs: Props, says: string];

const refused: readonly Case[] = [
  [
    "aws:iam/role:Role",
    { name: "a b", assumeRolePolicy: policy(trust) },
    "ValidationError: 1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+; see https://docs.aws.amazon.com/goto/WebAPI/iam-2010-05-08/CreateRole",
  ],
  [
    "aws:iam/role:Role",
    { name: "a".repeat(65), assumeRolePolicy: policy(trust) },
    "ValidationError: 1 validation error detected: Value 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' at 'name' failed to satisfy constraint: Member must have length less than or equal to 64; see https://docs.aws.amazon.com/goto/WebAPI/iam-2010-05-08/CreateRole",
  ],
  [
    "aws:iam/role:Role",
    { maxSessionDuration: 60, assumeRolePolicy: policy(trust) },
    "ValidationError: 1 validation error detected: Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600; see https://docs.aws.amazon.com/goto/WebAPI/iam-2010-05-08/CreateRole",
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: "{" },
    "assumeRolePolicy: \"assumeRolePolicy\" contains an invalid JSON policy: Expected property name or '}' in JSON at position 1 (line 1 column 2); write it with JSON.stringify, or take it from aws.iam.getPolicyDocument",
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: "[]" },
    'assumeRolePolicy: "assumeRolePolicy" contains an invalid JSON policy: contains a JSON array, not a JSON object',
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: policy({ ...trust, Resource: "*" }) },
    "MalformedPolicyDocument: Has prohibited field Resource (assumeRolePolicy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: policy(allow) },
    "MalformedPolicyDocument: Missing required field Principal (assumeRolePolicy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: policy({ ...trust, Action: "s3:GetObject" }) },
    'MalformedPolicyDocument: AssumeRole policy may only specify STS AssumeRole actions. It has "s3:GetObject" (assumeRolePolicy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: policy(trust), inlinePolicies: [{ name: "a", policy: policy({ ...allow, Effect: "allow" }) }] },
    'MalformedPolicyDocument: Syntax errors in policy. Effect must be "Allow" or "Deny", not "allow" (inlinePolicies[0].policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ ...allow, Principal: "*" }) },
    "MalformedPolicyDocument: Policy document should not specify a principal. (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ Effect: "Allow", Resource: "*" }) },
    "MalformedPolicyDocument: Policy statement must contain actions. (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ Effect: "Allow", Action: "s3:GetObject" }) },
    "MalformedPolicyDocument: Policy statement must contain resources. (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ ...allow, Action: "GetObject" }) },
    'MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: "GetObject" is not an action (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ ...allow, Resource: "my-bucket/*" }) },
    'MalformedPolicyDocument: Resource my-bucket/* must be in ARN format or "*". (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy(allow, { Version: "2024-01-01" }) },
    'MalformedPolicyDocument: The policy must contain a valid version string: "2012-10-17", not "2024-01-01" (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    { policy: JSON.stringify({ Version: "2012-10-17" }) },
    "MalformedPolicyDocument: Syntax errors in policy. It has no Statement (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ ...allow, Sid: "read it" }) },
    'MalformedPolicyDocument: Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*: "read it" (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    {
      policy: policy(
        {},
        {
          Statement: [
            { ...allow, Sid: "A" },
            { ...allow, Sid: "A" },
          ],
        },
      ),
    },
    'MalformedPolicyDocument: Statement IDs (SID) in a single policy must be unique: "A" is there twice (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    {
      policy: policy({
        ...allow,
        Resource: Array.from({ length: 200 }, (_, i) => `arn:aws:s3:::bucket-number-${i}/some/long/prefix/*`),
      }),
    },
    "LimitExceeded: Cannot exceed quota for PolicySize: 6144; see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (policy has 10384)",
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ ...allow, Actions: "s3:*" }) },
    'MalformedPolicyDocument: Syntax errors in policy. "Actions" is no element of a statement (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ ...allow, NotAction: "s3:*" }) },
    "MalformedPolicyDocument: Syntax errors in policy. A statement has Action or NotAction, not both (policy); see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  ],
  [
    "aws:s3/bucketPolicy:BucketPolicy",
    { policy: policy(allow) },
    "MalformedPolicy: Missing required field Principal (policy); see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
  ],
  [
    "aws:kms/key:Key",
    {
      policy: policy({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Action: "kms:Decrypt",
        Resource: "*",
      }),
    },
    "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future. (policy); see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  ],
  [
    "aws:sqs/queue:Queue",
    { redrivePolicy: "nope" },
    'redrivePolicy: "redrivePolicy" contains an invalid JSON: Unexpected token \'o\', "nope" is not valid JSON; write it with JSON.stringify',
  ],
  [
    "aws:sqs/queue:Queue",
    { redrivePolicy: JSON.stringify({ maxReceiveCount: 3 }) },
    'InvalidParameterValue: Value {"maxReceiveCount":3} for parameter RedrivePolicy is invalid. Reason: Redrive policy does not contain mandatory attribute: deadLetterTargetArn.; see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  ],
  [
    "aws:sqs/queue:Queue",
    {
      redrivePolicy: JSON.stringify({
        maxReceiveCount: 3000,
        deadLetterTargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead",
      }),
    },
    'InvalidParameterValue: Value {"maxReceiveCount":3000,"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead"} for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount: it must be a whole number from 1 to 1000.; see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  ],
  [
    "aws:cloudwatch/eventRule:EventRule",
    { eventPattern: "{source: x}" },
    "eventPattern: \"eventPattern\" contains an invalid JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2); write it with JSON.stringify",
  ],
  [
    "gcp:projects/iAMMember:IAMMember",
    { member: "someone@example.com", role: "roles/viewer" },
    'member: invalid value for member ("someone@example.com"): IAM members must have one of the values outlined here: https://cloud.google.com/billing/docs/reference/rest/v1/Policy#Binding, for example "serviceAccount:someone@example.com"',
  ],
  [
    "gcp:projects/iAMMember:IAMMember",
    { member: "user:someone@example.com", role: "viewer" },
    "Error 400: Role viewer is not supported for this resource., badRequest: use roles/NAME, or projects/PROJECT/roles/NAME for one of your own; see https://cloud.google.com/iam/docs/roles-overview",
  ],
  [
    "gcp:projects/iAMBinding:IAMBinding",
    { members: ["user:a@example.com", "b"], role: "roles/viewer" },
    'members[1]: invalid value for members[1] ("b"): IAM members must have one of the values outlined here: https://cloud.google.com/billing/docs/reference/rest/v1/Policy#Binding, for example "serviceAccount:name@project.iam.gserviceaccount.com"',
  ],
  [
    "gcp:projects/iAMPolicy:IAMPolicy",
    { policyData: "{" },
    "policyData: Could not unmarshal policy data: Expected property name or '}' in JSON at position 1 (line 1 column 2); take it from gcp.organizations.getIAMPolicy",
  ],
  [
    "azure-native:authorization:PolicyDefinition",
    { policyRule: { if: { field: "type", equals: "x" } } },
    "InvalidPolicyRule: Failed to parse policy rule: Required property 'then' not found in JSON; see https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule",
  ],
  [
    "azure-native:authorization:PolicyDefinition",
    { policyRule: JSON.parse('{"if":{"field":"type","equals":"x"},"then":{"effect":"block"}}') },
    "InvalidPolicyRule: Failed to parse policy rule: 'block' is not a valid effect; use one of addToNetworkGroup, append, audit, auditIfNotExists, deny, denyAction, deployIfNotExists, disabled, enforceOPAConstraint, enforceRegoPolicy, manual, modify, mutate; see https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule",
  ],
];

describe("policy documents and members that are refused", () => {
  it.each(refused)("%s %j", (token, inputs, says) => {
    expect(judged(token, inputs)).toBe(says);
  });
});
