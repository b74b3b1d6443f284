import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const gcpNetAuto: ResourceRule = {
  id: "gcp-net-auto",
  title: "Automatic or legacy network",
  severity: Severity.Medium,
  graph: false,
  judges: { "gcp:compute/network:Network": ["autoCreateSubnetworks"] },
  controls: { "CIS GCP 4.0": ["3.2"] },
  checkov: ["CKV2_GCP_2"],
  remedy: sets({ autoCreateSubnetworks: false }, true),
  why: "An automatic network has a subnetwork in every region, all with the same well-known ranges: machines can appear where nobody looks, and the ranges collide when the network is joined to another.",
  fix: "Set `autoCreateSubnetworks` to false and add the subnetworks that are needed.",
  bad: [{ type: "gcp:compute/network:Network", name: "main", props: { description: "Shop" } }],
  good: [{ type: "gcp:compute/network:Network", name: "main", props: { autoCreateSubnetworks: false } }],
  check(network) {
    const field = get(network.props, "autoCreateSubnetworks");
    return demand(not(isTrue(field, true)), field, "makes a subnetwork in every region");
  },
};
