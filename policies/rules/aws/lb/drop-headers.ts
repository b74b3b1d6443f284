import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isTrue, not, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isApplication, LOAD_BALANCERS } from "../../../facts/load-balancers.js";

const PROPERTY = "dropInvalidHeaderFields";

/** Only an application load balancer reads headers. */
const drops = (balancer: Resource): Tri => any(isTrue(get(balancer.props, PROPERTY)), not(isApplication(balancer)));

export const awsLbDropHeaders: ResourceRule = {
  id: "aws-lb-drop-headers",
  title: "Invalid headers passed on",
  severity: Severity.Medium,
  graph: false,
  judges: Object.fromEntries(LOAD_BALANCERS.map((type) => [type, [PROPERTY, "loadBalancerType"]])),
  controls: { FSBP: ["ELB.4"] },
  checkov: ["CKV_AWS_131"],
  trivy: ["AWS-0052"],
  remedy: {
    replaces: false,
    edits: (balancer) => (drops(balancer) === false ? [{ path: PROPERTY, value: true }] : []),
  },
  why: "Headers that the balancer and the service read differently are how one request is smuggled inside another.",
  fix: "Set `dropInvalidHeaderFields` to true.",
  bad: [
    {
      type: LOAD_BALANCERS[0],
      name: "web",
      props: { loadBalancerType: "application", subnets: ["subnet-1", "subnet-2"], dropInvalidHeaderFields: false },
    },
  ],
  good: [
    {
      type: LOAD_BALANCERS[0],
      name: "web",
      props: { loadBalancerType: "application", subnets: ["subnet-1", "subnet-2"], dropInvalidHeaderFields: true },
    },
  ],
  check: (balancer) =>
    demand(drops(balancer), get(balancer.props, PROPERTY), "passes invalid headers on to the service"),
};
