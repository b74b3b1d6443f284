import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groundplanHome } from "../../engine/paths.js";
import { clusterFlags, renderOldChart, template } from "../../sandbox/construct/chart.js";
import { parseManifests } from "../../sandbox/construct/manifests.js";
import type { Cluster } from "../../sandbox/models/kubernetes/cluster.js";

const chart = {
  "chart/Chart.yaml": 'apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: "4.5.6"\n',
  "chart/values.yaml": "replicas: 1\ncolor: red\n",
  "chart/crds/widget.yaml":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: widgets.example.com }\n",
  "chart/templates/map.yaml": [
    "apiVersion: v1",
    "kind: ConfigMap",
    "metadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }",
    "data:",
    '  replicas: "{{ .Values.replicas }}-{{ .Values.color }}"',
    '  server: "{{ .Capabilities.KubeVersion.Minor }}-{{ .Capabilities.APIVersions.Has "batch/v1/CronJob" }}-{{ .Capabilities.APIVersions.Has "extensions/v1beta1" }}"',
    "",
  ].join("\n"),
  "chart/templates/tests/test.yaml":
    'apiVersion: v1\nkind: Pod\nmetadata: { name: test, annotations: { "helm.sh/hook": test } }\nspec: {}\n',
};

describe("charts on this machine, with a real helm", () => {
  let directory: string;
  const around = () => ({ directory, home: groundplanHome(), say: () => undefined });
  const named = (text: string) => parseManifests(text).map(({ kind, data }) => [kind, data]);

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "groundplan-chart-"));
    for (const [name, text] of Object.entries(chart)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // Helm itself knows all group versions of its own time, and kinds only where it is told of them.
  it("are rendered for the cluster of the provider, later values over earlier ones", async () => {
    const cluster: Cluster = {
      kind: "own",
      cloud: undefined,
      minor: 34,
      nodes: 1,
      apis: new Set(),
      services: "10.96.0.0/16",
      region: "",
    };
    const values = ["replicas: 2\n", { color: "blue" }];
    const flags = ["--no-hooks", "--include-crds", ...clusterFlags(cluster)];
    const wanted = { chart: "chart", release: "main", namespace: "team", values, flags };
    expect(named(await template(wanted, around()))).toEqual([
      ["CustomResourceDefinition", undefined],
      ["ConfigMap", { replicas: "2-blue", server: "34-true-true" }],
    ]);
  });

  it("are rendered as the older component has it: definitions, and tests only where they are asked for", async () => {
    const old = { path: "./chart", release_name: "old", values: { replicas: 3 }, kube_version: "1.30.0" };
    const map = ["ConfigMap", { replicas: "3-red", server: "30-false-true" }];
    const definition = ["CustomResourceDefinition", undefined];
    expect(named(await renderOldChart(old, around()))).toEqual([definition, map]);
    const more = { ...old, include_test_hook_resources: true, skip_crd_rendering: true };
    expect(named(await renderOldChart(more, around()))).toEqual([map, ["Pod", undefined]]);
  });

  it("say what helm says where they are wrong, and what to do where they are elsewhere", async () => {
    writeFileSync(join(directory, "chart/templates/bad.yaml"), "{{ .Values.missing.name }}");
    const wanted = { chart: "chart", release: "main", namespace: undefined, values: [], flags: [] };
    await expect(template(wanted, around())).rejects.toThrow(/helm template main: Error: .*bad\.yaml.*nil pointer/s);
    const far = { chart: "nginx", fetch_opts: { repo: "https://charts.example.com" }, release_name: "r" };
    await expect(renderOldChart(far, around())).rejects.toThrow(
      'chart "nginx" comes from https://charts.example.com, and the sandbox fetches nothing. Keep a copy of it beside the program (helm pull nginx --repo https://charts.example.com --untar)',
    );
  });
});
