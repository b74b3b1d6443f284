import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const SWITCH = "privateIpGoogleAccess";

/** Whether machines live in the subnetwork. Those for proxies, endpoints and address translation cannot have the access. */
function forMachines(props: Props): Tri {
  return holds(get(props, "purpose"), (purpose) => /^PRIVATE(_RFC_1918)?$/i.test(String(purpose)), true);
}

const remedy: Remedy = {
  replaces: false,
  edits: ({ props }) =>
    forMachines(props) === true && isTrue(get(props, SWITCH)) === false ? [{ path: SWITCH, value: true }] : [],
};

export const gcpNetPrivateGoogle: ResourceRule = {
  id: "gcp-net-private-google",
  title: "Subnet without private Google access",
  severity: Severity.Low,
  graph: false,
  judges: { "gcp:compute/subnetwork:Subnetwork": ["privateIpGoogleAccess", "purpose"] },
  controls: {},
  checkov: ["CKV_GCP_74"],
  trivy: ["GCP-0075"],
  remedy,
  why: "Without it a machine that has no public address cannot reach Google's APIs, so sooner or later somebody gives it one.",
  fix: "Set `privateIpGoogleAccess` to true.",
  bad: [
    { type: "gcp:compute/subnetwork:Subnetwork", name: "a", props: { ipCidrRange: "10.0.0.0/20", network: "main" } },
  ],
  good: [
    {
      type: "gcp:compute/subnetwork:Subnetwork",
      name: "a",
      props: { ipCidrRange: "10.0.0.0/20", network: "main", privateIpGoogleAccess: true },
    },
  ],
  check({ props }) {
    const hosts = forMachines(props);
    const field = get(props, SWITCH);
    return demand(
      any(isTrue(field), not(hosts)),
      field,
      "leaves machines without a public address cut off from Google's APIs",
    );
  },
};
