import { Severity, type StackRule } from "../../../core/rule.js";
import { any, isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const SERVER = "azure-native:sql:Server";
const ADMINISTRATOR = "azure-native:sql:ServerAzureADAdministrator";

export const azSqlEntraAdmin: StackRule = {
  id: "az-sql-entra-admin",
  title: "SQL server without directory login",
  severity: Severity.Medium,
  graph: true,
  judges: { [SERVER]: ["administrators.login", "administrators.sid", "serverName"] },
  consults: { [ADMINISTRATOR]: ["serverName"] },
  controls: { PCI4: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.2.7", "8.2.8", "8.3.4"] },
  checkov: ["CKV2_AZURE_27"],
  why: "Without an administrator from the directory everybody shares SQL passwords, which outlive the people and know no second factor.",
  fix: "Set `administrators` to a group of the directory, or add an azure-native.sql.ServerAzureADAdministrator for the server.",
  bad: [
    {
      type: SERVER,
      name: "orders",
      props: { resourceGroupName: "shop", serverName: "sql-orders", administratorLogin: "sqladmin", version: "12.0" },
    },
  ],
  good: [
    {
      type: SERVER,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-orders",
        administrators: {
          administratorType: "ActiveDirectory",
          login: "dba",
          sid: "4f1c0d8e-9a5b-4a3c-8a57-1d6f1f0b9a11",
          azureADOnlyAuthentication: true,
        },
      },
    },
  ],
  check(server, stack) {
    const own = ["administrators.login", "administrators.sid"].map((path) => isSet(get(server.props, path)));
    const further = stack.referring(server, "serverName", ADMINISTRATOR).map((part) => part.refers);
    const administrators = get(server.props, "administrators");
    return demand(any(...own, ...further), administrators, "leaves the server to SQL logins with passwords");
  },
};
