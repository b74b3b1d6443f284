import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { normalized, parseManifests, readFiles } from "../../sandbox/construct/manifests.js";
import { dependencies } from "../../sandbox/construct/order.js";
import { canonical, quantity } from "../../sandbox/models/kubernetes/validation/quantity.js";
import { scheduleProblem } from "../../sandbox/models/kubernetes/validation/schedule.js";
import { TestWorld } from "./models-world.js";

const object = (kind: string, name: string, more: object = {}) => ({
  apiVersion: "v1",
  kind,
  metadata: { name, ...more },
});
const named = ({ metadata }: Record<string, unknown>): string => (metadata as { name: string }).name;
const needs = (...manifests: Record<string, unknown>[]): Record<string, string[]> =>
  Object.fromEntries([...dependencies(manifests)].map(([manifest, needed]) => [named(manifest), needed.map(named)]));

describe("manifests", () => {
  it("are read as Kubernetes reads YAML: several documents, JSON, empty ones, merged keys, times as texts", () => {
    const text =
      '---\n# nothing\n---\n{"kind": "A"}\n---\nkind: B\na: &a { x: 1, no: null }\nb: { <<: *a, z: yes }\nc: 2026-01-02T03:04:05Z\n';
    expect(parseManifests(text)).toEqual([
      { kind: "A" },
      { kind: "B", a: { x: 1 }, b: { x: 1, z: true }, c: "2026-01-02T03:04:05Z" },
    ]);
    expect(() => parseManifests("a: [")).toThrow(/^decoding YAML: /);
  });

  it("come from files and patterns below the program, and from nowhere else", () => {
    const dir = mkdtempSync(join(tmpdir(), "groundplan-manifests-"));
    for (const name of ["b.yaml", "a.yaml", "c.yml"]) writeFileSync(join(dir, name), name);
    expect(readFiles(["*.yaml", "c.yml"], dir, true)).toEqual(["a.yaml", "b.yaml", "c.yml"]);
    expect(() => readFiles(["*.yaml"], dir, false)).toThrow("open *.yaml: no such file or directory");
    expect(() => readFiles(["https://example.com/a.yaml"], dir, true)).toThrow("the sandbox fetches nothing");
    rmSync(dir, { recursive: true });
  });

  it("of lists are their entries, and lie in the provider's namespace where they lie in one", () => {
    const list = { apiVersion: "v1", kind: "List", items: [object("ConfigMap", "a"), object("Namespace", "b")] };
    const own = { apiVersion: "core/v1", kind: "Secret", metadata: { name: "c", namespace: "mine" } };
    const places = normalized([list, own], "team", new TestWorld(), "cluster").map(({ apiVersion, metadata }) => [
      apiVersion,
      metadata,
    ]);
    expect(places).toEqual([
      ["v1", { name: "a", namespace: "team" }],
      ["v1", { name: "b" }],
      ["v1", { name: "c", namespace: "mine" }],
    ]);
    expect(() => normalized([{ kind: "A", apiVersion: "v1" }], "team", new TestWorld(), "c")).toThrow(
      'Kubernetes resources require a .metadata.name: `{"kind":"A","apiVersion":"v1"}`',
    );
  });

  it("wait for their namespace, their definition and what they name", () => {
    const spec = { group: "example.com", names: { kind: "Widget" } };
    const definition = { ...object("CustomResourceDefinition", "d"), spec };
    const widget = { ...object("Widget", "w", { namespace: "team" }), apiVersion: "example.com/v1" };
    const annotations = { "config.kubernetes.io/depends-on": "example.com/namespaces/team/Widget/w" };
    const map = object("ConfigMap", "m", { annotations });
    expect(needs(map, widget, object("Namespace", "team"), definition)).toEqual({
      m: ["w"],
      w: ["team", "d"],
      team: [],
      d: [],
    });
    const circle = (name: string, other: string) =>
      object("Namespace", name, { annotations: { "config.kubernetes.io/depends-on": `/Namespace/${other}` } });
    expect(() => needs(circle("a", "b"), circle("b", "a"))).toThrow("cyclic dependency: a -> b -> a");
    expect(() => needs(circle("a", "c"))).toThrow("references to objects outside are not supported");
  });
});

describe("quantities", () => {
  it.each([
    ["1000m", "1"],
    ["1024Mi", "1Gi"],
    ["1.5Gi", "1536Mi"],
    ["0.1", "100m"],
    ["1e3", "1k"],
    [2, "2"],
    ["100u", "100u"],
    ["0", "0"],
    ["-1500m", "-1500m"],
  ])("%s is given back as %s", (value, expected) => {
    const amount = quantity(value);
    expect(amount && canonical(amount)).toBe(expected);
  });
  it.each(["", "1GB", "one", "1 Gi", "1.2.3", ".", "Gi"])("%j is none", (value) => {
    expect(quantity(value)).toBeUndefined();
  });
});

describe("schedules", () => {
  it.each(["* * * * *", "@every 1h30m", "0 0 1,15 * 1-5", "*/10 9-17 * jan sun", "? ? ? ? ?"])("%s is one", (text) => {
    expect(scheduleProblem(text)).toBeUndefined();
  });
  it.each([
    ["@often", "unrecognized descriptor: @often"],
    ["* * * * 7", "end of range (7) above maximum (6): 7"],
    ["5-1 * * * *", "beginning of range (5) beyond end of range (1): 5-1"],
    ["* 1/2/3 * * *", "too many slashes: 1/2/3"],
    ["* */0 * * *", "step of range should be a positive number: */0"],
    ["x * * * *", 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
  ])("%s is none", (text, problem) => {
    expect(scheduleProblem(text)).toBe(problem);
  });
});
