import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { edited } from "../../policies/core/remedy.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { awsIamPasswordPolicy } from "../../policies/rules/aws/iam/password-policy.js";
import { awsIamTrustAnyone } from "../../policies/rules/aws/iam/trust-anyone.js";
import { resourcesOf, verdicts } from "./support.js";

const BAD = ["violation it"];
const OPEN = ["undecided it"];

const at = (rule: string, type: string, props: Props) => verdicts(rule, { type, name: "it", props });
const document = (...Statement: readonly unknown[]) => ({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*", more: Props = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

/** What a rule on identity policies says, the same in every form that a program can write the policy in. */
function judge(rule: string, policy: unknown): readonly string[] {
  const forms: readonly (readonly [string, Props])[] = [
    ["aws:iam/policy:Policy", { policy }],
    ["aws:iam/rolePolicy:RolePolicy", { policy: JSON.stringify(policy) }],
    ["aws:iam/userPolicy:UserPolicy", { policy }],
    ["aws:iam/groupPolicy:GroupPolicy", { policy }],
    ["aws:iam/role:Role", { inlinePolicies: [{ name: "a", policy: JSON.stringify(policy) }] }],
    ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", { inlinePolicy: JSON.stringify(policy) }],
  ];
  const found = [...new Set(forms.map(([type, props]) => at(rule, type, props).join()))];
  return found.join("|") === "" ? [] : found;
}

describe("aws-iam-admin-policy", () => {
  const admin = (...list: readonly unknown[]) => judge("aws-iam-admin-policy", document(...list));

  it("computes what actions and resources cover", () => {
    for (const action of ["*", "*:*", ["s3:GetObject", "*"], "**"]) expect(admin(allow(action))).toEqual(BAD);
    for (const resource of ["arn:aws:*", "arn:aws:*:*:*:*", "arn:*", ["arn:aws:s3:::a", "*"], "arn:aws-cn:*"])
      expect(admin(allow("*", resource))).toEqual(BAD);
    expect(judge("aws-iam-admin-policy", { Statement: allow("*") })).toEqual(BAD);
    for (const action of ["iam:*", "s3:*", ["iam:*", "s3:*"], "?am:*"]) expect(admin(allow(action))).toEqual([]);
    for (const resource of ["arn:aws:s3:::*", "arn:aws:iam::*:role/*"]) expect(admin(allow("*", resource))).toEqual([]);
    expect(admin({ ...allow("*"), Effect: "Deny" })).toEqual([]);
  });

  it("computes what exceptions leave", () => {
    const but = (NotAction: unknown) => admin({ Effect: "Allow", NotAction, Resource: "*" });
    expect(but("s3:DeleteBucket")).toEqual(BAD);
    expect(but(["iam:*", "organizations:*"])).toEqual([]);
    expect(but("*")).toEqual([]);
    expect(admin({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::a" })).toEqual(BAD);
    expect(admin({ Effect: "Allow", Action: "*", NotResource: "*" })).toEqual([]);
  });

  it("counts conditions on the resource, not those on the caller", () => {
    const when = (Condition: Props) => admin(allow("*", "*", { Condition }));
    expect(when({ Bool: { "aws:MultiFactorAuthPresent": "true" } })).toEqual(BAD);
    expect(when({ StringEquals: { "aws:RequestedRegion": "eu-west-1" } })).toEqual(BAD);
    expect(when({ StringEquals: { "aws:ResourceTag/team": "shop" } })).toEqual([]);
    expect(when({ StringLike: { "aws:ResourceTag/team": "*" } })).toEqual(BAD);
    expect(when({ StringNotEquals: { "aws:ResourceTag/team": "shop" } })).toEqual(BAD);
    expect(when({ StringEquals: { "aws:CalledVia": "athena.amazonaws.com" } })).toEqual(BAD);
  });

  it("is undecided only where what is unknown decides", () => {
    expect(admin(allow(UNKNOWN.string))).toEqual(OPEN);
    expect(admin(allow("s3:GetObject", UNKNOWN.string))).toEqual([]);
    expect(admin(UNKNOWN.object, allow("*"))).toEqual(BAD);
    expect(admin({ ...allow("*"), Effect: UNKNOWN.string })).toEqual(OPEN);
    expect(at("aws-iam-admin-policy", "aws:iam/role:Role", {})).toEqual([]);
  });
});

describe("aws-iam-privilege-escalation", () => {
  const raises = (...list: readonly unknown[]) => judge("aws-iam-privilege-escalation", document(...list));

  it("finds single actions by pattern, in any case", () => {
    for (const action of ["iam:CreatePolicyVersion", "IAM:attachrolepolicy", "iam:Put*", "iam:*", "i?m:*", "*"])
      expect(raises(allow(action))).toEqual(BAD);
    expect(raises({ Effect: "Allow", NotAction: "s3:*", Resource: "*" })).toEqual(BAD);
    for (const action of ["iam:Get*", "iam:PassRole", "lambda:*Invoke*", "s3:*"])
      expect(raises(allow(action))).toEqual([]);
    expect(raises(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/$" + "{aws:username}"))).toEqual([]);
  });

  it("finds sets across statements, where any role can be passed", () => {
    const pass = (resource: string, more: Props = {}) => allow("iam:PassRole", resource, more);
    expect(raises(pass("*"), allow("ec2:Run*", "arn:aws:ec2:eu-west-1:123456789012:instance/*"))).toEqual(BAD);
    expect(raises(pass("*"), allow("lambda:CreateFunction"))).toEqual([]);
    expect(raises(pass("arn:aws:iam::123456789012:role/a"), allow("ec2:RunInstances"))).toEqual([]);
    for (const actions of [["glue:CreateJob", "glue:StartJobRun"], ["apprunner:CreateService"], ["sagemaker:Create*"]])
      expect(raises(pass("*"), allow(actions))).toEqual(BAD);
    expect(raises(pass("*"), allow("states:CreateStateMachine"))).toEqual([]);
    expect(raises(pass("*"), allow(["states:CreateStateMachine", "states:StartExecution"]))).toEqual(BAD);
    const only = { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } };
    expect(raises(pass("*", only), allow("ec2:RunInstances"))).toEqual([]);
  });

  it("counts denials that hold everywhere", () => {
    const deny = (more: Props = {}) => ({ Effect: "Deny", Action: "iam:*", Resource: "*", ...more });
    expect(raises(allow("*"), { ...deny(), Action: ["iam:*", "lambda:*", "glue:*"] })).toEqual([]);
    expect(raises(allow("iam:*"), deny())).toEqual([]);
    expect(raises(allow("iam:*"), deny({ Resource: "arn:aws:iam::*:user/*" }))).toEqual(BAD);
    expect(raises(allow("iam:*"), deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } }))).toEqual(BAD);
    expect(raises(allow("iam:*"), deny({ Effect: UNKNOWN.string }))).toEqual(OPEN);
    expect(raises(allow("iam:*"), UNKNOWN.object)).toEqual(OPEN);
  });
});

describe("aws-iam-wildcard-write", () => {
  const wide = (...list: readonly unknown[]) => judge("aws-iam-wildcard-write", document(...list));

  it("finds whole services, writes and reads of data on every resource", () => {
    for (const action of ["rds:*", "s3:*", "s3:Put*", "s3:GetObject", "secretsmanager:Get*", "dynamodb:Scan", "*"])
      expect(wide(allow(action))).toEqual(BAD);
    expect(wide({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })).toEqual(BAD);
  });

  it("finds actions that decide who else may do what", () => {
    for (const action of [
      "ecr:SetRepositoryPolicy",
      "s3:PutBucketAcl",
      "kms:RetireGrant",
      "glacier:*VaultAccessPolicy",
    ])
      expect(wide(allow(action))).toEqual(BAD);
    expect(wide(allow("ecr:SetRepositoryPolicy", "arn:aws:ecr:eu-west-1:123456789012:repository/shop"))).toEqual([]);
  });

  it("leaves alone what cannot be granted on a resource, what only lists, and what is confined", () => {
    for (const action of ["ec2:Describe*", "s3:ListAllMyBuckets", "xray:*", "lakeformation:*", "iam:Get*"])
      expect(wide(allow(action))).toEqual([]);
    expect(wide(allow("s3:*", ["arn:aws:s3:::a", "arn:aws:s3:::a/*"]))).toEqual([]);
    expect(
      wide(allow("kms:Decrypt", "*", { Condition: { StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } } })),
    ).toEqual([]);
    expect(wide(allow("s3:*", UNKNOWN.string))).toEqual(OPEN);
  });
});

describe("aws-iam-admin-attached", () => {
  const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
  const rule = (type: string, props: Props) => at("aws-iam-admin-attached", type, props);

  it("finds the policy in each form of an attachment and in each partition", () => {
    expect(rule("aws:iam/role:Role", { managedPolicyArns: [UNKNOWN.string, ADMIN] })).toEqual(BAD);
    expect(rule("aws:iam/policyAttachment:PolicyAttachment", { policyArn: ADMIN })).toEqual(BAD);
    expect(rule("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", { policyArn: ADMIN })).toEqual(BAD);
    expect(rule("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", { managedPolicyArn: ADMIN })).toEqual(
      BAD,
    );
    const exclusive = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
    expect(rule(exclusive, { policyArns: ["arn:aws-cn:iam::aws:policy/IAMFullAccess"] })).toEqual(BAD);
  });

  it("leaves policies alone that only sound like it", () => {
    const attach = (policyArn: string) => rule("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn });
    expect(attach("arn:aws:iam::123456789012:policy/AdministratorAccess")).toEqual([]);
    expect(attach("arn:aws:iam::aws:policy/AdministratorAccess-Amplify")).toEqual([]);
    expect(attach(UNKNOWN.string)).toEqual(OPEN);
  });
});

describe("aws-iam-trust-anyone", () => {
  const trust = (Principal: unknown, more: Props = {}) =>
    at("aws-iam-trust-anyone", "aws:iam/role:Role", {
      assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more }),
    });
  const ROOT = "arn:aws:iam::123456789012:root";

  it("finds everybody and whole accounts, in each way to name them", () => {
    for (const who of ["*", { AWS: "*" }, { AWS: ["arn:aws:iam::1:role/a", "*"] }, { AWS: "arn:aws:iam::*:role/a" }])
      expect(trust(who)).toEqual(BAD);
    for (const who of [ROOT, "123456789012", ["arn:aws:iam::123456789012:role/a", ROOT]])
      expect(trust({ AWS: who })).toEqual(BAD);
    expect(trust({ AWS: "arn:aws:iam::123456789012:role/a" })).toEqual([]);
    expect(trust({ AWS: "*" }, { Effect: "Deny" })).toEqual([]);
    expect(trust({ AWS: "*" }, { Action: "sts:TagSession" })).toEqual([]);
    expect(trust({ AWS: UNKNOWN.string })).toEqual(OPEN);
  });

  it("takes any condition for an account, and for everybody one that strangers fail", () => {
    const id = { Condition: { StringEquals: { "sts:ExternalId": "acme-7" } } };
    expect(trust({ AWS: ROOT }, id)).toEqual([]);
    expect(trust({ AWS: "*" }, id)).toEqual(BAD);
    expect(trust({ AWS: "*" }, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })).toEqual([]);
  });

  it("does not take the role's own account for another", () => {
    const [role] = resourcesOf([
      {
        type: "aws:iam/role:Role",
        name: "it",
        props: {
          assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ROOT } }),
        },
      },
    ]);
    if (role === undefined) throw new Error("no role");
    const found = (props: Props, arn?: string) =>
      new Evaluator([awsIamTrustAnyone])
        .checkResource({ ...role, provider: { urn: "p", props }, identities: new Set(arn === undefined ? [] : [arn]) })
        .map(({ kind }) => kind);
    expect(found({})).toEqual(["violation"]);
    expect(found({ allowedAccountIds: '["123456789012"]' })).toEqual([]);
    expect(found({ assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/deploy" }] })).toEqual([]);
    expect(found({}, "arn:aws:iam::123456789012:role/it")).toEqual([]);
    expect(found({}, "arn:aws:iam::210987654321:role/it")).toEqual(["violation"]);
  });
});

