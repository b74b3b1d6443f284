import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, items, within } from "../../../core/value.js";
import { demand, every, forbid, type Verdict } from "../../../core/verdict.js";
import { GATEWAY } from "../../../facts/azure-application-gateway.js";
import { isGiven } from "../../../facts/azure-references.js";

const KIND = "WebApplicationFirewallPolicy";
const POLICY = `azure-native:network:${KIND}`;

/** Whether a policy, or the gateway's own older configuration, looks at every request. How a policy acts is its own matter. */
function isGuarded(gateway: Resource): Tri {
  const { props } = gateway;
  const own = "webApplicationFirewallConfiguration";
  const listeners = items(get(props, "httpListeners")).map((listener) => within(listener, "firewallPolicy.id"));
  return any(
    isGiven(get(props, "firewallPolicy.id"), gateway, "firewallPolicy", KIND),
    listeners.length > 0 && all(...listeners.map((id) => isGiven(id, gateway, "httpListeners", KIND))),
    all(isTrue(get(props, `${own}.enabled`)), isText(get(props, `${own}.firewallMode`), "Prevention")),
  );
}

function judgeGateway(gateway: Resource): Verdict {
  const [tier, name] = [get(gateway.props, "sku.tier"), get(gateway.props, "sku.name")];
  const capable = any(...[tier, name].map((sku) => holds(sku, (text) => /^waf(_|$)/i.test(String(text)))));
  return every([
    demand(capable, tier, "has no web application firewall"),
    demand(isGuarded(gateway), get(gateway.props, "firewallPolicy"), "lets no firewall policy stop attacks"),
  ]);
}

function judgePolicy({ props }: Resource): Verdict {
  const [state, mode] = [get(props, "policySettings.state"), get(props, "policySettings.mode")];
  return every([
    forbid(isText(state, "Disabled"), state, "turns the firewall off"),
    forbid(not(isText(mode, "Prevention")), mode, "only notes attacks and lets them through"),
  ]);
}

export const azAppgwWaf: ResourceRule = {
  id: "az-appgw-waf",
  title: "Application gateway without WAF",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [GATEWAY]: [
      "sku.tier",
      "sku.name",
      "firewallPolicy.id",
      "httpListeners[].firewallPolicy.id",
      "webApplicationFirewallConfiguration.enabled",
      "webApplicationFirewallConfiguration.firewallMode",
    ],
    [POLICY]: ["policySettings.state", "policySettings.mode"],
  },
  controls: {},
  checkov: ["CKV_AZURE_120", "CKV_AZURE_122"],
  why: "Without a firewall, or with one that only watches, injections and known exploits reach the application as they come.",
  fix: 'Use the tier "WAF_v2", set `firewallPolicy`, and set the policy\'s `policySettings.mode` to "Prevention".',
  bad: [
    {
      type: GATEWAY,
      name: "main",
      props: { resourceGroupName: "shop", sku: { name: "Standard_v2", tier: "Standard_v2", capacity: 2 } },
    },
  ],
  good: [
    {
      type: GATEWAY,
      name: "main",
      props: {
        resourceGroupName: "shop",
        sku: { name: "WAF_v2", tier: "WAF_v2", capacity: 2 },
        firewallPolicy: { id: "/subscriptions/s/…/web" },
      },
      refs: { firewallPolicy: ["web"] },
    },
    {
      type: POLICY,
      name: "web",
      props: {
        resourceGroupName: "shop",
        managedRules: { managedRuleSets: [{ ruleSetType: "OWASP", ruleSetVersion: "3.2" }] },
        policySettings: { state: "Enabled", mode: "Prevention" },
      },
    },
  ],
  check: (resource) => (resource.type === GATEWAY ? judgeGateway(resource) : judgePolicy(resource)),
};
