import { type ResourceRule, Severity } from "../../core/rule.js";
import { isTrue } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { contextsOf, podOf, podReads } from "../../facts/pods.js";

const SETTING = "securityContext.windowsOptions.hostProcess";

export const k8sWindowsHostprocess: ResourceRule = {
  id: "k8s-windows-hostprocess",
  title: "Windows host process",
  severity: Severity.High,
  graph: false,
  judges: podReads([SETTING], [SETTING]),
  controls: { "CIS K8s 1.11": ["5.2.11"] },
  groups: ["pss-baseline", "pss-restricted"],
  why: "A host process container is no container: it runs on the Windows node itself, with the rights of a user of the node.",
  fix: "Remove `securityContext.windowsOptions.hostProcess`, or set it to false, on the pod and on every container.",
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
              os: { name: "windows" },
              hostNetwork: true,
              securityContext: { windowsOptions: { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" } },
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
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
              os: { name: "windows" },
              securityContext: { windowsOptions: { runAsUserName: "ContainerUser" } },
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const switches = contextsOf(podOf(resource)).map((context) => within(context, "windowsOptions.hostProcess"));
    return every(switches.map((on) => forbid(isTrue(on), on, "runs the containers on the node itself")));
  },
};
