import { corrects } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

export const awsNetSubnetPublicIp: ResourceRule = {
  id: "aws-net-subnet-public-ip",
  title: "Subnet hands out public addresses",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:ec2/subnet:Subnet": ["mapPublicIpOnLaunch"] },

  controls: { FSBP: ["EC2.15"] },
  checkov: ["CKV_AWS_130"],
  trivy: ["AWS-0164"],
  remedy: corrects({ mapPublicIpOnLaunch: false }),
  why: "Every machine started in such a subnet is on the internet unless somebody remembers to say otherwise.",
  fix: "Set `mapPublicIpOnLaunch` to false and give an address only to what needs one.",
  bad: [{ type: "aws:ec2/subnet:Subnet", name: "public-a", props: { vpcId: "vpc-0a1b", mapPublicIpOnLaunch: true } }],
  good: [{ type: "aws:ec2/subnet:Subnet", name: "public-a", props: { vpcId: "vpc-0a1b", mapPublicIpOnLaunch: false } }],
  check(subnet) {
    const field = get(subnet.props, "mapPublicIpOnLaunch");
    return forbid(isTrue(field), field, "gives a public address to every machine started here");
  },
};
