import { type ResourceRule, Severity } from "../../../core/rule.js";
import { FIREWALLS, tcpPortClosed } from "../../../facts/gcp-firewall.js";

export const gcpFwHttpOpen: ResourceRule = {
  id: "gcp-fw-http-open",
  title: "Plain HTTP open to the world",
  severity: Severity.Medium,
  graph: false,
  judges: FIREWALLS,
  controls: {},
  checkov: ["CKV_GCP_106"],
  why: "What comes over plain HTTP can be read and changed by everybody on the way, and a machine that takes it from the whole internet is not behind the load balancer that would filter it.",
  fix: "Let TCP 80 in only from the load balancer and its health checks, 130.211.0.0/22 and 35.191.0.0/16, and serve HTTPS there.",
  bad: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "web",
      props: { network: "main", allows: [{ protocol: "tcp", ports: ["80"] }], sourceRanges: ["0.0.0.0/0"] },
    },
  ],
  good: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "web",
      props: { network: "main", allows: [{ protocol: "tcp", ports: ["80"] }], sourceRanges: ["35.191.0.0/16"] },
    },
  ],
  check: (resource) => tcpPortClosed(resource, 80),
};
