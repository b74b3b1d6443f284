import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid, nowhere, type Verdict } from "../../../core/verdict.js";
import { type Ports, reachesTcp } from "../../../facts/aws-traffic.js";
import { before, openTogether } from "../../../facts/openings.js";
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

/** Whether the lines let every address of a family reach a port. Those with lower numbers may deny it. */
function judge(lines: readonly Line[], port: number, family: 0 | 1): Verdict {
  const of = (action: string, line: Line): Tri =>
    all(line.ingress, isText(line.action, action), reachesTcp(line, port));
  const openings = lines.map((here) => {
    const earlier = lines.map((line) => ({
      meant: line === here ? false : all(of("deny", line), before(line.number, here.number)),
      addresses: [line.ranges[family]],
    }));
    return { meant: all(of("allow", here), not(openTogether(earlier))), addresses: [here.ranges[family]] };
  });
  const possible = openings.filter(({ meant }) => meant !== false).flatMap(({ addresses }) => addresses);
  const at = possible.find((range) => openToWorld([range]) === true) ?? possible[0] ?? nowhere;
  return forbid(openTogether(openings), at, `lets every address reach TCP port ${port}`);
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
    const judged = ADMIN_PORTS.flatMap((port) => ([0, 1] as const).map((family) => judge(lines, port, family)));
    return every(judged);
  },
};