describe("aws-iam-oidc-subject", () => {
  const HOST = "token.actions.githubusercontent.com";
  const trust = (Condition: Props | undefined, host = HOST) =>
    at("aws-iam-oidc-subject", "aws:iam/role:Role", {
      assumeRolePolicy: document({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${host}` },
        ...(Condition && { Condition }),
      }),
    });
  const subject = (value: unknown, operator = "StringLike") => trust({ [operator]: { [`${HOST}:sub`]: value } });

  it("wants the owner of the repository written out", () => {
    for (const sub of ["repo:acme/shop:*", "repo:acme/*", "repository_id:42:*", "job_workflow_ref:acme/ci/.github/*"])
      expect(subject(sub)).toEqual([]);
    for (const sub of ["*", "repo:*", "repo:acme*", "repo:*/shop:*", "workflow:deploy:repo:acme/shop", "ref:main"])
      expect(subject(sub)).toEqual(BAD);
    expect(subject(["repo:acme/shop:*", "repo:*"])).toEqual(BAD);
    expect(subject("repo:acme/shop:*", "StringLikeIfExists")).toEqual(BAD);
    expect(subject("repo:acme/shop:*", "StringNotLike")).toEqual(BAD);
    expect(subject(UNKNOWN.string)).toEqual(OPEN);
    expect(trust(undefined)).toEqual(BAD);
    expect(trust({ StringEquals: { [`${HOST}:repository_owner_id`]: "1234" } })).toEqual([]);
  });

  it("knows other issuers that serve everybody, and those that serve one customer", () => {
    expect(trust(undefined, "gitlab.com")).toEqual(BAD);
    expect(trust({ StringLike: { "gitlab.com:sub": "project_path:acme/shop:*" } }, "gitlab.com")).toEqual([]);
    expect(trust({ StringLike: { "app.terraform.io:sub": "organization:acme:*" } }, "app.terraform.io")).toEqual([]);
    expect(trust(undefined, "oidc.circleci.com/org/1")).toEqual([]);
    expect(trust(undefined, "git.acme.example")).toEqual([]);
  });
});

describe("aws-iam-password-policy", () => {
  const TYPE = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
  const strong = {
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    requireLowercaseCharacters: true,
    requireUppercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
  };
  const policy = (props: Props) => at("aws-iam-password-policy", TYPE, { ...strong, ...props });

  it("wants each part", () => {
    expect(policy({ minimumPasswordLength: 13 })).toEqual(BAD);
    expect(policy({ minimumPasswordLength: 20 })).toEqual([]);
    for (const name of Object.keys(strong)) expect(policy({ [name]: undefined })).toEqual(BAD);
    expect(policy({ requireSymbols: UNKNOWN.boolean })).toEqual(OPEN);
  });

  it("is put right without making anything weaker, as configured", () => {
    const [resource] = resourcesOf([{ type: TYPE, name: "it", props: { ...strong, minimumPasswordLength: 20 } }]);
    if (resource === undefined) throw new Error("no policy");
    const right = (props: Props, settings: Props) =>
      edited(props, awsIamPasswordPolicy.remedy?.edits({ ...resource, props }, settings) ?? []);
    expect(right(resource.props, {})).toEqual(resource.props);
    expect(right({ minimumPasswordLength: 20 }, { reuse: 5 })).toEqual({
      ...strong,
      minimumPasswordLength: 20,
      passwordReusePrevention: 5,
    });
  });
});

describe("rights and keys of users", () => {
  it("finds users in each form", () => {
    const rule = (type: string, props: Props) => at("aws-iam-user-direct-policy", type, props);
    expect(rule("aws:iam/userPolicy:UserPolicy", { user: UNKNOWN.string, policy: "{}" })).toEqual(BAD);
    const shared = (users: unknown) => rule("aws:iam/policyAttachment:PolicyAttachment", { groups: ["g"], users });
    expect([shared(["anna"]), shared([]), shared(undefined), shared(UNKNOWN.array)]).toEqual([BAD, [], [], OPEN]);
    const exclusive = "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive";
    expect(rule(exclusive, { userName: "anna", policyArns: [] })).toEqual([]);
    expect(rule(exclusive, { userName: "anna", policyArns: ["arn:aws:iam::1:policy/a"] })).toEqual(BAD);
  });

  it("lets a key be that is switched off, but never one of root", () => {
    const key = (props: Props) => at("aws-iam-access-key", "aws:iam/accessKey:AccessKey", props);
    expect(key({ user: "deploy", status: "Active" })).toEqual(BAD);
    expect(key({ user: UNKNOWN.string })).toEqual(BAD);
    expect(key({ user: "root", status: "Inactive" })).toEqual(BAD);
    expect(key({ user: "deploy", status: UNKNOWN.string })).toEqual(OPEN);
  });
});
