import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER } from "../../../facts/gke.js";

const cluster = (evaluationMode: string) => ({
  type: CLUSTER,
  name: "main",
  props: { location: "europe-west1", initialNodeCount: 1, binaryAuthorization: { evaluationMode } },
});

export const gcpGkeBinaryAuth: ResourceRule = {
  id: "gcp-gke-binary-auth",
  title: "No image admission",
  severity: Severity.Low,
  graph: false,
  judges: { [CLUSTER]: ["binaryAuthorization.evaluationMode", "binaryAuthorization.enabled"] },
  groups: ["production"],
  controls: {},
  checkov: ["CKV_GCP_66"],
  why: "Without admission every image runs, also one that nobody built or scanned and one that an attacker put into the registry.",
  fix: 'Set `binaryAuthorization.evaluationMode` to "PROJECT_SINGLETON_POLICY_ENFORCE", and write the policy of the project.',
  bad: [cluster("DISABLED")],
  good: [cluster("PROJECT_SINGLETON_POLICY_ENFORCE")],
  check({ props }) {
    const mode = get(props, "binaryAuthorization.evaluationMode");
    // The other enforcing mode adds policies of its own to the project's.
    const enforced = holds(mode, (value) => /(^|_)PROJECT_SINGLETON_POLICY_ENFORCE$/.test(String(value)));
    const earlier = isTrue(get(props, "binaryAuthorization.enabled"));
    return demand(any(enforced, earlier), mode, "admits every image");
  },
};
