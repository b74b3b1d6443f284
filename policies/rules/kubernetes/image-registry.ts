import { texts } from "../../core/parameter.js";
import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { demand, every, pass } from "../../core/verdict.js";
import { parseImage } from "../../facts/images.js";
import { containersOf, podOf, podReads } from "../../facts/pods.js";

const REGISTRIES = texts(
  "registries",
  [],
  "registries that images may come from, * for any part of a name; where none is listed, nothing is asked",
);

/** Whether a name fits a pattern in which * stands for anything. */
function fits(name: string, pattern: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split("*")
    .map((part) => part.replace(/[^\w-]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`).test(name);
}

export const k8sImageRegistry: ResourceRule = {
  id: "k8s-image-registry",
  title: "Image from a registry that is not allowed",
  severity: Severity.Medium,
  graph: false,
  judges: podReads([], ["image"]),
  controls: {},
  parameters: [REGISTRIES],
  why: "Whoever runs a registry, or registers a name that looks like one, decides what runs in the pod.",
  fix: "Take `image` from one of the `registries` in the configuration of this rule, or add its own there.",
  examplesUnder: { registries: ["*.dkr.ecr.eu-west-1.amazonaws.com", "registry.k8s.io"] },
  bad: [
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
  good: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4" }] },
          },
        },
      },
    },
  ],
  check(resource, settings) {
    const patterns = REGISTRIES.of(settings);
    if (patterns.length === 0) return pass;
    const allowed = (image: unknown): boolean => {
      const { registry } = parseImage(String(image));
      return patterns.some((pattern) => fits(registry, pattern));
    };
    const images = containersOf(podOf(resource)).map((container) => within(container, "image"));
    return every(
      images.map((image) =>
        demand(holds(image, allowed, true), image, "comes from a registry that is not in the list"),
      ),
    );
  },
};
