import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isText } from "../../../core/tri.js";
import { type Field, field, get, isObject, items, within } from "../../../core/value.js";
import { demand, every, forbid, graded, type Verdict, violation } from "../../../core/verdict.js";
import { brokenSuites, GATEWAY, refusesOldTls, servesContent } from "../../../facts/azure-application-gateway.js";

const POLICY = { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" };

/** The policy that holds everywhere else, and those of profiles that have their own. */
function policiesOf({ props }: Resource): readonly Field[] {
  const own = items(get(props, "sslProfiles")).map((profile) => within(profile, "sslPolicy"));
  return [get(props, "sslPolicy"), ...own.filter((policy) => policy.state !== "absent")];
}

/** Whether a policy is certain to accept what is broken. */
function isWeak(policy: Field): boolean {
  return refusesOldTls(policy) === false || brokenSuites(policy).some(([, broken]) => broken === true);
}

/** Left out, the policy is that of the API version that makes the gateway: before 2023-02-01 one that takes TLS 1.0. */
function judge(policy: Field): Verdict {
  if (policy.state !== "absent") return demand(refusesOldTls(policy), policy, "accepts TLS older than 1.2");
  return graded(violation(policy, "leaves it to the version of the API whether TLS 1.0 is taken"), Severity.Low);
}

function repaired(profile: unknown): unknown {
  if (!isObject(profile) || profile.sslPolicy === undefined) return profile;
  return isWeak(field("", profile.sslPolicy)) ? { ...profile, sslPolicy: POLICY } : profile;
}

export const azAppgwTls: ResourceRule = {
  id: "az-appgw-tls",
  title: "Application gateway with old TLS or plain listener",
  severity: Severity.High,
  severities: [Severity.Low],
  graph: false,
  judges: {
    [GATEWAY]: ["sslPolicy", "sslProfiles[].sslPolicy", "httpListeners", "requestRoutingRules", "urlPathMaps"],
  },
  controls: {},
  checkov: ["CKV_AZURE_217", "CKV_AZURE_218"],
  aspects: { CKV_AZURE_217: ["httpListeners"], CKV_AZURE_218: ["sslPolicy", "sslProfiles"] },
  remedy: {
    replaces: false,
    // Where a plain listener should send its visitors, only the owner can say.
    edits({ props }): readonly Edit[] {
      const profiles = props.sslProfiles;
      const changed = Array.isArray(profiles) ? profiles.map(repaired) : [];
      return [
        ...(isWeak(get(props, "sslPolicy")) ? [{ path: "sslPolicy", value: POLICY }] : []),
        ...(Array.isArray(profiles) && changed.some((profile, i) => profile !== profiles[i])
          ? [{ path: "sslProfiles", value: changed }]
          : []),
      ];
    },
  },
  why: "What visitors send over plain HTTP, or over TLS 1.0 and 1.1, can be read and changed on the way: sessions and passwords among it.",
  fix: 'Set `sslPolicy` to the predefined policy "AppGwSslPolicy20220101", and give every rule of an HTTP listener a `redirectConfiguration` to HTTPS.',
  bad: [
    {
      type: GATEWAY,
      name: "main",
      props: {
        resourceGroupName: "shop",
        sku: { name: "WAF_v2", tier: "WAF_v2" },
        sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" },
        httpListeners: [{ name: "secure", protocol: "Https" }],
        requestRoutingRules: [
          {
            name: "web",
            httpListener: { id: "/subscriptions/s/…/httpListeners/secure" },
            backendAddressPool: { id: "/subscriptions/s/…/backendAddressPools/web" },
          },
        ],
      },
    },
  ],
  good: [
    {
      type: GATEWAY,
      name: "main",
      props: {
        resourceGroupName: "shop",
        sku: { name: "WAF_v2", tier: "WAF_v2" },
        sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" },
        httpListeners: [
          { name: "secure", protocol: "Https" },
          { name: "plain", protocol: "Http" },
        ],
        requestRoutingRules: [
          {
            name: "web",
            httpListener: { id: "/subscriptions/s/…/httpListeners/secure" },
            backendAddressPool: { id: "/subscriptions/s/…/backendAddressPools/web" },
          },
          {
            name: "to-https",
            httpListener: { id: "/subscriptions/s/…/httpListeners/plain" },
            redirectConfiguration: { id: "/subscriptions/s/…/redirectConfigurations/to-https" },
          },
        ],
      },
    },
  ],
  check(gateway) {
    const whole: Field = { state: "known", path: "", value: gateway.props };
    const listeners = items(get(gateway.props, "httpListeners"));
    return every([
      ...policiesOf(gateway).map(judge),
      ...policiesOf(gateway)
        .flatMap(brokenSuites)
        .map(([suite, broken]) => forbid(broken, suite, "encrypts with 3DES")),
      ...listeners.map((listener) => {
        const protocol = within(listener, "protocol");
        const plain = all(isText(protocol, "Http"), servesContent(whole, listener));
        return forbid(plain, protocol, "serves plain HTTP instead of sending visitors to HTTPS");
      }),
    ]);
  },
};
