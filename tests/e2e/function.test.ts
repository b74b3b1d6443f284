import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

const targets = {
  aws: 'aws({ region: "eu-west-1" })',
  gcp: 'gcp({ project: "acme-dev", region: "europe-west1" })',
  azure: 'azure({ region: "swedencentral" })',
} as const;
type Cloud = keyof typeof targets;

/** A function that everything can call, with a bundle of TypeScript. */
function program(cloud: Cloud): string {
  const elsewhere = cloud === "azure" ? "" : ', timezone: "Europe/Stockholm"';
  return `
import * as pulumi from "@pulumi/pulumi";
import { Bucket, Function, Network } from "./components/index.js";
import { ${cloud} } from "./components/${cloud}.js";
const target = ${targets[cloud]};
const tiers = ${cloud === "azure" ? '{ functions: { kind: "private", share: 4, slot: 12, serviceDelegation: "Microsoft.App/environments" } }' : "{}"};
const network = new Network("main", { target, cidr: "10.0.0.0/16", zones: 1, tiers, flowLogs: false });
const inbox = new Bucket("inbox", { target, deletionProtection: false });
const one = new Function("report", {
  target,
  runtime: "node24",
  code: { typescript: "report.ts" },
  env: { BUCKET: inbox.name, TOKEN: pulumi.secret("plain-token-value") },
  network: { network, tier: "${cloud === "azure" ? "functions" : "private"}" },
  minInstances: 1,
  triggers: {
    web: { http: {} },
    nightly: { schedule: { cron: "30 4 * * *"${elsewhere} } },
    uploads: { bucket: inbox, on: ["created"] },
  },
});
inbox.grantRead(one.identity);
export const url = one.url;
`;
}

const handler = 'import { basename } from "node:path";\nexport const handler = async () => basename("/a/hello");\n';

describe.each(Object.keys(targets) as Cloud[])("a function on %s on the real engine", (cloud) => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    project = await SandboxProject.make();
    project.write("report.ts", handler);
    const { outputFiles } = buildSync({
      stdin: { contents: program(cloud), resolveDir: join(__dirname, "../.."), loader: "ts" },
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
      target: "node22",
      packages: "external",
    });
    project.program(outputFiles[0]?.text ?? "");
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("is deployed, and answers at an address", async () => {
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    const { url } = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json")) as { url: string };
    expect(url).toMatch(/^https:\/\/.+/);
  });

  it("changes nothing the second time, although its files are newer and its archive has to be written again", async () => {
    const archives = join(project.dir, ".groundplan/archives");
    const before = readdirSync(archives);
    expect(before).toHaveLength(1);
    utimesSync(join(project.dir, "report.ts"), new Date(), new Date());
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(summary(output)).toEqual([expect.stringMatching(/^\d+ unchanged$/)]);
    expect(readdirSync(archives)).toEqual(before);
  });

  it("leaves nothing in the checkout that git would see, and no secret in clear", async () => {
    expect(readFileSync(join(project.dir, ".groundplan/.gitignore"), "utf8")).toBe("*\n");
    expect(JSON.stringify(await project.state(attached, "dev"))).not.toContain("plain-token-value");
    expect(JSON.stringify(await project.state(attached, "dev"))).not.toContain(project.dir);
  });

  it("deploys new code, and nothing but what carries it", async () => {
    project.write("report.ts", handler.replace("hello", "goodbye"));
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--diff");
    const expected = {
      aws: ["~ 1 updated"],
      gcp: ["~ 1 updated", "+-1 replaced"],
      azure: ["~ 1 updated", "+-1 replaced"],
    };
    expect(
      summary(output)
        .slice(0, -1)
        .filter((line) => !line.includes("changes")),
    ).toEqual(expected[cloud]);
  });

  it("goes without a trace", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    // The right of Cloud Storage to publish is the project's, and stays.
    const left = project.existing("dev").filter((line) => !line.includes("storage-events"));
    expect(left).toEqual([]);
  });
});
