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
  aspects: {
    CKV_GCP_7: [ABAC],
    CKV_GCP_13: [CERTIFICATE],
  },
  good: [cluster(false)],
  check({ props }) {
    const [abac, certificate] = [get(props, ABAC), get(props, CERTIFICATE)];
    return every([
      forbid(isTrue(abac), abac, "gives rights that no role shows"),
      forbid(isTrue(certificate), certificate, "issues a client certificate that cannot be revoked"),
    ]);
  },
};
