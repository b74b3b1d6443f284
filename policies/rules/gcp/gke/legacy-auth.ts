import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { CLUSTER } from "../../../facts/gke.js";

const ABAC = "enableLegacyAbac";
const CERTIFICATE = "masterAuth.clientCertificateConfig.issueClientCertificate";

const cluster = (legacy: boolean) => ({
  type: CLUSTER,
  name: "main",
  props: { location: "europe-west1", initialNodeCount: 1, enableLegacyAbac: legacy },
});

export const gcpGkeLegacyAuth: ResourceRule = {
  id: "gcp-gke-legacy-auth",
  title: "Legacy authorisation or client certificates",
  severity: Severity.Critical,
  graph: false,
  judges: { [CLUSTER]: [ABAC, CERTIFICATE] },
  controls: {},
  checkov: ["CKV_GCP_7", "CKV_GCP_13"],
  trivy: ["GCP-0062", "GCP-0064"],
  aspects: {
    "GCP-0062": [ABAC],
    "GCP-0064": [CERTIFICATE],
    CKV_GCP_7: [ABAC],
    CKV_GCP_13: [CERTIFICATE],
  },
  // The certificate is issued when the cluster is made: to be without it the cluster must be made again.
  remedy: {
    replaces: false,
    edits: ({ props }) => (isTrue(get(props, ABAC)) === true ? [{ path: ABAC, value: false }] : []),
  },
  why: "Legacy authorisation gives every service account of the cluster wide rights beside its roles, and a client certificate cannot be revoked: whoever copies it stays in.",
  fix: "Remove `enableLegacyAbac`, and set `masterAuth.clientCertificateConfig.issueClientCertificate` to false.",
  bad: [cluster(true)],
  good: [cluster(false)],
  check({ props }) {
    const [abac, certificate] = [get(props, ABAC), get(props, CERTIFICATE)];
    return every([
      forbid(isTrue(abac), abac, "gives rights that no role shows"),
      forbid(isTrue(certificate), certificate, "issues a client certificate that cannot be revoked"),
    ]);
  },
};
