import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, any, holds, type Tri } from "../../core/tri.js";
import { type Field, items, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { credentialIn, namesCredential } from "../../facts/credentials.js";
import { containersOf, podOf, podReads } from "../../facts/pods.js";

/** Values that switch something on or off, as in ALLOW_EMPTY_PASSWORD. */
const SWITCH = /^(true|false|yes|no|on|off|[01])?$/i;

/** Values that the kubelet puts together from other variables alone. */
const REFERENCE = /^\$\([^()]+\)$/;

function isCredential(variable: Field): Tri {
  const value = within(variable, "value");
  const literal = holds(value, (text) => !SWITCH.test(String(text)) && !REFERENCE.test(String(text)));
  const named = holds(within(variable, "name"), (name) => namesCredential(String(name)));
  return any(
    all(named, literal),
    holds(value, (text) => credentialIn(String(text)) !== undefined),
  );
}

export const k8sEnvSecret: ResourceRule = {
  id: "k8s-env-secret",
  title: "Credential in an environment value",
  severity: Severity.High,
  graph: false,
  judges: podReads([], ["env[].name", "env[].value"]),
  controls: {
    "CIS K8s 1.11": ["5.4.1"],
    PCI4: [
      "10.2.1",
      "10.3.4",
      "2.2.5",
      "2.2.7",
      "3.5.1",
      "3.7.2",
      "4.2.1",
      "8.2.1",
      "8.2.2",
      "8.2.5",
      "8.3.11",
      "8.3.2",
      "A1.2.1",
      "A3.4.1",
    ],
  },
  why: "A value in the specification of a pod is plain text for everybody who may read pods, and it stays in every revision and backup.",
  fix: "Put the credential into a Secret and mount it, or refer to it with `valueFrom.secretKeyRef`; better, let the pod sign in with its service account.",
  bad: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              containers: [
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  env: [{ name: "DB_PASSWORD", value: "hunter2-prod" }],
                },
              ],
            },
          },
        },
      },
    },
  ],
  good: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              containers: [
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  env: [
                    { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
                    { name: "LOG_LEVEL", value: "info" },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const variables = containersOf(podOf(resource)).flatMap((container) => items(within(container, "env")));
    // The message shows the name: the value is what nobody should see.
    return every(
      variables.map((variable) =>
        forbid(isCredential(variable), within(variable, "name"), "has a credential written beside it"),
      ),
    );
  },
};
