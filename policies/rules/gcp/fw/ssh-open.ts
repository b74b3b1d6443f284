import { type ResourceRule, Severity } from "../../../core/rule.js";
import { FIREWALLS, tcpPortClosed } from "../../../facts/gcp-firewall.js";

export const gcpFwSshOpen: ResourceRule = {
  id: "gcp-fw-ssh-open",
  title: "SSH open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: FIREWALLS,
  controls: {
    "CIS GCP 4.0": ["3.6"],
    PCI4: [
      "1.2.5",
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "1.5.1",
      "10.3.2",
      "2.2.5",
      "3.5.1",
      "A1.1.2",
      "A1.1.3",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_GCP_2"],
  trivy: ["GCP-0071"],
  why: "An SSH port that the whole internet reaches is scanned within minutes; one weak key or password is enough to lose the machine.",
  fix: "Let TCP 22 in only from the addresses that need it; 35.235.240.0/20 is enough for SSH through Identity-Aware Proxy.",
  bad: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "ssh",
      props: { network: "main", allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: ["0.0.0.0/0"] },
    },
  ],
  good: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "ssh",
      props: { network: "main", allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: ["35.235.240.0/20"] },
    },
  ],
  check: (resource) => tcpPortClosed(resource, 22),
};
