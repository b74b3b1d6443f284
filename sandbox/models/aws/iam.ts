import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isRecord, lastSegment, text } from "../values.js";
import { arn } from "./identifiers.js";
import { here } from "./references.js";

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/policy:Policy";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function namePattern(property: string, limit: number) {
  return (c: CheckContext): CheckFailure[] => {
    const name = text(c.inputs[property]);
    if (name === undefined || (name.length <= limit && /^[\w+=,.@-]+$/.test(name))) return [];
    return [{ property, reason: `"${name}" must have 1 to ${limit} letters, digits and +=,.@_-` }];
  };
}

function noRole(c: ObjectContext): CloudError | undefined {
  const role = roleName(c.inputs.role);
  const found = c.world.byType(roleType).some((o) => o.account === c.account && o.id === role);
  if (role === undefined || found) return undefined;
  return {
    code: "NoSuchEntity",
    message: `The role with name ${role} cannot be found; pass the role's own name or id, or create it first`,
  };
}

/** A role is given by name, by ARN or as the resource itself. */
function roleName(value: unknown): string | undefined {
  if (isRecord(value)) return text(value.name) ?? text(value.id);
  return text(value)?.replace(/^arn:aws[\w-]*:iam::\d+:role\/(?:.*\/)?/, "");
}

function document(property: string) {
  return (c: ObjectContext) => (isRecord(c.inputs[property]) ? JSON.stringify(c.inputs[property]) : c.inputs[property]);
}

