import { Severity, type StackRule } from "../../../core/rule.js";
import { any, isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";
import { isApplication, LOAD_BALANCERS } from "../../../facts/load-balancers.js";

const ASSOCIATIONS = [
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
] as const;

const balancer = {
  type: LOAD_BALANCERS[0],
  name: "web",
  props: { loadBalancerType: "application", internal: false, subnets: ["subnet-1", "subnet-2"] },
};

export const awsLbWaf: StackRule = {
  id: "aws-lb-waf",
  title: "Public balancer without WAF",
  severity: Severity.Medium,
  graph: true,
  judges: Object.fromEntries(LOAD_BALANCERS.map((type) => [type, ["loadBalancerType", "internal"]])),
  consults: Object.fromEntries(ASSOCIATIONS.map((type) => [type, ["resourceArn"]])),
  controls: { FSBP: ["ELB.16"], NIST: ["AC-4"], PCI4: ["6.4.1", "6.4.2"] },
  checkov: ["CKV2_AWS_28"],
  why: "What faces the internet is scanned for known flaws within minutes; a web ACL stops the common attacks and floods before they reach the service.",
  fix: "Add an aws.wafv2.WebAclAssociation whose `resourceArn` is the balancer's ARN.",
  bad: [balancer],
  good: [
    balancer,
    {
      type: ASSOCIATIONS[0],
      name: "web-acl",
      props: {
        resourceArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/1",
        webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/1",
      },
      refs: { resourceArn: ["web"] },
    },
  ],
  check(resource, stack) {
    const exempt = any(not(isApplication(resource)), isTrue(get(resource.props, "internal")));
    const associated = stack.referring(resource, "resourceArn", ...ASSOCIATIONS).map(({ refers }) => refers);
    return demand(any(exempt, ...associated), nowhere, "faces the internet, and no web ACL is associated with it");
  },
};
