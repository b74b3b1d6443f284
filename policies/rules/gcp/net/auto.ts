import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, forbid } from "../../../core/verdict.js";

const NETWORK = "gcp:compute/network:Network";
const custom = sets({ autoCreateSubnetworks: false }, true);
const PROJECT = "gcp:organizations/project:Project";

export const gcpNetAuto: ResourceRule = {
  id: "gcp-net-auto",
  title: "Automatic or legacy network",
  severity: Severity.Medium,
  graph: false,
  judges: { [NETWORK]: ["autoCreateSubnetworks"], [PROJECT]: ["autoCreateNetwork"] },
  controls: { "CIS GCP 4.0": ["3.1", "3.2"] },
  checkov: ["CKV2_GCP_2", "CKV_GCP_27"],
  trivy: ["GCP-0010"],
  aspects: {
    "GCP-0010": ["autoCreateNetwork"],
  },
  // The network that a project was made with stays: whoever turns the switch off must delete it, too.
  remedy: {
    replaces: true,
    edits: (resource, settings) => (resource.type === NETWORK ? custom.edits(resource, settings) : []),
  },
  why: "An automatic network has a subnetwork in every region, all with the same well-known ranges: machines can appear where nobody looks, and the ranges collide when the network is joined to another. The one that a project begins with also lets SSH and RDP in from everywhere.",
  fix: "Set `autoCreateSubnetworks` to false and add the subnetworks that are needed; set `autoCreateNetwork` of the project to false.",
  bad: [{ type: "gcp:compute/network:Network", name: "main", props: { description: "Shop" } }],
  good: [{ type: "gcp:compute/network:Network", name: "main", props: { autoCreateSubnetworks: false } }],
  check({ type, props }) {
    if (type === PROJECT) {
      const begins = get(props, "autoCreateNetwork");
      return forbid(isTrue(begins, true), begins, "begins the project with an automatic network that is open to SSH");
    }
    const field = get(props, "autoCreateSubnetworks");
    return demand(not(isTrue(field, true)), field, "makes a subnetwork in every region");
  },
};
