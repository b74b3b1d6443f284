import { Severity, type StackRule } from "../../core/rule.js";
import { all, any, holds, type Tri } from "../../core/tri.js";
import { type Field, get, of, within } from "../../core/value.js";
import { demand } from "../../core/verdict.js";
import { podOf, podReads } from "../../facts/pods.js";
import { BINDINGS } from "../../facts/rbac.js";
import { accountsOf, isBound, runsBound, SERVICE_ACCOUNT } from "../../facts/service-accounts.js";

const SETTING = "automountServiceAccountToken";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const isOff = (setting: Field): Tri => holds(setting, (value) => value === false || value === "false");

// No remedy: whether a pod needs its token is seen in the bindings, which are not known yet when a remedy is made.
export const k8sSaToken: StackRule = {
  id: "k8s-sa-token",
  title: "Service account token mounted without need",
  severity: Severity.Low,
  graph: true,
  judges: {
    ...podReads([SETTING, "serviceAccountName", "serviceAccount"], []),
    [SERVICE_ACCOUNT]: [SETTING, "metadata.name", "metadata.namespace"],
  },
  consults: BINDINGS,
  controls: {},
  checkov: ["CKV_K8S_38", "CKV_K8S_41"],
  why: "A pod that never calls the API gains nothing from a token; whoever breaks into the pod gains a sign-in to the cluster.",
  fix: "Set `automountServiceAccountToken` to false on the service account or in the specification of the pods.",
  bad: [
    {
      type: DEPLOYMENT,
      name: "web",
      props: {
        metadata: { namespace: "storefront" },
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "registry.example/web:1.4" }] },
          },
        },
      },
    },
  ],
  good: [
    {
      type: DEPLOYMENT,
      name: "web",
      props: {
        metadata: { namespace: "storefront" },
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              automountServiceAccountToken: false,
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
            },
          },
        },
      },
    },
  ],
  check(resource, stack) {
    const mounted = "mounts a token of the API for a pod that the stack gives no rights";
    if (resource.type === SERVICE_ACCOUNT) {
      const own = get(resource.props, SETTING);
      const off = isOff(own);
      return demand(off === true ? off : any(off, isBound(resource, stack)), own, mounted);
    }
    const own = within(podOf(resource), SETTING);
    const off = isOff(own);
    if (off === true) return demand(off, own, mounted);
    const byAccount =
      own.state === "absent"
        ? accountsOf(resource, stack).map(([account, runs]) => all(runs, isOff(of(account, SETTING))))
        : [];
    return demand(any(off, ...byAccount, runsBound(resource, stack)), own, mounted);
  },
};
