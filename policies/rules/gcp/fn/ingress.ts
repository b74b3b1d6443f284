import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isSet, isText, isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const FIRST = "gcp:cloudfunctions/function:Function";
const SECOND = "gcp:cloudfunctionsv2/function:Function";

const INTERNAL: ReadonlySet<unknown> = new Set(["ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"]);

const REACHED = "lets the whole internet reach the function";

const orders = (settings: object) => ({
  type: FIRST,
  name: "orders",
  props: { runtime: "nodejs22", entryPoint: "orders", triggerHttp: true, ...settings },
});

export const gcpFnIngress: ResourceRule = {
  id: "gcp-fn-ingress",
  title: "Function reachable from the internet or over HTTP",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [FIRST]: ["ingressSettings", "httpsTriggerSecurityLevel", "triggerHttp", "eventTrigger"],
    [SECOND]: ["serviceConfig.ingressSettings"],
  },
  controls: {},
  checkov: ["CKV_GCP_124", "CKV2_GCP_10"],
  aspects: {
    CKV_GCP_124: ["ingressSettings", "serviceConfig.ingressSettings"],
    CKV2_GCP_10: ["httpsTriggerSecurityLevel"],
  },
  why: "A function that says nothing is reached from the whole internet, one of the first generation over plain HTTP as well: tokens and data then pass in the clear.",
  fix: 'Set `ingressSettings` (`serviceConfig.ingressSettings` in the second generation) to "ALLOW_INTERNAL_ONLY" or "ALLOW_INTERNAL_AND_GCLB", and `httpsTriggerSecurityLevel` to "SECURE_ALWAYS".',
  bad: [orders({})],
  good: [orders({ ingressSettings: "ALLOW_INTERNAL_AND_GCLB", httpsTriggerSecurityLevel: "SECURE_ALWAYS" })],
  check({ type, props }) {
    if (type === SECOND) {
      // Every function of this generation has an address, also one that events trigger; all of them redirect to TLS.
      const ingress = get(props, "serviceConfig.ingressSettings");
      return forbid(not(holds(ingress, (value) => INTERNAL.has(value))), ingress, REACHED);
    }
    const [ingress, level] = [get(props, "ingressSettings"), get(props, "httpsTriggerSecurityLevel")];
    const byHttp = all(isTrue(get(props, "triggerHttp"), true), not(isSet(get(props, "eventTrigger"))));
    const open = not(holds(ingress, (value) => INTERNAL.has(value)));
    return every([
      forbid(all(byHttp, open), ingress, REACHED),
      forbid(all(byHttp, not(isText(level, "SECURE_ALWAYS"))), level, "takes requests over plain HTTP"),
    ]);
  },
};
