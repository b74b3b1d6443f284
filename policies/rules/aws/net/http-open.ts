import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, type Tri } from "../../../core/tri.js";
import { type Field, get, items, of } from "../../../core/value.js";
import { pass, type Verdict } from "../../../core/verdict.js";
import { DEFAULT_GROUP, GROUP, INGRESS, tcpPortsClosed } from "../../../facts/aws-traffic.js";

/** Load balancers, also under the name that earlier majors gave them. */
const BALANCERS = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elb/loadBalancer:LoadBalancer",
] as const;

const isGroup = (resource: Resource): boolean => resource.type === GROUP || resource.type === DEFAULT_GROUP;

/** Whether a load balancer has this group. */
const balances = (group: Resource, stack: Stack): Tri =>
  any(...stack.referring(group, "securityGroups", ...BALANCERS).map(({ refers }) => refers));

/** Whether a load balancer has the group that the rule belongs to, as far as the stack shows it. */
function balancesGroupOf(rule: Resource, stack: Stack): Tri {
  const groups = stack.ofType(GROUP, DEFAULT_GROUP).flatMap((group) => {
    const mine = stack.referring(group, "securityGroupId", rule.type).find(({ resource }) => resource.urn === rule.urn);
    return mine === undefined ? [] : [all(mine.refers, balances(group, stack))];
  });
  return any(...groups, ...balancedIds(stack).map((id) => isSame(namedBy(rule), id)));
}

/** The text by which the rule names its group, where it is not made from one of the stack. */
function namedBy(rule: Resource): Field {
  const made = (rule.dependencies.securityGroupId ?? []).length > 0;
  return made ? { state: "absent", path: "securityGroupId" } : get(rule.props, "securityGroupId");
}

/** The texts by which load balancers name their groups; those made from groups of the stack are followed as references. */
function balancedIds(stack: Stack): readonly Field[] {
  return stack.ofType(...BALANCERS).flatMap((balancer) => {
    const made = (balancer.dependencies.securityGroups ?? []).length > 0;
    return items(of(balancer, "securityGroups")).filter((id) => id.state === "known" || !made);
  });
}

function isSame(one: Field, other: Field): Tri {
  if (one.state === "absent" || other.state === "absent") return false;
  if (other.state === "unknown") return { unknown: [other.path] };
  return holds(one, (text) => text === other.value);
}

/** The verdict, unless the exception holds; undecided where nobody knows yet whether it does. */
function unless(exception: Tri, verdict: Verdict): Verdict {
  if (exception === true) return pass;
  if (exception === false || verdict.result === "pass") return verdict;
  return { result: "undecided", unknown: exception.unknown };
}

export const awsNetHttpOpen: StackRule = {
  id: "aws-net-http-open",
  title: "Plain HTTP open to the world on something other than a load balancer",
  severity: Severity.Medium,
  graph: true,
  judges: Object.fromEntries(
    Object.entries(INGRESS).map(([type, paths]) => [
      type,
      type === GROUP || type === DEFAULT_GROUP ? paths : [...paths, "securityGroupId"],
    ]),
  ),
  consults: Object.fromEntries(BALANCERS.map((type) => [type, ["securityGroups"]])),
  controls: {},
  checkov: ["CKV_AWS_260"],
  why: "Whoever sits on the way reads and changes what plain HTTP carries, sessions and passwords included, and nothing in front of the machine filters who calls it.",
  fix: "Let TCP 80 in only from the load balancer's security group, and end TLS at the load balancer.",
  bad: [
    {
      type: GROUP,
      name: "web",
      props: { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  good: [
    {
      type: GROUP,
      name: "balancer",
      props: { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }] },
    },
    {
      type: BALANCERS[0],
      name: "web",
      props: { loadBalancerType: "application", securityGroups: ["sg-1"] },
      refs: { securityGroups: ["balancer"] },
    },
  ],
  check(resource, stack) {
    const closed = tcpPortsClosed(resource, [80]);
    if (closed.result === "pass") return closed;
    return unless(isGroup(resource) ? balances(resource, stack) : balancesGroupOf(resource, stack), closed);
  },
};
