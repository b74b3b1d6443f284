import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds, isSet } from "../../core/tri.js";
import { items, within } from "../../core/value.js";
import { every, forbid, graded, violation } from "../../core/verdict.js";
import { podOf, podReads } from "../../facts/pods.js";

/** Sockets by which a process starts containers of any kind on the node. */
const RUNTIME = /\/(docker|containerd|crio|cri-dockerd|podman|dockershim)\.sock\/?$/;

export const k8sHostPath: ResourceRule = {
  id: "k8s-host-path",
  title: "Host path mounted",
  severity: Severity.High,
  severities: [Severity.Critical],
  graph: false,
  judges: podReads(["volumes[].hostPath.path"], []),
  controls: {},
  checkov: ["CKV_K8S_27"],
  groups: ["pss-baseline", "pss-restricted"],
  why: "A pod with a directory of its node reads the node's keys and the data of other pods; with the runtime's socket, or a directory that it can write, it takes the node over.",
  fix: "Replace `hostPath` by a claim, an emptyDir, a configMap or a projected volume; let a CSI driver bring what belongs to the node.",
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
                  volumeMounts: [{ name: "docker", mountPath: "/var/run/docker.sock" }],
                },
              ],
              volumes: [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }],
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
                  volumeMounts: [{ name: "cache", mountPath: "/cache" }],
                },
              ],
              volumes: [{ name: "cache", emptyDir: {} }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    return every(
      items(within(podOf(resource), "volumes")).map((volume) => {
        const host = within(volume, "hostPath");
        const path = within(host, "path");
        const socket = holds(path, (text) => RUNTIME.test(String(text))) === true;
        const at = path.state === "known" ? path : host;
        if (socket) return graded(violation(at, "gives the pod the container runtime of its node"), Severity.Critical);
        return forbid(isSet(host), at, "mounts a path of the node into the pod");
      }),
    );
  },
};
