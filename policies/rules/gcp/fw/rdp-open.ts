import { type ResourceRule, Severity } from "../../../core/rule.js";
import { FIREWALLS, tcpPortClosed } from "../../../facts/gcp-firewall.js";

export const gcpFwRdpOpen: ResourceRule = {
  id: "gcp-fw-rdp-open",
  title: "RDP open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: FIREWALLS,
  controls: {
    "CIS GCP 4.0": ["3.7"],
    PCI4: ["1.2.5", "1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "2.2.5", "3.5.1", "A1.1.2", "A1.1.3"],
  },
  checkov: ["CKV_GCP_3"],
  trivy: ["GCP-0070"],
  why: "A remote desktop that the whole internet reaches is found within minutes; one weak password, or one flaw in the service, is enough to lose the machine.",
  fix: "Let TCP 3389 in only from the addresses that need it; 35.235.240.0/20 is enough for RDP through Identity-Aware Proxy.",
  bad: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "web",
      props: { network: "main", allows: [{ protocol: "tcp", ports: ["3389"] }], sourceRanges: ["0.0.0.0/0"] },
    },
  ],
  good: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "web",
      props: { network: "main", allows: [{ protocol: "tcp", ports: ["3389"] }], sourceRanges: ["35.235.240.0/20"] },
    },
  ],
  check: (resource) => tcpPortClosed(resource, 3389),
};
