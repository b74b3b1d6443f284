import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, isText, not, type Tri } from "../../../core/tri.js";
import { get, items, of, within } from "../../../core/value.js";
import { every, forbid, pass, type Verdict } from "../../../core/verdict.js";
import { LISTENERS, LOAD_BALANCERS } from "../../../facts/load-balancers.js";
import { referents } from "../../../facts/references.js";

/** The older balancer, whose listeners are part of it and cannot redirect. */
const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";
const ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/1";
const TARGETS = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1";
const READS = ["protocol", "loadBalancerArn", "defaultActions[].type", "defaultActions[].redirect.protocol"];

/** Whether all that the listener does is to send clients to HTTPS. */
function redirects(listener: Resource): Tri {
  const actions = items(get(listener.props, "defaultActions"));
  if (actions.length === 0) return false;
  return all(
    ...actions.flatMap((action) => [
      isText(within(action, "type"), "redirect"),
      isText(within(action, "redirect.protocol"), "HTTPS"),
    ]),
  );
}

/** Whether the listener is one of a gateway load balancer, which has no protocol: it passes packets on. */
function ofGateway(listener: Resource, stack: Stack): Tri {
  const balancers = referents(stack, listener, "loadBalancerArn", ...LOAD_BALANCERS);
  const certain = balancers.filter(({ refers }) => refers === true);
  if (certain.length > 0) return any(...certain.map(({ target }) => isText(of(target, "loadBalancerType"), "gateway")));
  return holds(get(listener.props, "loadBalancerArn"), (arn) => /:loadbalancer\/gwy\//.test(String(arn)));
}

function judgeClassic({ props }: Resource): Verdict {
  const protocols = items(get(props, "listeners")).map((listener) => within(listener, "lbProtocol"));
  return every(protocols.map((protocol) => forbid(isText(protocol, "HTTP"), protocol, "serves clients in clear")));
}

export const awsLbHttps: StackRule = {
  id: "aws-lb-https",
  title: "Listener without TLS",
  severity: Severity.High,
  graph: true,
  judges: {
    ...Object.fromEntries(LISTENERS.map((type) => [type, READS])),
    [CLASSIC]: ["listeners[].lbProtocol"],
  },
  consults: Object.fromEntries(LOAD_BALANCERS.map((type) => [type, ["loadBalancerType"]])),
  controls: { FSBP: ["ELB.1", "ELB.3"] },
  checkov: ["CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20", "CKV_AWS_376"],
  trivy: ["AWS-0054"],
  why: "What a client sends to a plain listener, its password or session among it, can be read and changed by everybody on the way.",
  fix: 'Set `protocol` to "HTTPS" with a `certificateArn`, or make the only one of the `defaultActions` a redirect with `redirect.protocol` "HTTPS".',
  bad: [
    {
      type: LISTENERS[0],
      name: "web",
      props: {
        loadBalancerArn: ARN,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: TARGETS }],
      },
    },
  ],
  good: [
    {
      type: LISTENERS[0],
      name: "web",
      props: {
        loadBalancerArn: ARN,
        port: 443,
        protocol: "HTTPS",
        certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
        defaultActions: [{ type: "forward", targetGroupArn: TARGETS }],
      },
    },
  ],
  check(listener, stack) {
    if (listener.type === CLASSIC) return judgeClassic(listener);
    const protocol = get(listener.props, "protocol");
    // TCP and UDP are passed on as they are: whether there is TLS within is for the two ends to say.
    const plain = all(isText(protocol, "HTTP", true), not(redirects(listener)));
    if (plain === false) return pass;
    const gateway = protocol.state === "absent" && ofGateway(listener, stack);
    return forbid(all(plain, not(gateway)), protocol, "serves clients in clear");
  },
};
