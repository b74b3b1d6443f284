import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sandboxDrift } from "../../cli/commands/sandbox-drift.js";
import program from "../../stacks/index.ts";
import { type RecordOptions, type Registered, record } from "../support/record.js";
import { raw, stackFile, stackNames } from "./support.js";

/** Runs the program on a stack's configuration. The cloud answers the look-up of zones. */
function run(config: Record<string, unknown>, options: RecordOptions = {}): Promise<Registered[]> {
  const zones = { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"] };
  const call = (token: string, inputs: Record<string, unknown>) =>
    token === "aws:index/getAvailabilityZones:getAvailabilityZones" ? zones : inputs;
  return record(() => program(raw(config)), { call, ...options });
}

/** Components and providers at the top of the stack, as `Type name`. */
function tops(resources: readonly Registered[]): string[] {
  const shown = resources.filter(({ type }) => type.startsWith("groundplan:") || type.startsWith("pulumi:providers:"));
  return shown.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort();
}

const expected: Readonly<Record<(typeof stackNames)[number], readonly string[]>> = {
  dev: [
    ...everything("eu-west-1", ["Bucket assets"], ["Function audit-objects"], ["hello"], ["worker"]),
    ...everything("europe-west1", ["Bucket assets"], ["Function audit-objects"], ["hello"], ["worker"]),
    ...everything("westeurope", ["Bucket assets"], ["Function audit-objects"], ["hello"], ["worker"]),
    "aws aws-eu-west-1",
    "azure-native azure-westeurope",
    "gcp gcp-europe-west1",
  ].sort(),
  "prod-aws": production("eu-central-1", "aws aws-eu-central-1"),
  "prod-gcp": production("europe-west3", "gcp gcp-europe-west3", ["Function nightly"], ["reports"]),
  "prod-azure": production("germanywestcentral", "azure-native azure-germanywestcentral", [], ["reports"]),
};

function everything(
  region: string,
  buckets: readonly string[],
  functions: readonly string[],
  apps: readonly string[],
  machines: readonly string[],
): string[] {
  const all = [
    ...buckets,
    ...functions,
    "KubernetesCluster main",
    ...apps.flatMap((app) => [`Namespace ${app}`, `Workload ${app}`]),
    "Network main",
    ...machines.map((machine) => `VirtualMachine ${machine}`),
    "kubernetes kubernetes-main",
  ];
  return all.map((name) => `${name}-${region}`);
}

function production(
  region: string,
  provider: string,
  functions: readonly string[] = [],
  machines: readonly string[] = [],
): string[] {
  const buckets = ["Bucket archive", "Bucket assets", "Bucket logs"];
  const both = ["Function audit-objects", "Function heartbeat", ...functions];
  return [...everything(region, buckets, both, ["orders", "shop"], ["jobs", ...machines]), provider].sort();
}

describe("the program", () => {
  it.each(stackNames)(
    "%s has these components and providers, and nothing protected unless it says so",
    async (stack) => {
      const { config } = stackFile(stack);
      const resources = await run(config);
      expect(tops(resources)).toEqual(expected[stack]);
      expect(resources.some(({ protect }) => protect)).toBe(config["groundplan:protect"]);
    },
  );

  it("has what the examples of changes by hand name, once each", async () => {
    const page = readFileSync(join(__dirname, "../../docs/sandbox-faults.md"), "utf8").split("\n");
    const shown = [...page, ...sandboxDrift.examples.map(([line]) => line)];
    const names = shown.flatMap((line) => /groundplan sandbox drift (?:change|delete) (\S+)/.exec(line)?.[1] ?? []);
    expect(names).toHaveLength(4);
    const registered = await run(stackFile("dev").config);
    const resources = registered.filter(({ type }) => !type.startsWith("groundplan:"));
    const times = names.map((wanted) => [wanted, resources.filter(({ name }) => name === wanted).length]);
    expect(times).toEqual(names.map((wanted) => [wanted, 1]));
  });

  it("registers the same in a preview, where nothing is known, as in an update", async () => {
    const { config } = stackFile("dev");
    const names = async (preview: boolean) => (await run(config, { preview })).map(({ urn }) => urn);
    expect(await names(true)).toEqual(await names(false));
  });

  it("registers nothing where the configuration is wrong", async () => {
    const config = { ...stackFile("dev").config, "groundplan:protect": "maybe", "groundplan:colour": "red" };
    const seen: Registered[] = [];
    await expect(run(config).then((all) => seen.push(...all))).rejects.toThrow(
      [
        "the configuration of stack stack has 2 problems; nothing was changed:",
        '  groundplan:protect: is "maybe", but must be true or false',
        "  groundplan:colour: is not a known key; remove it (allowed: protect, tags, network, buckets, machines, cluster, apps, functions, aws, gcp, azure)",
        "Correct them in stacks/Pulumi.stack.yaml.",
      ].join("\n"),
    );
    expect(seen).toEqual([]);
  });

  it("grants existing identities what the configuration says", async () => {
    const { config } = stackFile("dev");
    const aws = config["groundplan:aws"] as object;
    const access = { assets: { name: "acme-dev-assets", readers: { billing: "billing-role" } } };
    const resources = await run({ ...config, "groundplan:aws": { ...aws, buckets: access } });
    const bucket = resources.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ inputs }) => inputs.bucket);
    const roles = resources
      .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
      .map(({ inputs }) => inputs.role);
    expect(bucket).toEqual(["acme-dev-assets"]);
    expect(roles).toContain("billing-role");
  });
});
