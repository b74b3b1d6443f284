/** What Azure's application gateways serve, and how. */

import { all, any, holds, isSet, isText, not, type Tri } from "../core/tri.js";
import { type Field, items, within } from "../core/value.js";
import { modernTls } from "./azure-tls.js";

export const GATEWAY = "azure-native:network:ApplicationGateway";

/** Azure's own policies for TLS that begin at 1.2. */
const MODERN: ReadonlySet<string> = new Set([
  "appgwsslpolicy20170401s",
  "appgwsslpolicy20220101",
  "appgwsslpolicy20220101s",
]);

/** Whether a policy for TLS refuses what is older than 1.2, in each of the three ways to write one. */
export function refusesOldTls(policy: Field): Tri {
  const [name, lowest] = [within(policy, "policyName"), within(policy, "minProtocolVersion")];
  if (name.state !== "absent") return holds(name, (text) => MODERN.has(String(text).toLowerCase()));
  if (lowest.state !== "absent") return modernTls(lowest, false);
  const disabled = items(within(policy, "disabledSslProtocols"));
  return all(...["TLSv1_0", "TLSv1_1"].map((version) => any(...disabled.map((entry) => isText(entry, version)))));
}

/** The cipher suites of a policy that write with 3DES, whose short blocks give texts away that are long enough. */
export function brokenSuites(policy: Field): readonly (readonly [suite: Field, broken: Tri])[] {
  const suites = items(within(policy, "cipherSuites"));
  return suites.map((suite) => [suite, holds(suite, (name) => String(name).toUpperCase().includes("_3DES_"))]);
}

/** Whether requests to the listener get something other than a redirection. */
export function servesContent(gateway: Field, listener: Field): Tri {
  const name = within(listener, "name");
  const rules = items(within(gateway, "requestRoutingRules"));
  return any(...rules.map((rule) => all(names(within(rule, "httpListener"), name), not(redirects(gateway, rule)))));
}

function redirects(gateway: Field, rule: Field): Tri {
  const maps = items(within(gateway, "urlPathMaps")).map((map) => {
    const targets = [within(map, "defaultRedirectConfiguration"), ...pathsOf(map)];
    return all(names(within(rule, "urlPathMap"), within(map, "name")), ...targets.map(isSet));
  });
  return any(isSet(within(rule, "redirectConfiguration")), ...maps);
}

function pathsOf(map: Field): readonly Field[] {
  return items(within(map, "pathRules")).map((path) => within(path, "redirectConfiguration"));
}

/** Whether a reference means the part of the gateway with that name. Its id ends in the name, whatever is before it. */
function names(reference: Field, name: Field): Tri {
  const id = within(reference, "id");
  if (name.state === "unknown" && id.state !== "absent") return { unknown: [name.path] };
  const wanted = name.state === "known" ? String(name.value).toLowerCase() : undefined;
  return holds(id, (text) => String(text).split("/").at(-1)?.toLowerCase() === wanted);
}
