import type { CheckFailure, CloudError } from "../../types.js";
import { parseCidr } from "../cidr.js";
import type { Blocker, CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, records, same, text, texts } from "../values.js";
import { resourceId } from "./identifiers.js";
import { findHere, here } from "./references.js";
import { vpcType } from "./vpc.js";

const securityGroupType = "aws:ec2/securityGroup:SecurityGroup";
const defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const ruleTypes = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
] as const;

const sources = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function checkRule(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const present = sources.filter((key) => isSet(c.inputs[key]));
  if (present.length !== 1) {
    const reason = `exactly one of ${sources.join(", ")} must be set, and ${present.length === 0 ? "none is" : `${present.join(" and ")} are`}`;
    failures.push({ property: "", reason });
  }
  for (const property of ["cidrIpv4", "cidrIpv6"]) failures.push(...cidrFailure(property, c.inputs[property]));
  failures.push(...portFailures("", c.inputs));
  if (c.inputs.ipProtocol === "-1" && (isSet(c.inputs.fromPort) || isSet(c.inputs.toPort)))
    failures.push({ property: "fromPort", reason: 'ipProtocol "-1" means all ports: remove fromPort and toPort' });
  return failures;
}

function cidrFailure(property: string, value: unknown): CheckFailure[] {
  const parsed = typeof value === "string" ? parseCidr(value) : undefined;
  return parsed !== undefined && "problem" in parsed
    ? [{ property, reason: `"${String(value)}" ${parsed.problem}` }]
    : [];
}

function portFailures(prefix: string, rule: Record<string, unknown>): CheckFailure[] {
  return ["fromPort", "toPort"].flatMap((key) => {
    const port = rule[key];
    const fits = typeof port !== "number" || (Number.isInteger(port) && port >= -1 && port <= 65_535);
    return fits
      ? []
      : [
          {
            property: prefix + key,
            reason: `${port} is not a port; use a whole number from 0 to 65535 (-1 for all ICMP types)`,
          },
        ];
  });
}

function checkInlineRules(c: CheckContext): CheckFailure[] {
  return ["ingress", "egress"].flatMap((direction) =>
    records(c.inputs[direction]).flatMap((rule, i) => [
      ...portFailures(`${direction}[${i}].`, rule),
      ...texts(rule.cidrBlocks).flatMap((value, j) => cidrFailure(`${direction}[${i}].cidrBlocks[${j}]`, value)),
      ...texts(rule.ipv6CidrBlocks).flatMap((value, j) =>
        cidrFailure(`${direction}[${i}].ipv6CidrBlocks[${j}]`, value),
      ),
    ]),
  );
}

function checkGroupName(c: CheckContext): CheckFailure[] {
  const name = text(c.inputs.name);
  if (name === undefined || !name.startsWith("sg-")) return [];
  const made = name.startsWith(`${c.name}-`)
    ? ": it comes from the logical name; set name, or call the resource otherwise"
    : "";
  return [{ property: "name", reason: `invalid value for name (cannot begin with sg-), got "${name}"${made}` }];
}

function refuseGroup(c: ObjectContext): CloudError | undefined {
  const name = text(c.inputs.name);
  const other = here(c, securityGroupType).find(
    (o) => name !== undefined && o.inputs.name === name && o.inputs.vpcId === c.inputs.vpcId,
  );
  if (other === undefined) return undefined;
  const message = `The security group '${name}' already exists for VPC '${String(c.inputs.vpcId)}': ${other.id} (${other.urn}); choose another name`;
  return { code: "InvalidGroup.Duplicate", message };
}

const ruleKeys = ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...sources];

function refuseRule(c: ObjectContext): CloudError | undefined {
  const other = here(c, c.type).find((o) => ruleKeys.every((key) => same(o.inputs[key], c.inputs[key])));
  if (other === undefined) return undefined;
  const message = `the specified rule already exists in ${String(c.inputs.securityGroupId)}: ${other.id} (${other.urn})`;
  return { code: "InvalidPermission.Duplicate", message };
}

const groupBlockers: Blocker[] = [
  { type: securityGroupType, properties: ["ingress.securityGroups", "egress.securityGroups"] },
  ...ruleTypes.map((type) => ({ type, properties: ["referencedSecurityGroupId"] })),
  { type: "aws:ec2/vpcEndpoint:VpcEndpoint", properties: ["securityGroupIds"] },
  { type: "aws:ec2/instance:Instance", properties: ["vpcSecurityGroupIds"] },
  { type: "aws:ec2/networkInterface:NetworkInterface", properties: ["securityGroups"] },
  { type: "aws:lb/loadBalancer:LoadBalancer", properties: ["securityGroups"] },
  { type: "aws:lambda/function:Function", properties: ["vpcConfig"] },
  { type: "aws:eks/cluster:Cluster", properties: ["vpcConfig"] },
  { type: "aws:rds/instance:Instance", properties: ["vpcSecurityGroupIds"] },
];

const rule: Models[string] = {
  check: checkRule,
  refuse: refuseRule,
  id: (c) => resourceId(c, "sgr"),
  outputs: { securityGroupRuleId: (_, id) => id },
};

export const securityModels: Models = {
  [securityGroupType]: {
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    check: (c) => [...checkGroupName(c), ...checkInlineRules(c)],
    refuse: refuseGroup,
    id: (c) => resourceId(c, "sg"),
    outputs: {
      name: (c) => `${String(c.inputs.namePrefix ?? "terraform-")}${c.derive.digits("name", 26)}`,
      namePrefix: () => "",
      ingress: () => [],
      egress: () => [],
      vpcId: () => "",
    },
    blockers: groupBlockers,
    blocked: (group, by) => ({
      code: "DependencyViolation",
      message: `resource ${group.id} has a dependent object: ${by.id} (${by.urn}); delete that or take the group from it first`,
    }),
  },
  [defaultGroupType]: {
    check: checkInlineRules,
    // It adopts the group that came with the VPC and leaves it behind when deleted.
    id: (c) => text(findHere(c, vpcType, c.inputs.vpcId)?.outputs.defaultSecurityGroupId) ?? resourceId(c, "sg"),
    unique: false,
    outputs: {
      description: () => "default VPC security group",
      name: () => "default",
      namePrefix: () => "",
      ingress: () => [],
      egress: () => [],
      vpcId: () => "",
    },
  },
  [ruleTypes[0]]: rule,
  [ruleTypes[1]]: rule,
};
