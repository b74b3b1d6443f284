import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { within } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { POOL, poolEdits, poolReads, poolsOf } from "../../../facts/azure-aks.js";

const SWITCH = "enableEncryptionAtHost";

export const azAksHostEncryption: ResourceRule = {
  id: "az-aks-host-encryption",
  title: "Node disks not encrypted at host",
  severity: Severity.Medium,
  graph: false,
  judges: poolReads(SWITCH),
  controls: {},
  checkov: ["CKV_AZURE_227"],
  remedy: { replaces: true, edits: (resource) => poolEdits(resource, SWITCH, true) },
  why: "Temporary disks and the disks' caches lie unencrypted on the host without it: what pods write there outlives them in the clear.",
  fix: "Set `enableEncryptionAtHost` to true in every pool; a pool that exists must be made anew.",
  bad: [
    {
      type: POOL,
      name: "jobs",
      props: { resourceGroupName: "shop", resourceName: "main", vmSize: "Standard_D4s_v5", count: 2 },
    },
  ],
  good: [
    {
      type: POOL,
      name: "jobs",
      props: {
        resourceGroupName: "shop",
        resourceName: "main",
        vmSize: "Standard_D4s_v5",
        count: 2,
        enableEncryptionAtHost: true,
      },
    },
  ],
  check(resource) {
    const switches = poolsOf(resource).map((pool) => within(pool, SWITCH));
    return every(switches.map((on) => demand(isTrue(on), on, "leaves what the nodes' host stores unencrypted")));
  },
};
