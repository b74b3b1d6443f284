import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

const ENCRYPTION = "azure-native:sql:TransparentDataEncryption";

export const azSqlTde: ResourceRule = {
  id: "az-sql-tde",
  title: "Transparent encryption switched off",
  severity: Severity.High,
  graph: false,
  judges: { [ENCRYPTION]: ["state"] },
  controls: { PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV2_AZURE_25"],
  remedy: sets({ state: "Enabled" }),
  why: "Azure encrypts every SQL database unless it is told not to: without it whoever gets hold of the files or a backup reads the data.",
  fix: 'Set `state` to "Enabled", or remove the resource: encryption is on by default.',
  bad: [
    {
      type: ENCRYPTION,
      name: "orders-encryption",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-1",
        databaseName: "orders",
        tdeName: "current",
        state: "Disabled",
      },
    },
  ],
  good: [
    {
      type: ENCRYPTION,
      name: "orders-encryption",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-1",
        databaseName: "orders",
        tdeName: "current",
        state: "Enabled",
      },
    },
  ],
  check(encryption) {
    const state = get(encryption.props, "state");
    return forbid(isText(state, "Disabled"), state, "leaves the database unencrypted");
  },
};
