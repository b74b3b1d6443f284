import { ports } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { FIREWALLS, tcpPortsClosed } from "../../../facts/gcp-firewall.js";

const PORTS = ports(
  "ports",
  [1433, 1521, 3306, 5432, 5601, 6379, 9092, 9200, 11211, 27017],
  "TCP ports of databases and caches, which must not be open to the world",
);

export const gcpFwAllOpen: ResourceRule = {
  id: "gcp-fw-all-open",
  title: "Every port or a database port open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: FIREWALLS,
  parameters: [PORTS],
  controls: {},
  checkov: ["CKV2_GCP_12", "CKV_GCP_88"],
  why: "Whoever can reach every port reaches also those that nobody meant to serve; databases that the internet reaches are copied or held to ransom within days.",
  fix: "List in `ports` what the machines serve, and let database ports in only from the addresses or accounts that need them.",
  bad: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "web",
      props: { network: "main", allows: [{ protocol: "all" }], sourceRanges: ["0.0.0.0/0"] },
    },
  ],
  good: [
    {
      type: "gcp:compute/firewall:Firewall",
      name: "web",
      props: { network: "main", allows: [{ protocol: "all" }], sourceRanges: ["10.20.0.0/16"] },
    },
  ],
  check: (resource, settings) => tcpPortsClosed(resource, PORTS.of(settings)),
};
