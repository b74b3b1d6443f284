import type { Remedy } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isSet, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const FIRST = "gcp:cloudfunctions/function:Function";
const SECOND = "gcp:cloudfunctionsv2/function:Function";

const INTERNAL: ReadonlySet<unknown> = new Set(["ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"]);

const LEVEL = "httpsTriggerSecurityLevel";

/** A setting, whether it is wrong, in what way, and what puts it right with the least change. */
interface Setting {
  readonly at: Field;
  readonly bad: Tri;
  readonly wrong: string;
  readonly value: string;
}

function settingsOf({ type, props }: Resource): readonly Setting[] {
  const ingress = get(props, type === SECOND ? "serviceConfig.ingressSettings" : "ingressSettings");
  const open: Setting = {
    at: ingress,
    bad: not(holds(ingress, (value) => INTERNAL.has(value))),
    wrong: "lets the whole internet reach the function",
    value: "ALLOW_INTERNAL_AND_GCLB",
  };
  // Every function of this generation has an address, also one that events trigger; all of them redirect to TLS.
  if (type === SECOND) return [open];
  const level = get(props, LEVEL);
  const byHttp = all(isTrue(get(props, "triggerHttp"), true), not(isSet(get(props, "eventTrigger"))));
  const plain = not(isText(level, "SECURE_ALWAYS"));
  return [
    { ...open, bad: all(byHttp, open.bad) },
    { at: level, bad: all(byHttp, plain), wrong: "takes requests over plain HTTP", value: "SECURE_ALWAYS" },
  ];
}

const remedy: Remedy = {
  replaces: false,
  edits: (one) => settingsOf(one).flatMap(({ at, bad, value }) => (bad === true ? [{ path: at.path, value }] : [])),
};

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
    [FIRST]: ["ingressSettings", LEVEL, "triggerHttp", "eventTrigger"],
    [SECOND]: ["serviceConfig.ingressSettings"],
  },
  controls: {},
  checkov: ["CKV_GCP_124", "CKV2_GCP_10"],
  aspects: {
    CKV_GCP_124: ["ingressSettings", "serviceConfig.ingressSettings"],
    CKV2_GCP_10: [LEVEL],
  },
  remedy,
  why: "A function that says nothing is reached from the whole internet, one of the first generation over plain HTTP as well: tokens and data then pass in the clear.",
  fix: 'Set `ingressSettings` (`serviceConfig.ingressSettings` in the second generation) to "ALLOW_INTERNAL_ONLY" or "ALLOW_INTERNAL_AND_GCLB", and `httpsTriggerSecurityLevel` to "SECURE_ALWAYS".',
  bad: [orders({})],
  good: [orders({ ingressSettings: "ALLOW_INTERNAL_AND_GCLB", httpsTriggerSecurityLevel: "SECURE_ALWAYS" })],
  check: (one) => every(settingsOf(one).map(({ at, bad, wrong }) => forbid(bad, at, wrong))),
};
