import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { LOAD_BALANCERS } from "../../../facts/load-balancers.js";

const PROPERTY = "enableDeletionProtection";

export const awsLbDeleteProtection: ResourceRule = {
  id: "aws-lb-delete-protection",
  title: "Load balancer without deletion protection",
  severity: Severity.Low,
  graph: false,
  judges: Object.fromEntries(LOAD_BALANCERS.map((type) => [type, [PROPERTY]])),
  controls: { FSBP: ["ELB.6"], NIST: ["CA-7", "CM-2", "CM-3", "CM-8", "CP-1", "CP-2", "SA-15", "SC-22", "SC-5"] },
  checkov: ["CKV_AWS_150"],
  groups: ["production"],
  remedy: sets({ [PROPERTY]: true }),
  why: "A load balancer that is deleted by mistake takes every service behind it down, and comes back under another name.",
  fix: "Set `enableDeletionProtection` to true.",
  bad: [
    {
      type: LOAD_BALANCERS[0],
      name: "web",
      props: { loadBalancerType: "application", subnets: ["subnet-1", "subnet-2"], enableDeletionProtection: false },
    },
  ],
  good: [
    {
      type: LOAD_BALANCERS[0],
      name: "web",
      props: { loadBalancerType: "application", subnets: ["subnet-1", "subnet-2"], enableDeletionProtection: true },
    },
  ],
  check(balancer) {
    const protection = get(balancer.props, PROPERTY);
    return demand(isTrue(protection), protection, "lets a single call delete the load balancer");
  },
};
