import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import program from "../../stacks/index.ts";
import { mocks } from "../contract/mocks.js";
import { cases } from "../contract/table.js";
import { raw, stackFile, stackNames } from "../stacks/support.ts";
import { record } from "../support/record.js";
import { everyWorkload } from "./programs.js";
import { ApiServer } from "./server.js";
import { type Manifest, manifestsOf, Validator } from "./validate.js";

let server: ApiServer;
let validator: Validator;

beforeAll(async () => {
  server = await ApiServer.start();
  validator = new Validator(server);
}, 120_000);
afterAll(() => server?.stop());

/** The objects of a program, and what the API server says of them. */
async function looked(program: () => unknown): Promise<{ manifests: Manifest[]; problems: string[] }> {
  const manifests = manifestsOf(await record(program, mocks));
  return { manifests, problems: await validator.problems(manifests) };
}

describe.each(cases.filter(({ component }) => ["namespace", "workload"].includes(component)))(
  "$component on $cloud",
  ({ contract, target }) => {
    it.each(Object.entries(contract.variants))("is accepted as it is: %s", async (_variant, make) => {
      const { manifests, problems } = await looked(() => make("main", target));
      expect(problems).toEqual([]);
      expect(manifests.length).toBeGreaterThan(0);
    });
  },
);

describe("every argument of a workload", () => {
  it.each(Object.entries(everyWorkload))("makes objects that are accepted as they are: %s", async (_title, program) => {
    expect((await looked(program)).problems).toEqual([]);
  });
});

const root = join(__dirname, "../..");
const examples = readdirSync(join(root, "examples")).map((name) => `examples/${name}/index.ts`);
const shown = readdirSync(join(root, "tests/docs/programs")).map((name) => `tests/docs/programs/${name}`);

describe("every example and program of the documentation", () => {
  const programs = [...examples, ...shown].filter((path) =>
    readFileSync(join(root, path), "utf8").includes("groundplan/kubernetes"),
  );
  it.each(programs)("makes objects that are accepted as they are: %s", async (program) => {
    const { manifests, problems } = await looked(() => import(/* @vite-ignore */ join(root, program)));
    expect(problems).toEqual([]);
    expect(manifests.length).toBeGreaterThan(0);
  });
});

describe("the apps of the stacks", () => {
  it.each(stackNames)("are accepted as they are: %s", async (stack) => {
    const { config } = stackFile(stack);
    // What has no objects takes a while.
    const { "groundplan:buckets": _b, "groundplan:machines": _m, "groundplan:functions": _f, ...rest } = config;
    const clouds = ["aws", "gcp", "azure"].filter((cloud) => `groundplan:${cloud}` in rest);
    for (const cloud of clouds) delete (rest[`groundplan:${cloud}`] as Record<string, unknown>).buckets;
    const { manifests, problems } = await looked(() => program(raw(rest)));
    expect(problems).toEqual([]);
    const apps = Object.keys(rest["groundplan:apps"] as object);
    const deployments = manifests.filter(({ kind }) => kind === "Deployment").map(({ metadata }) => metadata.name);
    expect(deployments.sort()).toEqual(clouds.flatMap(() => apps).sort());
  });
});

describe("the validation itself", () => {
  const metadata = { name: "strict", namespace: "strict" };
  const place = (level: string): Manifest => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "strict", labels: { "pod-security.kubernetes.io/enforce": level } } as Manifest["metadata"],
  });

  it("finds a misspelt property", async () => {
    const map = { apiVersion: "v1", kind: "ConfigMap", metadata, dat: { a: "b" } } as Manifest;
    const [problem, ...others] = await validator.problems([place("privileged"), map]);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^ConfigMap strict: 500 .*\.dat: field not declared in schema/);
  });

  it("finds a value that the server spells otherwise", async () => {
    const spec = { hard: { "requests.cpu": "1000m" } };
    const quota: Manifest = { apiVersion: "v1", kind: "ResourceQuota", metadata, spec };
    expect(await validator.problems([place("privileged"), quota])).toEqual([
      'ResourceQuota strict: spec.hard.requests.cpu is sent as "1000m" and comes back as "1"',
    ]);
  });

  it("finds a pod that the namespace's pod security refuses", async () => {
    const template = { metadata: {}, spec: { restartPolicy: "Never", containers: [{ name: "a", image: "a:1" }] } };
    const job: Manifest = { apiVersion: "batch/v1", kind: "Job", metadata, spec: { template } };
    const problems = await validator.problems([place("restricted"), job]);
    expect(problems.filter((problem) => problem.startsWith("Pod strict-pod: 403"))).toHaveLength(1);
  });
});
