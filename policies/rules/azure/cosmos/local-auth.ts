import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const ACCOUNT = "azure-native:cosmosdb:DatabaseAccount";

export const azCosmosLocalAuth: ResourceRule = {
  id: "az-cosmos-local-auth",
  title: "Cosmos DB with account keys",
  severity: Severity.Medium,
  graph: false,
  judges: { [ACCOUNT]: ["disableLocalAuth", "kind"] },
  controls: {},
  checkov: ["CKV_AZURE_140"],
  remedy: sets({ disableLocalAuth: true }),
  why: "An account key reads and writes everything and never ends: whoever finds it in a configuration file has all the data.",
  fix: "Set `disableLocalAuth` to true, and give the applications' managed identities roles of Cosmos DB.",
  bad: [
    {
      type: ACCOUNT,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        kind: "GlobalDocumentDB",
        databaseAccountOfferType: "Standard",
        locations: [],
      },
    },
  ],
  good: [
    {
      type: ACCOUNT,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        kind: "GlobalDocumentDB",
        databaseAccountOfferType: "Standard",
        locations: [],
        disableLocalAuth: true,
      },
    },
  ],
  check({ props }) {
    const off = get(props, "disableLocalAuth");
    // The API for MongoDB has no other way to sign in.
    return demand(any(isTrue(off), isText(get(props, "kind"), "MongoDB")), off, "lets account keys open the data");
  },
};
