import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { LISTENERS } from "../../../facts/load-balancers.js";

/** The predefined policies whose oldest version is TLS 1.2 or 1.3. One that is not named is from 2016 and takes TLS 1.0. */
const MODERN = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

const isOld = ({ props }: Resource) => {
  const [protocol, policy] = [get(props, "protocol"), get(props, "sslPolicy")];
  const tls = any(isText(protocol, "HTTPS"), isText(protocol, "TLS"));
  return all(tls, not(holds(policy, (name) => MODERN.test(String(name)))));
};

const listener = (sslPolicy: string) => ({
  loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/1",
  port: 443,
  protocol: "HTTPS",
  sslPolicy,
  certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
  defaultActions: [
    { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1" },
  ],
});

export const awsLbTlsPolicy: ResourceRule = {
  id: "aws-lb-tls-policy",
  title: "Old TLS policy",
  severity: Severity.High,
  graph: false,
  judges: Object.fromEntries(LISTENERS.map((type) => [type, ["protocol", "sslPolicy"]])),
  controls: { NIST: ["SC-23", "SC-8"] },
  checkov: ["CKV_AWS_103", "CKV2_AWS_74"],
  trivy: ["AWS-0047"],
  remedy: {
    replaces: false,
    edits: (resource) =>
      isOld(resource) === true ? [{ path: "sslPolicy", value: "ELBSecurityPolicy-TLS13-1-2-2021-06" }] : [],
  },
  why: "TLS 1.0 and 1.1 are broken and retired; a listener that still takes them lets an attacker talk clients down to them.",
  fix: 'Set `sslPolicy` to "ELBSecurityPolicy-TLS13-1-2-2021-06".',
  bad: [{ type: LISTENERS[0], name: "web", props: listener("ELBSecurityPolicy-2016-08") }],
  good: [{ type: LISTENERS[0], name: "web", props: listener("ELBSecurityPolicy-TLS13-1-2-2021-06") }],
  check: (resource) => forbid(isOld(resource), get(resource.props, "sslPolicy"), "accepts TLS older than 1.2"),
};
