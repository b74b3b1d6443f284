import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isText, not, type Tri } from "../../../core/tri.js";
import { get, items, within } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";

const ZONE = "gcp:dns/managedZone:ManagedZone";
const STATE = "dnssecConfig.state";

const isPrivate = (zone: Resource): Tri => isText(get(zone.props, "visibility"), "private");

/** Whether answers are signed; a zone that moves to another operator is signed, too. */
function isSigned(zone: Resource): Tri {
  const state = get(zone.props, STATE);
  return any(isText(state, "on"), isText(state, "transfer"), isPrivate(zone));
}

const zone = (settings: object) => ({ type: ZONE, name: "shop", props: { dnsName: "shop.example.", ...settings } });

export const gcpDnsDnssec: ResourceRule = {
  id: "gcp-dns-dnssec",
  title: "Public zone without DNSSEC",
  severity: Severity.Low,
  graph: false,
  judges: { [ZONE]: ["visibility", STATE, "dnssecConfig.defaultKeySpecs[].algorithm"] },
  controls: { "CIS GCP 4.0": ["3.3", "3.5"], PCI4: ["5.3.4"] },
  checkov: ["CKV_GCP_16", "CKV_GCP_17"],
  trivy: ["GCP-0012", "GCP-0013"],
  aspects: {
    "GCP-0012": ["dnssecConfig.defaultKeySpecs"],
    "GCP-0013": [STATE],
    CKV_GCP_16: [STATE],
    CKV_GCP_17: ["dnssecConfig.defaultKeySpecs"],
  },
  // The keys of a zone that is signed cannot be changed: signing must be off meanwhile, which its owner has to plan.
  remedy: {
    replaces: false,
    edits: (resource) => (isSigned(resource) === false ? [{ path: STATE, value: "on" }] : []),
  },
  why: "Without signatures, or with one made with SHA-1, a forged answer sends users and their mail to somebody else's machine.",
  fix: 'Set `dnssecConfig.state` to "on", use rsasha256 or an elliptic curve in `dnssecConfig.defaultKeySpecs`, and enter the DS record at the registrar.',
  bad: [zone({})],
  good: [zone({ dnssecConfig: { state: "on" } })],
  check(resource) {
    const weak = items(get(resource.props, "dnssecConfig.defaultKeySpecs")).map((key) => within(key, "algorithm"));
    const isPublic = not(isPrivate(resource));
    return every([
      demand(isSigned(resource), get(resource.props, STATE), "leaves the answers of a public zone unsigned"),
      ...weak.map((key) => forbid(all(isPublic, isText(key, "rsasha1")), key, "signs with SHA-1, which is broken")),
    ]);
  },
};
