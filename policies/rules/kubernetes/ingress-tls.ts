import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, holds, isSet, type Tri } from "../../core/tri.js";
import { entries, type Field, get, items, within } from "../../core/value.js";
import { demand, every, nowhere } from "../../core/verdict.js";

const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";

/** Annotations by which a load balancer of a cloud gets its certificate, for every host. */
const CERTIFICATES: ReadonlySet<string> = new Set([
  "alb.ingress.kubernetes.io/certificate-arn",
  "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/managed-certificates",
  "networking.gke.io/certmap",
]);

/** Whether a name of a certificate is that of the host; `*.shop.example` stands for one label. */
function isFor(host: string, name: string): boolean {
  return name === host || (name.startsWith("*.") && name.slice(1) === host.slice(host.indexOf(".")));
}

/** Whether an entry of `tls` is for the host. One without hosts is for all. */
function covers(entry: Field, host: Field): Tri {
  const hosts = items(within(entry, "hosts"));
  if (entry.state === "unknown") return { unknown: [entry.path] };
  if (hosts.length === 0 || host.state === "absent") return true;
  if (host.state === "unknown") return { unknown: [host.path] };
  return any(...hosts.map((name) => holds(name, (text) => isFor(String(host.value), String(text)))));
}

export const k8sIngressTls: ResourceRule = {
  id: "k8s-ingress-tls",
  title: "Ingress without TLS",
  severity: Severity.Medium,
  graph: false,
  judges: { [INGRESS]: ["metadata.annotations", "spec.rules[].host", "spec.tls[].hosts"] },
  controls: {},
  why: "Over plain HTTP everybody on the way reads and changes what users send, their passwords and sessions too.",
  fix: "Add every host of `spec.rules` to an entry of `spec.tls` that names the secret with its certificate.",
  bad: [
    {
      type: INGRESS,
      name: "shop",
      props: {
        spec: {
          rules: [{ host: "shop.example" }, { host: "api.shop.example" }],
          tls: [{ hosts: ["shop.example"], secretName: "shop" }],
        },
      },
    },
  ],
  good: [
    {
      type: INGRESS,
      name: "shop",
      props: {
        spec: {
          rules: [{ host: "shop.example" }, { host: "api.shop.example" }],
          tls: [{ hosts: ["shop.example", "*.shop.example"], secretName: "shop" }],
        },
      },
    },
  ],
  check(ingress) {
    const annotations = entries(get(ingress.props, "metadata.annotations"));
    const given = annotations
      .filter(([name]) => name === "" || CERTIFICATES.has(name))
      .map(([, value]) => isSet(value));
    const tls = get(ingress.props, "spec.tls");
    const rules = items(get(ingress.props, "spec.rules"));
    // Without `tls` nothing is covered; without rules everything goes to the default backend, under any host.
    const whole = items(tls).length === 0 || rules.length === 0;
    const hosts = whole ? [nowhere] : rules.map((rule) => within(rule, "host"));
    return every(
      hosts.map((host) => {
        const covered = items(tls).map((entry) => covers(entry, host));
        return demand(any(...given, ...covered), host.state === "absent" ? tls : host, "is served without TLS");
      }),
    );
  },
};
