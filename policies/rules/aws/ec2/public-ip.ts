import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, isTrue } from "../../../core/tri.js";
import { type Field, field, get, isObject, items, of, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const EIP = "aws:ec2/eip:Eip";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const SWITCH = "associatePublicIpAddress";
const SUBNET = "aws:ec2/subnet:Subnet";

/** The properties by which an address says whose it is. */
const HOLDERS = [
  [EIP, "instance"],
  [EIP, "networkInterface"],
  [ASSOCIATION, "instanceId"],
  [ASSOCIATION, "networkInterfaceId"],
] as const;

function switchesOf(resource: Resource): readonly Field[] {
  if (resource.type !== TEMPLATE) return [get(resource.props, SWITCH)];
  return items(get(resource.props, "networkInterfaces")).map((nic) => within(nic, SWITCH));
}

/** What is written. An address that a subnet or another resource gives is put right there. */
function edits({ type, props }: Resource): readonly Edit[] {
  if (type !== TEMPLATE) return isTrue(get(props, SWITCH)) === true ? [{ path: SWITCH, value: false }] : [];
  const before = props.networkInterfaces;
  if (!Array.isArray(before)) return [];
  const after = before.map((nic: unknown) =>
    isObject(nic) && isTrue(field("", nic[SWITCH])) === true ? { ...nic, [SWITCH]: "false" } : nic,
  );
  if (after.every((nic, i) => nic === before[i])) return [];
  return [{ path: "networkInterfaces", value: after, inPlace: true }];
}

/** Elastic addresses of the stack that name the machine. */
function elastic(machine: Resource, stack: Stack): readonly Verdict[] {
  return HOLDERS.flatMap(([type, property]) =>
    stack
      .referring(machine, property, type)
      .map(({ resource, refers }) => forbid(refers, of(resource, property), "gives the machine a public address")),
  );
}

/** What a subnet gives to a machine that says nothing itself. */
function bySubnet(machine: Resource, stack: Stack): readonly Verdict[] {
  if (get(machine.props, SWITCH).state !== "absent") return [];
  return stack.ofType(SUBNET).flatMap((subnet) => {
    const mine = stack
      .referring(subnet, "subnetId", INSTANCE, SPOT)
      .find(({ resource }) => resource.urn === machine.urn);
    if (mine === undefined) return [];
    const field = of(subnet, "mapPublicIpOnLaunch");
    return [forbid(all(mine.refers, isTrue(field)), field, "gives a public address to every machine started there")];
  });
}

export const awsEc2PublicIp: StackRule = {
  id: "aws-ec2-public-ip",
  title: "Instance with a public address",
  severity: Severity.High,
  graph: true,
  judges: {
    [INSTANCE]: ["associatePublicIpAddress", "subnetId"],
    [TEMPLATE]: ["networkInterfaces[].associatePublicIpAddress"],
    [CONFIGURATION]: ["associatePublicIpAddress"],
    [SPOT]: ["associatePublicIpAddress", "subnetId"],
  },
  consults: {
    [EIP]: ["instance", "networkInterface"],
    [ASSOCIATION]: ["instanceId", "networkInterfaceId"],
    [SUBNET]: ["mapPublicIpOnLaunch"],
  },
  controls: { FSBP: ["EC2.9"], NIST: ["AC-17", "AC-2", "AC-3", "AC-4", "AC-6", "MP-2", "SC-25", "SC-7"] },
  checkov: ["CKV_AWS_88"],
  trivy: ["AWS-0009"],
  remedy: { replaces: true, edits },
  why: "A machine with a public address is one wrong ingress rule away from the whole internet.",
  fix: "Set `associatePublicIpAddress` to false and attach no elastic address; reach the machine with Session Manager or behind a load balancer.",
  bad: [{ type: INSTANCE, name: "web", props: { ami: "ami-1", associatePublicIpAddress: true } }],
  good: [{ type: INSTANCE, name: "web", props: { ami: "ami-1", associatePublicIpAddress: false } }],
  check(resource, stack) {
    const asked = switchesOf(resource).map((field) =>
      forbid(isTrue(field), field, "gives the machine a public address"),
    );
    if (resource.type !== INSTANCE && resource.type !== SPOT) return every(asked);
    return every([...asked, ...elastic(resource, stack), ...bySubnet(resource, stack)]);
  },
};
