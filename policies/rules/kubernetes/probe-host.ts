import { type ResourceRule, Severity } from "../../core/rule.js";
import { isSet } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { containersOf, podOf, podReads } from "../../facts/pods.js";

const HOSTS = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"].flatMap(
  (check) => [`${check}.httpGet.host`, `${check}.tcpSocket.host`],
);

const template = (httpGet: object) => ({
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "registry.example/web:1.4", livenessProbe: { httpGet } }] },
    },
  },
});

export const k8sProbeHost: ResourceRule = {
  id: "k8s-probe-host",
  title: "Probe of another host",
  severity: Severity.Medium,
  graph: false,
  judges: podReads([], HOSTS),
  controls: {},
  groups: ["pss-baseline", "pss-restricted"],
  why: "The kubelet makes the call from the node: with a host of its author's choice a probe or a hook reaches what only the node may reach, such as its metadata service.",
  fix: "Remove `host` from probes and lifecycle hooks; the kubelet then calls the pod itself.",
  bad: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: template({ host: "169.254.169.254", path: "/", port: 80 }),
    },
  ],
  good: [{ type: "kubernetes:apps/v1:Deployment", name: "web", props: template({ path: "/healthz", port: 8080 }) }],
  check(resource) {
    const hosts = containersOf(podOf(resource)).flatMap((container) => HOSTS.map((path) => within(container, path)));
    return every(hosts.map((host) => forbid(isSet(host), host, "makes the node call another host than the pod")));
  },
};
