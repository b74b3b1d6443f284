import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, ensureEngine } from "../../engine/index.js";
import { inventory, sandboxStatus } from "../../sandbox/index.js";
import { CliProject } from "./support/cli-project.js";
import { json, smallStack } from "./support/extras.js";

/** What somebody has who works with the real clouds; none of it is valid. */
const credentials = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY",
  GOOGLE_OAUTH_ACCESS_TOKEN: "ya29.this-is-not-a-token",
  ARM_CLIENT_SECRET: "this-is-not-a-client-secret",
};

/** Tells what of the sandbox a program can see, by failing. */
const tell = `
import { RunError } from "@pulumi/pulumi";
const seen = Object.keys(process.env).filter((name) => /^(GROUNDPLAN_|PULUMI_(DEBUG_|HOME|BACKEND))/.test(name));
throw new RunError("seen: " + seen.sort().join(" "));
`;

describe("a plain pulumi command, with credentials and a backend of the user's own", () => {
  let project: CliProject;
  let engine: Engine;
  let home: string;
  let backend: string;

  beforeAll(async () => {
    project = await CliProject.make();
    engine = await ensureEngine();
    home = join(project.home, "of-the-user");
    backend = join(home, "states");
    mkdirSync(backend, { recursive: true });
    project.write("stacks/Pulumi.mine.yaml", smallStack.aws);
    // The sandbox is there and running, and has been used by the same user with the same variables.
    await project.run(["sandbox", "start"], variables());
    const used = await project.run(["up", "mine", "--json"], variables());
    if (used.code !== 0) throw new Error(used.stderr);
  });
  afterAll(() => project.remove());

  const variables = () => ({
    ...credentials,
    HOME: home,
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "the user's own",
  });

  function pulumi(...args: string[]): Promise<{ readonly code: number | null; readonly text: string }> {
    const { VITEST: _, NODE_OPTIONS: __, GROUNDPLAN_HOME: ___, ...own } = process.env;
    const nodes = join(__dirname, "../../node_modules/.bin");
    const child = spawn(engine.command, [...args, "--non-interactive", "--color", "never"], {
      cwd: project.dir,
      env: {
        ...own,
        ...variables(),
        PATH: [dirname(engine.command), nodes, process.env.PATH].join(delimiter),
        // Without this it would look for the providers in the network.
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, text }));
    });
  }

  it("finds nothing of the sandbox in its home, its backend or its directory", () => {
    expect(existsSync(join(home, ".pulumi"))).toBe(false);
    expect(readdirSync(backend)).toEqual([]);
    expect(readdirSync(project.dir).sort()).toEqual(["Pulumi.yaml", "node_modules", "stacks"]);
  });

  it("has left no credential in the sandbox's store, states or log", () => {
    const files = readdirSync(project.world, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const text = files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1")).join("\n");
    expect(Object.values(credentials).filter((value) => text.includes(value))).toEqual([]);
  });

  it("works on its own backend with its own providers, and not on the sandbox", async () => {
    const existing = inventory(project.world);
    const states = readFileSync(project.stateFile("mine"), "utf8");
    expect(await pulumi("stack", "init", "mine")).toMatchObject({ code: 0 });
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, text } = await pulumi(...args, "--stack", "mine");
      expect([code === 0, text]).toEqual([false, expect.stringContaining("no resource plugin 'pulumi-resource-aws'")]);
      expect(text).not.toContain("groundplan sandbox");
    }
    expect(readdirSync(join(backend, ".pulumi/stacks/groundplan")).filter((name) => name.endsWith(".json"))).toEqual([
      "mine.json",
    ]);
    expect(inventory(project.world)).toEqual(existing);
    expect(readFileSync(project.stateFile("mine"), "utf8")).toBe(states);
    const { server } = await sandboxStatus({ projectDir: project.dir, home: project.home });
    expect(server?.connections).toBe(0);
    expect((await json(project, "preview", "mine")).changes).toEqual({ same: 32 });
  });

  it("runs a program that sees nothing of the sandbox", async () => {
    project.write("stacks/index.ts", tell);
    const { code, text } = await pulumi("preview", "--stack", "mine");
    expect([code === 0, text]).toEqual([false, expect.stringMatching(/seen: PULUMI_BACKEND_URL PULUMI_HOME$/m)]);
  });
});
