import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { items, within } from "../../core/value.js";
import { demand, every } from "../../core/verdict.js";
import { podOf, podReads } from "../../facts/pods.js";
import { SAFE_SYSCTLS } from "../../facts/safe-sysctls.js";

export const k8sSysctls: ResourceRule = {
  id: "k8s-sysctls",
  title: "Unsafe sysctl",
  severity: Severity.Medium,
  graph: false,
  judges: podReads(["securityContext.sysctls[].name"], []),
  controls: {},
  groups: ["pss-baseline", "pss-restricted"],
  why: "A kernel setting that is not kept apart for each pod changes the node under every other pod, or takes its memory and limits away.",
  fix: "Remove from `securityContext.sysctls` what is not in the safe set; set what a node needs on the node.",
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
              securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] },
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
              securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] },
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    return every(
      items(within(podOf(resource), "securityContext.sysctls")).map((sysctl) => {
        const name = within(sysctl, "name");
        return demand(
          holds(name, (text) => SAFE_SYSCTLS.has(String(text))),
          name,
          "is outside the safe set",
        );
      }),
    );
  },
};
