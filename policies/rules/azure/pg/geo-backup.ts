import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, type Tri } from "../../../core/tri.js";
import type { Field } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { SERVERS, SINGLE_SERVERS, settingOf } from "../../../facts/azure-databases.js";

const FLEXIBLE_READS = ["backup.geoRedundantBackup", "createMode"];
const SINGLE_READS = ["properties.storageProfile.geoRedundantBackup", "properties.createMode"];

const setting = (server: Resource): Field =>
  settingOf(server, "storageProfile.geoRedundantBackup", "backup.geoRedundantBackup");

/** Whether the server's backups are kept in a second region. A replica has none of its own: its source's count. */
function isCovered(server: Resource): Tri {
  const mode = settingOf(server, "createMode", "createMode");
  return any(isText(setting(server), "Enabled"), isText(mode, "Replica"));
}

export const azPgGeoBackup: ResourceRule = {
  id: "az-pg-geo-backup",
  title: "No geo-redundant backup",
  severity: Severity.Low,
  graph: false,
  judges: {
    ...Object.fromEntries(SERVERS.map((type) => [type, FLEXIBLE_READS])),
    ...Object.fromEntries(SINGLE_SERVERS.map((type) => [type, SINGLE_READS])),
  },
  controls: {},
  checkov: ["CKV_AZURE_136", "CKV_AZURE_94", "CKV_AZURE_102", "CKV_AZURE_129"],
  groups: ["production"],
  remedy: {
    replaces: true,
    edits: (server) => (isCovered(server) === false ? [{ path: setting(server).path, value: "Enabled" }] : []),
  },
  why: "When a region is lost, backups that are kept only there are lost with the database.",
  fix: 'Set `backup.geoRedundantBackup` to "Enabled" when the server is made: it cannot be changed later.',
  bad: [
    {
      type: SERVERS[0],
      name: "orders",
      props: {
        resourceGroupName: "shop",
        version: "16",
        backup: { backupRetentionDays: 14, geoRedundantBackup: "Disabled" },
      },
    },
  ],
  good: [
    {
      type: SERVERS[0],
      name: "orders",
      props: {
        resourceGroupName: "shop",
        version: "16",
        backup: { backupRetentionDays: 14, geoRedundantBackup: "Enabled" },
      },
    },
  ],
  check: (server) => demand(isCovered(server), setting(server), "keeps the backups in one region only"),
};
