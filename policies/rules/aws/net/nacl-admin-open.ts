import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { type Ports, reachesTcp } from "../../../facts/aws-traffic.js";
import { openToWorld } from "../../../facts/ranges.js";

const RULE = "aws:ec2/networkAclRule:NetworkAclRule";
const SHARED = ["protocol", "fromPort", "toPort", "cidrBlock", "ipv6CidrBlock"];
const INLINE = ["ruleNo", "action", ...SHARED].map((property) => `ingress[].${property}`);
const ADMIN_PORTS = [22, 3389];

/** One line of a network ACL on what may enter, whatever form it was written in. */
interface Line extends Ports {
  readonly ingress: Tri;
  readonly number: Field;
  readonly action: Field;
  readonly ranges: readonly [ipv4: Field, ipv6: Field];
}

function linesOf(resource: Resource): readonly Line[] {
  if (resource.type === RULE) {
    const own: Field = { state: "known", path: "", value: resource.props };
    return [line(own, not(isTrue(get(resource.props, "egress"))), "ruleNumber", "ruleAction")];
  }
  return items(get(resource.props, "ingress")).map((inline) => line(inline, true, "ruleNo", "action"));
}

function line(of: Field, ingress: Tri, number: string, action: string): Line {
  return {
    ingress,
    number: within(of, number),
    action: within(of, action),
    protocol: within(of, "protocol"),
    from: within(of, "fromPort"),
    to: within(of, "toPort"),
    ranges: [within(of, "cidrBlock"), within(of, "ipv6CidrBlock")],
  };
}

/** Whether a line comes before another one. The line with the lowest number that matches decides. */
function before(one: Line, other: Line): Tri {
  const numbers = [one.number, other.number];
  const unknown = numbers.flatMap((number) => (number.state === "unknown" ? [number.path] : []));
  if (unknown.length > 0) return { unknown };
  const [first, second] = numbers.map((number) => (number.state === "known" ? Number(number.value) : Number.NaN));
  return first !== undefined && second !== undefined && first < second;
}

/** What one range of a line does to one port, with the lines of the same list that may deny it earlier. */
function judge(here: Line, lines: readonly Line[], port: number, family: 0 | 1): Verdict {
  const matches = (other: Line): Tri => all(reachesTcp(other, port), openToWorld([other.ranges[family]]));
  const denied = lines
    .filter((other) => other !== here)
    .map((other) => all(isText(other.action, "deny"), matches(other), before(other, here)));
  const open = all(here.ingress, isText(here.action, "allow"), matches(here), not(any(...denied)));
  return forbid(open, here.ranges[family], `lets every address reach TCP port ${port}`);
}

export const awsNetNaclAdminOpen: ResourceRule = {
  id: "aws-net-nacl-admin-open",
  title: "Network ACL lets the world reach 22 or 3389",
  severity: Severity.High,
  graph: false,
  judges: {
    "aws:ec2/networkAcl:NetworkAcl": INLINE,
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": INLINE,
    [RULE]: ["egress", "ruleNumber", "ruleAction", ...SHARED],
  },
  controls: {
    "CIS AWS 5.0": ["5.2"],
    FSBP: ["EC2.21"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "A1.1.3"],
  },
  checkov: ["CKV_AWS_231", "CKV_AWS_232"],
  trivy: ["AWS-0105"],
  why: "A network ACL is the second line behind the security groups: where it lets the world reach SSH and Remote Desktop, one wrong group is enough to expose every machine of the subnet.",
  fix: "Allow TCP 22 and 3389 in only from the addresses that administer the machines, or deny them under a lower `ruleNo`.",
  bad: [
    {
      type: "aws:ec2/networkAcl:NetworkAcl",
      name: "public",
      props: {
        vpcId: "vpc-1",
        ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }],
      },
    },
  ],
  good: [
    {
      type: "aws:ec2/networkAcl:NetworkAcl",
      name: "public",
      props: {
        vpcId: "vpc-1",
        ingress: [
          { ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" },
        ],
      },
    },
  ],
  check(resource) {
    const lines = linesOf(resource);
    const judged = lines.flatMap((here) =>
      ADMIN_PORTS.flatMap((port) => ([0, 1] as const).map((family) => judge(here, lines, port, family))),
    );
    return every(judged);
  },
};
