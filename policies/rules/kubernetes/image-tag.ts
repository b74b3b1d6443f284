import { texts } from "../../core/parameter.js";
import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { parseImage } from "../../facts/images.js";
import { containersOf, podOf, podReads } from "../../facts/pods.js";

const MOVING = texts(
  "movingTags",
  ["latest"],
  "tags that name another image from day to day; * is every tag, so that only a digest is left",
);

export const k8sImageTag: ResourceRule = {
  id: "k8s-image-tag",
  title: "Image tag latest or missing",
  severity: Severity.Medium,
  graph: false,
  judges: podReads([], ["image"]),
  controls: {},
  checkov: ["CKV_K8S_14", "CKV_K8S_43"],
  parameters: [MOVING],
  why: "A tag that moves brings another program with the next restart of a pod: two replicas differ, and there is nothing to go back to.",
  fix: "Set `image` to a version of its own, as in registry.example/web:1.4, or better to a digest.",
  bad: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "registry.example/web:latest" }] },
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
            spec: { containers: [{ name: "web", image: "registry.example/web:1.4" }] },
          },
        },
      },
    },
  ],
  check(resource, settings) {
    const moving = MOVING.of(settings);
    const moves = (image: unknown): boolean => {
      const { tag = "latest", digest } = parseImage(String(image));
      return digest === undefined && (moving.includes("*") || moving.includes(tag));
    };
    const images = containersOf(podOf(resource)).map((container) => within(container, "image"));
    return every(
      images.map((image) => forbid(holds(image, moves), image, "names an image that changes under its name")),
    );
  },
};
