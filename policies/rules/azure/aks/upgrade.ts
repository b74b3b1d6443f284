import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, leftToAutomatic } from "../../../facts/azure-aks.js";

const CHANNEL = "autoUpgradeProfile.upgradeChannel";

export const azAksUpgrade: ResourceRule = {
  id: "az-aks-upgrade",
  title: "No upgrade channel",
  severity: Severity.Low,
  graph: false,
  judges: { [CLUSTER]: [CHANNEL, "sku.name"] },
  controls: {},
  checkov: ["CKV_AZURE_171"],
  remedy: sets({ [CHANNEL]: "patch" }),
  why: "Nobody upgrades by hand for long: within a year the version gets no more fixes, and known holes stay open.",
  fix: 'Set `autoUpgradeProfile.upgradeChannel` to "patch" or "stable".',
  bad: [{ type: CLUSTER, name: "main", props: { resourceGroupName: "shop", dnsPrefix: "main" } }],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: { resourceGroupName: "shop", dnsPrefix: "main", autoUpgradeProfile: { upgradeChannel: "patch" } },
    },
  ],
  check(cluster) {
    const channel = get(cluster.props, CHANNEL);
    const set = holds(channel, (name) => !["", "none"].includes(String(name).toLowerCase()));
    return demand(any(set, leftToAutomatic(cluster, channel)), channel, "leaves every upgrade to be made by hand");
  },
};