export const iamModels: Models = {
  [roleType]: {
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    check: namePattern("name", 64),
    id: (c) => text(c.inputs.name) ?? `${text(c.inputs.namePrefix) ?? "terraform-"}${c.derive.digits("name", 26)}`,
    unique: true,
    outputs: {
      arn: (c, id) => arn(c, "iam", `role${text(c.inputs.path) ?? "/"}${id}`),
      createDate: (c) => c.derive.time(),
      inlinePolicies: () => [],
      managedPolicyArns: () => [],
      name: (_, id) => id,
      namePrefix: () => "",
      uniqueId: (c) => `AROA${c.derive.draw("unique", 17, upper)}`,
    },
    identities: (o) => [o.id, text(o.outputs.uniqueId) ?? ""],
    blockers: [
      {
        type: attachmentType,
        properties: ["role"],
        when: (u, role) => role.inputs.forceDetachPolicies !== true && u.id !== "",
      },
      {
        type: rolePolicyType,
        properties: ["role"],
        when: (u, role) => role.inputs.forceDetachPolicies !== true && u.id !== "",
      },
      { type: "aws:iam/instanceProfile:InstanceProfile", properties: ["role"] },
    ],
    blocked: (role, by) => ({
      code: "DeleteConflict",
      message: `Cannot delete entity, must detach all policies first: ${by.urn} is on role ${role.id}; delete that first, or set forceDetachPolicies`,
    }),
  },
  [policyType]: {
    defaults: { path: "/" },
    check: namePattern("name", 128),
    id: (c) =>
      arn(
        c,
        "iam",
        `policy${text(c.inputs.path) ?? "/"}${text(c.inputs.name) ?? `${String(c.inputs.namePrefix)}${c.derive.digits("name", 26)}`}`,
      ),
    unique: true,
    outputs: {
      arn: (_, id) => id,
      attachmentCount: () => 0,
      name: (_, id) => lastSegment(id),
      namePrefix: () => "",
      policyId: (c) => `ANPA${c.derive.draw("unique", 17, upper)}`,
    },
    blockers: [
      { type: attachmentType, properties: ["policyArn"] },
      { type: "aws:iam/userPolicyAttachment:UserPolicyAttachment", properties: ["policyArn"] },
      { type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment", properties: ["policyArn"] },
    ],
    blocked: (policy, by) => ({
      code: "DeleteConflict",
      message: `Cannot delete a policy attached to entities: ${policy.id} is attached by ${by.urn}; delete that first`,
    }),
  },
  [rolePolicyType]: {
    check: namePattern("name", 128),
    refuse: noRole,
    id: (c) => `${roleName(c.inputs.role) ?? ""}:${text(c.inputs.name) ?? c.derive.digits("name", 26)}`,
    outputs: { name: (_, id) => id.slice(id.indexOf(":") + 1), namePrefix: () => "", policy: document("policy") },
    // PutRolePolicy overwrites.
    unique: false,
  },
  [attachmentType]: {
    refuse: (c) => {
      const refusal = noRole(c);
      if (refusal !== undefined) return refusal;
      const value = String(c.inputs.policyArn);
      if (/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+/.test(value)) return undefined;
      return {
        code: "ValidationError",
        message: `ARN ${value} is not valid; pass a policy's arn, such as arn:aws:iam::aws:policy/ReadOnlyAccess`,
      };
    },
    id: (c) => `${roleName(c.inputs.role) ?? ""}/${String(c.inputs.policyArn)}`,
    unique: false,
    outputs: {},
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    defaults: { path: "/" },
    check: namePattern("name", 128),
    refuse: noRole,
    id: (c) => text(c.inputs.name) ?? `${text(c.inputs.namePrefix) ?? "terraform-"}${c.derive.digits("name", 26)}`,
    unique: true,
    outputs: {
      createDate: (c) => c.derive.time(),
      name: (_, id) => id,
      namePrefix: () => "",
      arn: (c, id) => arn(c, "iam", `instance-profile${text(c.inputs.path) ?? "/"}${id}`),
      uniqueId: (c) => `AIPA${c.derive.draw("unique", 17, upper)}`,
    },
  },
};

/** Log groups, keys and aliases: what the other models encrypt with and write to. */
export const logAndKeyModels: Models = {
  "aws:cloudwatch/logGroup:LogGroup": {
    defaults: { skipDestroy: false, retentionInDays: 0 },
    check: checkLogGroup,
    id: (c) => text(c.inputs.name) ?? `${text(c.inputs.namePrefix) ?? "terraform-"}${c.derive.digits("name", 26)}`,
    unique: true,
    outputs: {
      arn: (c, id) => arn(c, "logs", `log-group:${id}`),
      deletionProtectionEnabled: () => false,
      logGroupClass: () => "STANDARD",
      name: (_, id) => id,
      namePrefix: () => "",
    },
    canDelete: (group) =>
      group.inputs.deletionProtectionEnabled === true
        ? {
            code: "OperationAbortedException",
            message: `log group ${group.id} has deletion protection: set deletionProtectionEnabled to false first`,
          }
        : undefined,
  },
  "aws:kms/key:Key": {
    defaults: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      enableKeyRotation: false,
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
    },
    check: (c) => {
      const days = c.inputs.deletionWindowInDays;
      const bad = typeof days === "number" && (days < 7 || days > 30);
      return bad ? [{ property: "deletionWindowInDays", reason: `${days} is not allowed; use 7 to 30 days` }] : [];
    },
    id: (c) => (c.inputs.multiRegion === true ? `mrk-${c.derive.hex("key", 32)}` : c.derive.uuid("key")),
    outputs: {
      arn: (c, id) => arn(c, "kms", `key/${id}`),
      description: () => "",
      keyId: (_, id) => id,
      multiRegion: () => false,
      policy: (c) =>
        JSON.stringify({
          Id: "key-default-1",
          Statement: [
            {
              Action: "kms:*",
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${c.account}:root` },
              Resource: "*",
              Sid: "Enable IAM User Permissions",
            },
          ],
          Version: "2012-10-17",
        }),
      rotationPeriodInDays: (c) => (c.inputs.enableKeyRotation === true ? 365 : 0),
    },
  },
  "aws:kms/alias:Alias": {
    name: { property: "name", limit: 256, prefixProperty: "namePrefix", before: "alias/" },
    check: (c) => {
      const name = text(c.inputs.name);
      if (name === undefined || (/^alias\/[\w/-]+$/.test(name) && !name.startsWith("alias/aws/"))) return [];
      return [
        {
          property: "name",
          reason: `"${name}" must begin with "alias/" (and not "alias/aws/") and go on with letters, digits and /_-`,
        },
      ];
    },
    refuse: (c) => {
      const target = String(c.inputs.targetKeyId);
      const found = c.world.byIdentity(target).some((o) => o.type === "aws:kms/key:Key" && o.account === c.account);
      return found
        ? undefined
        : { code: "NotFoundException", message: `Key '${target}' does not exist (targetKeyId); create it first` };
    },
    id: (c) => text(c.inputs.name) ?? `${text(c.inputs.namePrefix) ?? "alias/"}${c.derive.digits("name", 26)}`,
    unique: true,
    outputs: {
      arn: (c, id) => arn(c, "kms", id),
      namePrefix: () => "",
      targetKeyArn: (c) =>
        text(
          here(c, "aws:kms/key:Key").find((o) => [o.id, o.outputs.arn].includes(c.inputs.targetKeyId))?.outputs.arn,
        ) ?? "",
    },
  },
};

const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function checkLogGroup(c: CheckContext): CheckFailure[] {
  const days = c.inputs.retentionInDays;
  const name = text(c.inputs.name);
  const failures: CheckFailure[] = [];
  if (typeof days === "number" && !retentions.includes(days))
    failures.push({
      property: "retentionInDays",
      reason: `expected retentionInDays to be one of ${retentions.join(", ")}, got ${days}`,
    });
  if (name !== undefined && !/^[\w./#-]{1,512}$/.test(name))
    failures.push({ property: "name", reason: `"${name}" must have 1 to 512 letters, digits and _./#-` });
  return failures;
}
