import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds, type Tri } from "../../core/tri.js";
import { type Field, isObject, items, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { podOf, podReads } from "../../facts/pods.js";

/**
 * The sources of volumes that the restricted level of the Pod Security Standards admits. `image` is missing from the
 * published table, but the admission plugin admits it since Kubernetes 1.33.
 */
const RESTRICTED: ReadonlySet<string> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

/** The sources that a volume names beside its name. */
function sourcesOf(volume: Field): readonly Field[] {
  if (volume.state !== "known" || !isObject(volume.value)) return [volume];
  const sources = Object.keys(volume.value).filter((key) => key !== "name" && !RESTRICTED.has(key));
  return sources.map((key) => within(volume, key));
}

const isRefused = (source: Field): Tri => holds(source, () => true);

export const k8sVolumeTypes: ResourceRule = {
  id: "k8s-volume-types",
  title: "Volume type outside the restricted set",
  severity: Severity.Low,
  graph: false,
  judges: podReads(["volumes"], []),
  controls: {},
  groups: ["pss-restricted"],
  why: "Other types of volumes reach into the node or hold the credentials of a storage system in the pod; a claim leaves both to who runs the cluster.",
  fix: "Replace the source in `volumes` by a persistentVolumeClaim, or by one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, projected and secret.",
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
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
              volumes: [{ name: "data", nfs: { server: "files.example", path: "/data" } }],
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
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
              volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const sources = items(within(podOf(resource), "volumes")).flatMap(sourcesOf);
    return every(sources.map((source) => forbid(isRefused(source), source, "is no volume of the restricted level")));
  },
};
