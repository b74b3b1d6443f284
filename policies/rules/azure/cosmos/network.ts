import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isSet, isTrue, not } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";
import { openToWorld } from "../../../facts/ranges.js";

const ACCOUNT = "azure-native:cosmosdb:DatabaseAccount";

export const azCosmosNetwork: ResourceRule = {
  id: "az-cosmos-network",
  title: "Cosmos DB open to every network",
  severity: Severity.High,
  graph: false,
  judges: {
    [ACCOUNT]: ["publicNetworkAccess", "isVirtualNetworkFilterEnabled", "ipRules[].ipAddressOrRange"],
  },
  controls: {},
  checkov: ["CKV_AZURE_99", "CKV_AZURE_101"],
  why: "Everybody on the internet can try leaked keys on such an account: one of them is enough to read and delete all the data, from anywhere.",
  fix: 'Set `publicNetworkAccess` to "Disabled" and use a private endpoint, or list in `ipRules` or `virtualNetworkRules` who may come.',
  bad: [
    {
      type: ACCOUNT,
      name: "orders",
      props: { resourceGroupName: "shop", databaseAccountOfferType: "Standard", locations: [], ipRules: [] },
    },
  ],
  good: [
    {
      type: ACCOUNT,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        databaseAccountOfferType: "Standard",
        locations: [],
        publicNetworkAccess: "Disabled",
      },
    },
  ],
  check({ props }) {
    const read = (path: string): Field => get(props, path);
    const ranges = items(read("ipRules")).map((rule) => within(rule, "ipAddressOrRange"));
    const closed = any(
      isPrivate(read("publicNetworkAccess")),
      all(any(isSet(read("ipRules")), isTrue(read("isVirtualNetworkFilterEnabled"))), not(openToWorld(ranges))),
    );
    return demand(closed, read("publicNetworkAccess"), "lets every network reach the data");
  },
};
