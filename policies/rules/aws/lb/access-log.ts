import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isSet, isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { LOAD_BALANCERS } from "../../../facts/load-balancers.js";

const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";
const ENABLED = "accessLogs.enabled";

export const awsLbAccessLog: ResourceRule = {
  id: "aws-lb-access-log",
  title: "Load balancer without access log",
  severity: Severity.Low,
  graph: false,
  judges: {
    ...Object.fromEntries(LOAD_BALANCERS.map((type) => [type, [ENABLED, "loadBalancerType"]])),
    [CLASSIC]: [ENABLED],
  },
  controls: {
    FSBP: ["ELB.5"],
    NIST: [
      "AC-4",
      "AU-10",
      "AU-12",
      "AU-14",
      "AU-2",
      "AU-3",
      "AU-6",
      "AU-8",
      "CA-7",
      "CM-5",
      "IA-3",
      "MA-4",
      "PM-14",
      "PM-31",
      "SC-7",
      "SI-4",
      "SI-7",
    ],
  },
  checkov: ["CKV_AWS_91", "CKV_AWS_92"],
  why: "Without an access log nobody can say afterwards who called what, neither after an attack nor after an outage.",
  fix: "Set `accessLogs.enabled` to true and `accessLogs.bucket` to the bucket for logs.",
  bad: [
    {
      type: LOAD_BALANCERS[0],
      name: "web",
      props: { loadBalancerType: "application", subnets: ["subnet-1", "subnet-2"], accessLogs: { bucket: "logs" } },
    },
  ],
  good: [
    {
      type: LOAD_BALANCERS[0],
      name: "web",
      props: {
        loadBalancerType: "application",
        subnets: ["subnet-1", "subnet-2"],
        accessLogs: { bucket: "logs", enabled: true },
      },
    },
  ],
  check({ type, props }) {
    const enabled = get(props, ENABLED);
    // Of the classic kind a block that says nothing else is on. A gateway load balancer has no access log.
    const classic = all(type === CLASSIC, isSet(get(props, "accessLogs")), isTrue(enabled, true));
    const gateway = isText(get(props, "loadBalancerType"), "gateway");
    return demand(any(isTrue(enabled), classic, gateway), enabled, "leaves no record of the requests");
  },
};
