import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: widgets, kind: Widget }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { size: { type: integer, maximum: 5 } } } }
`;
const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx, resources: { requests: { cpu: 1 } } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;

/** Definition, namespace and what needs them stand in the wrong order. */
const objects = (size: number) => `
apiVersion: example.com/v1
kind: Widget
metadata: { name: one, namespace: team }
spec: { size: ${size} }
---
apiVersion: v1
kind: Secret
metadata: { name: login, namespace: team }
stringData: { password: hunter2-hunter2 }
---
apiVersion: v1
kind: Namespace
metadata: { name: team }
`;

const program = (size: number, more = "") => `
const k8s = require("@pulumi/kubernetes");
const provider = new k8s.Provider("cluster", { namespace: "default" });
const labelled = (a) => a.props.kind && ({ props: { ...a.props, metadata: { ...a.props.metadata, labels: { by: "transform" } } }, opts: a.opts });
const group = new k8s.yaml.v2.ConfigGroup("group", { files: ["m/*.yaml"], yaml: ${JSON.stringify(objects(size))}, skipAwait: true },
  { provider, transforms: [labelled] });
new k8s.yaml.ConfigFile("file", { file: "m/web.yml" }, { provider });
new k8s.core.v1.ConfigMap("after", { metadata: { namespace: "team" }, data: { a: "b" } }, { provider, dependsOn: group });
${more}
exports.count = group.resources.apply((all) => all.length);
`;

/** In another cluster, where nothing else is that could make pods. */
const lonely = `
const alone = new k8s.Provider("alone", { context: "alone" });
new k8s.core.v1.Service("lonely", { spec: { selector: { app: "nobody" }, ports: [{ port: 80 }] } }, { provider: alone });
`;

describe("components that the Kubernetes provider builds, on the real engine", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    project = await SandboxProject.make();
    mkdirSync(join(project.dir, "m"));
    project.write("m/definition.yaml", definition);
    project.write("m/web.yml", web);
    project.program(program(3));
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  const group = "urn:pulumi:dev::shop::kubernetes:yaml/v2:ConfigGroup";

  it("register their children in order, with parent, provider, transforms and secrets", async () => {
    expect(await project.ok(attached, "dev", "up", "--yes")).toMatch(/count: 4/);
    const { deployment } = await project.state(attached, "dev");
    const inGroup = (deployment?.resources ?? []).filter(
      (one) => (one as { parent?: string }).parent === `${group}::group`,
    );
    const seen = inGroup.map((one) => {
      const {
        urn,
        inputs,
        dependencies = [],
        provider,
      } = one as unknown as Record<string, never> & {
        urn: string;
        inputs: { metadata: { labels: unknown; annotations: unknown } };
        dependencies?: string[];
        provider: string;
      };
      const { labels, annotations } = inputs.metadata;
      expect([labels, annotations]).toEqual([{ by: "transform" }, { "pulumi.com/skipAwait": "true" }]);
      expect(provider).toContain("::pulumi:providers:kubernetes::cluster::");
      return [urn.split("::").at(-1), ...dependencies.map((other) => other.split("::").at(-1)).sort()];
    });
    expect(seen.sort()).toEqual([
      ["group:team"],
      ["group:team/login", "group:team"],
      ["group:team/one", "group:team", "group:widgets.example.com"],
      ["group:widgets.example.com"],
    ]);
    expect(JSON.stringify(deployment)).not.toContain("hunter2-hunter2");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
  });

  it("refuse a custom resource that its definition does not allow, in the plan", async () => {
    project.program(program(9));
    const { code, output } = await project.pulumi(attached, "dev", "preview");
    expect(code).not.toBe(0);
    expect(output).toContain(
      'Widget.example.com "one" is invalid: spec.size: Invalid value: 9: spec.size in body should be less than or equal to 5',
    );
  });

  it("keep a Service that never becomes ready in the state, with the reason", async () => {
    project.program(program(3, lonely));
    const { code, output } = await project.pulumi(attached, "dev", "up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("timed out waiting to be Ready");
    expect(output).toContain("Service does not target any Pods");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    project.program(program(3));
    expect(summary(await project.ok(attached, "dev", "up", "--yes", "--skip-preview"))).toEqual([
      "- 2 deleted",
      "11 unchanged",
    ]);
  });

  it("go with everything in them", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(project.inventory().filter(({ type }) => type.startsWith("kubernetes:"))).toEqual([]);
  });
});
