import { Severity, type StackRule } from "../../../core/rule.js";
import { all, any, not, type Tri } from "../../../core/tri.js";
import type { Field } from "../../../core/value.js";
import { demand, forbid } from "../../../core/verdict.js";
import {
  METADATA_ITEM,
  machines,
  metadataOf,
  PROJECT_METADATA,
  SHARED_METADATA,
  saysYes,
  setsMetadata,
} from "../../../facts/gcp-machines.js";
import { sameScope } from "../../../facts/gcp-scope.js";

const KEY = "enable-oslogin";

const turnsOff = (entry: Field): Tri => not(saysYes(entry, true));

export const gcpVmOsLogin: StackRule = {
  id: "gcp-vm-os-login",
  title: "OS login off",
  severity: Severity.Medium,
  graph: true,
  judges: { ...machines("metadata"), ...SHARED_METADATA, [PROJECT_METADATA]: ["metadata", "project"] },
  consults: { [METADATA_ITEM]: ["key", "value", "project"] },
  controls: { "CIS GCP 4.0": ["4.4"] },
  checkov: ["CKV_GCP_33", "CKV_GCP_34"],
  trivy: ["GCP-0042"],
  remedy: setsMetadata(KEY, "true", (entry, { type }) =>
    type === PROJECT_METADATA ? saysYes(entry) === false : turnsOff(entry) === true,
  ),
  why: "Without OS Login whoever may write metadata puts an SSH key on the machines, and the keys of those who left stay until somebody remembers them.",
  fix: 'Set `enable-oslogin` to "true" in the metadata of the project, and turn it off on no machine.',
  bad: [
    {
      type: "gcp:compute/projectMetadata:ProjectMetadata",
      name: "main",
      props: { metadata: { "serial-port-logging-enable": "true" } },
    },
  ],
  good: [
    {
      type: "gcp:compute/projectMetadata:ProjectMetadata",
      name: "main",
      props: { metadata: { "enable-oslogin": "true" } },
    },
  ],
  check(resource, stack) {
    const entry = metadataOf(resource, KEY);
    if (resource.type !== PROJECT_METADATA) return forbid(turnsOff(entry), entry, "turns OS Login off");
    const items = stack.ofType(METADATA_ITEM);
    const elsewhere = items.map((item) => all(saysYes(metadataOf(item, KEY)), sameScope(item, resource)));
    const good = entry.state === "absent" ? any(...elsewhere) : saysYes(entry);
    return demand(good, entry, "leaves the project's machines without OS Login");
  },
};
