import { readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

/** On each cloud a function that everything can call, with a bundle of TypeScript. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { Bucket, Function, Network } from "./components/index.js";
import { aws } from "./components/aws.js";
import { azure } from "./components/azure.js";
import { gcp } from "./components/gcp.js";
const delegated = { kind: "private", share: 4, slot: 12, serviceDelegation: "Microsoft.App/environments" };
function report(target, tier, timezone) {
  const tiers = tier === "functions" ? { functions: delegated } : {};
  const network = new Network(\`main-\${target.key}\`, { target, cidr: "10.0.0.0/16", zones: 1, tiers, flowLogs: false });
  const inbox = new Bucket(\`inbox-\${target.key}\`, { target, deletionProtection: false });
  const one = new Function(\`report-\${target.key}\`, {
    target,
    runtime: "node24",
    code: { typescript: "report.ts" },
    env: { BUCKET: inbox.name, TOKEN: pulumi.secret("plain-token-value") },
    network: { network, tier },
    minInstances: 1,
    triggers: {
      web: { http: {} },
      nightly: { schedule: { cron: "30 4 * * *", timezone } },
      uploads: { bucket: inbox, on: ["created"] },
    },
  });
  inbox.grantRead(one.identity);
  return one.url;
}
export const urls = [
  report(aws({ region: "eu-west-1" }), "private", "Europe/Stockholm"),
  report(gcp({ project: "acme-dev", region: "europe-west1" }), "private", "Europe/Stockholm"),
  report(azure({ region: "swedencentral" }), "functions", "UTC"),
];
`;

const handler = 'import { basename } from "node:path";\nexport const handler = async () => basename("/a/hello");\n';

describe("functions of three clouds on the real engine", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    project = await SandboxProject.make();
    project.write("report.ts", handler);
    const { outputFiles } = buildSync({
      stdin: { contents: program, resolveDir: join(__dirname, "../.."), loader: "js" },
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

  it("are deployed, and answer at an address", async () => {
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    const { urls } = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json")) as { urls: string[] };
    expect(urls.map((url) => /^https:\/\/.+/.test(url))).toEqual([true, true, true]);
  });

  it("leave nothing in the checkout that git would see, and no secret in clear", async () => {
    expect(readFileSync(join(project.dir, ".groundplan/.gitignore"), "utf8")).toBe("*\n");
    const state = JSON.stringify(await project.state(attached, "dev"));
    expect([state.includes("plain-token-value"), state.includes(project.dir)]).toEqual([false, false]);
  });

  it("change nothing when files are newer and archives have to be written again", async () => {
    const archives = join(project.dir, ".groundplan/archives");
    const before = readdirSync(archives).sort();
    expect(before).toHaveLength(3);
    utimesSync(join(project.dir, "report.ts"), new Date(), new Date());
    rmSync(archives, { recursive: true });
    const output = await project.ok(attached, "dev", "preview", "--expect-no-changes");
    expect(summary(output)).toEqual([expect.stringMatching(/^\d+ unchanged$/)]);
    expect(readdirSync(archives).sort()).toEqual(before);
  });

  it("get new code, and nothing changes but what carries it", async () => {
    project.write("report.ts", handler.replace("hello", "goodbye"));
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    const change = /^ [~+-]+ +(\S+) (\S+) (updated|replaced) /;
    const changed = output.split("\n").flatMap((line) => {
      const [, type, name, what] = change.exec(line) ?? [];
      return what === undefined ? [] : [`${name} ${type} ${what}`];
    });
    expect(changed.sort()).toEqual([
      "report-eu-west-1 aws:lambda:Function updated",
      "report-europe-west1 gcp:cloudfunctionsv2:Function updated",
      "report-europe-west1-source gcp:storage:BucketObject replaced",
      "report-swedencentral azure-native:web:WebApp updated",
      "report-swedencentral-package azure-native:storage:Blob replaced",
    ]);
  });

  it("go without a trace", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    // The right of Cloud Storage to publish is the project's, and stays.
    const left = project.existing("dev").filter((line) => !line.includes("storage-events"));
    expect(left).toEqual([]);
  });
});
