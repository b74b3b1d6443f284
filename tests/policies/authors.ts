import { demand, get, holds, type ResourceRule, Severity, texts } from "../../policies/index.js";

export const REPOSITORY = "acme:index:Image";

export const registries = texts("registries", ["registry.acme.example"], "registries whose images may run");

/** A rule as a team writes it. */
export const registryRule: ResourceRule = {
  id: "acme-image-registry",
  title: "Image of another registry",
  severity: Severity.High,
  graph: false,
  judges: { [REPOSITORY]: ["image"] },
  controls: {},
  parameters: [registries],
  why: "Nobody at Acme has scanned it.",
  fix: "Take the image from a registry of Acme.",
  bad: [{ type: REPOSITORY, name: "web", props: { image: "docker.io/nginx" } }],
  good: [{ type: REPOSITORY, name: "web", props: { image: "registry.acme.example/nginx" } }],
  check({ props }, settings) {
    const image = get(props, "image");
    const allowed = registries.of(settings);
    return demand(
      holds(image, (name) => allowed.some((registry) => String(name).startsWith(`${registry}/`)), true),
      image,
      "comes from a registry that nobody at Acme looks after",
    );
  },
};
