import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { rules } from "../../policies/rules/index.js";
import { findingsOf } from "../contract/findings.js";
import { mocks } from "../contract/mocks.js";
import { cases } from "../contract/table.js";
import { record } from "../support/record.js";

const evaluator = new Evaluator(
  rules.filter(({ id, groups }) => id.startsWith("az-") && groups?.includes("production")),
);

/** What a component breaks of the group `production`, with the logical name of the resource. */
async function broken(component: string, overrides: object = {}, preview = false): Promise<readonly string[]> {
  const row = cases.find((one) => one.component === component && one.cloud === "azure");
  if (row === undefined) throw new Error(`there is no component ${component}`);
  const program = () => row.defaults("main", row.target, { azure: overrides });
  const found = findingsOf(await record(program, { ...mocks, preview }), evaluator);
  return found.map((finding) => finding.replace("violation ", ""));
}

/** By component: what docs/<component>.md says of the default, and the accounts and vaults that it is about. */
const DEFAULTS = {
  bucket: ["az-storage-private-endpoint main"],
  network: ["az-storage-private-endpoint mainflowlo0ab682"],
  function: [
    "az-storage-network-deny main",
    "az-storage-network-deny mainpackag01d537",
    "az-storage-private-endpoint main",
    "az-storage-private-endpoint mainpackag01d537",
    "az-storage-shared-key mainpackag01d537",
  ],
  "virtual-machine": [],
  kubernetesCluster: ["az-aks-monitoring main", "az-kv-expiry main-secrets", "az-kv-network main-secrets"],
};

describe("the group production on Azure", () => {
  it.each(Object.entries(DEFAULTS))(
    "is kept by the defaults of %s but for what its page says",
    async (name, expected) => {
      expect(await broken(name)).toEqual(expected);
      expect(await broken(name, {}, true)).toEqual(expected);
    },
  );

  it("can be kept by the account of a function's host, for a function in a network", async () => {
    const virtualNetworkRules = [{ virtualNetworkResourceId: "/subscriptions/s/…/subnets/functions" }];
    const account = { networkRuleSet: { bypass: "AzureServices", defaultAction: "Deny", virtualNetworkRules } };
    expect(await broken("function", { account })).toEqual(
      DEFAULTS.function.filter((line) => line !== "az-storage-network-deny main"),
    );
  });

  it("can be kept by a cluster whose containers Azure's agent watches", async () => {
    const logAnalyticsWorkspaceResourceID = "/subscriptions/s/…/workspaces/logs";
    const omsagent = { enabled: true, config: { logAnalyticsWorkspaceResourceID } };
    const cluster = (args: { addonProfiles?: object }) => ({
      ...args,
      addonProfiles: { ...args.addonProfiles, omsagent },
    });
    expect(await broken("kubernetesCluster", { cluster })).toEqual(
      DEFAULTS.kubernetesCluster.filter((line) => line !== "az-aks-monitoring main"),
    );
  });
});
