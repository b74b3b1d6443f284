import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";
import { smallStack } from "./support/extras.js";

const dev = "stacks/Pulumi.dev.yaml";
let project: CliProject;

beforeAll(async () => {
  project = await CliProject.make();
});
afterAll(() => project.remove());

/** Runs a command that must fail; returns its exit code, its stable error code and its message. */
async function refused(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { code, stdout, stderr } = await project.run([...args, "--json"], env);
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
  expect(stderr).toContain(`error: ${error.message}\n`);
  return { exit: code, code: error.code, message: error.message };
}

describe("a wrong command line (exit code 2)", () => {
  it.each<[string, string[], string, string]>([
    ["an unknown command", ["upp"], "unknown-command", 'there is no command "upp"; did you mean up?'],
    [
      "a slip in the first word",
      ["sandbx", "status"],
      "unknown-command",
      'there is no command "sandbx"; did you mean sandbox?',
    ],
    [
      "a slip in the second",
      ["sandbox", "strat"],
      "unknown-command",
      'there is no command "sandbox strat"; did you mean sandbox start?',
    ],
    ["an unknown option", ["up", "--jsn"], "unknown-option", "groundplan up has no option --jsn; did you mean --json?"],
    [
      "an unknown stack",
      ["up", "prod-asw"],
      "unknown-stack",
      'there is no stack "prod-asw": there are dev, prod-aws, prod-azure, prod-gcp; did you mean prod-aws?',
    ],
    ["a word too many", ["up", "dev", "now"], "bad-argument", 'groundplan up [stack]: "now" is one word too many'],
  ])("%s", async (_, args, code, message) => {
    expect(await refused(args)).toEqual({ exit: 2, code, message });
  });
});

describe("a wrong stack file", () => {
  afterEach(() => {
    project.restore(dev);
    expect(project.existing("dev")).toEqual([]);
  });

  it("bad YAML: file, line, column and reason", async () => {
    project.write(dev, "config:\n  groundplan:protect: [false\n");
    expect(await refused(["up"])).toEqual({
      exit: 1,
      code: "bad-stack-file",
      message: `${dev}:3:1: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]`,
    });
  });

  it("an unknown key at its top", async () => {
    project.edit(dev, "config:", "secretprovider: passphrase\nconfig:");
    expect(await refused(["up"])).toEqual({
      exit: 1,
      code: "bad-stack-file",
      message: `${dev} cannot be used; nothing was changed:\n  secretprovider: is not a key of a stack file; did you mean secretsprovider? (allowed: config, encryptionsalt, encryptedkey, secretsprovider, environment)`,
    });
  });

  it("every problem of the configuration, in one message", async () => {
    project.edit(dev, "region: eu-west-1", "region: eu-west-9\n    project: acme");
    project.edit(dev, "cidr: 10.20.0.0/18", "cidr: 10.20.0.0/99\n      zones: [europe-west1-a]");
    project.edit(dev, "cidr: 10.30.0.0/18", "cidr: 10.30.0.0/28");
    project.edit(dev, "protect: false", "protect: 3");
    const { exit, code, message } = await refused(["up"]);
    expect({ exit, code }).toEqual({ exit: 1, code: "engine-failed" });
    expect(message.split("\n")).toEqual([
      "the configuration of stack dev has 6 problems; nothing was changed:",
      "  groundplan:protect: is 3, but must be true or false",
      "  groundplan:aws.project: belongs to groundplan:gcp, and one block is for one cloud; move it there or remove it. Allowed here: accountId, region, unlistedRegion, network, buckets, clusterAdmins",
      '  groundplan:aws.region: "eu-west-9" is not a known region; did you mean "eu-west-1"? (unlistedRegion: true accepts a region that is newer than this package)',
      '  groundplan:gcp.network.zones[0]: "europe-west1-a" is not a zone of region europe-west1; use one of europe-west1-b, europe-west1-c, europe-west1-d',
      '  groundplan:gcp.network.cidr: "10.20.0.0/99" is not an IPv4 block; write it like "10.0.0.0/16"',
      "  groundplan:azure.network.cidr: 10.30.0.0/28 is too small: tier public takes 1/8 of it, so its subnets would be /31, and the smallest subnet on azure is /29; the smallest network that fits these tiers and zones is /26",
      "Correct them in stacks/Pulumi.dev.yaml.",
    ]);
  });
});

describe("the wrong account", () => {
  it("is refused by its provider before anything is made", async () => {
    // The account that the clouds know is that of the server's own start.
    await project.run(["sandbox", "stop"]);
    const { exit, message } = await refused(["up"], { GROUNDPLAN_SANDBOX_AWS_ACCOUNT: "999988887777" });
    expect(exit).toBe(1);
    expect(message).toContain("AWS account ID not allowed: 999988887777; the provider allows 111122223333");
    expect(project.existing("dev")).toEqual([]);
    await project.run(["sandbox", "stop"]);
  });
});

describe("a stack of the real clouds (--live)", () => {
  const env = () => ({
    PULUMI_HOME: join(project.home, "live"),
    PULUMI_BACKEND_URL: `file://${join(project.home, "live-backend")}`,
  });
  beforeAll(() => mkdirSync(join(project.home, "live-backend"), { recursive: true }));
  afterAll(() => project.restore(dev));

  it("is not created by a slip: it must exist in the backend", async () => {
    expect(await refused(["up", "dev", "--live"], env())).toMatchObject({
      exit: 1,
      code: "not-deployed",
      message: `your Pulumi backend has no stack "dev"; create it with \`pulumi stack init dev\` in ${project.dir}, or leave out --live to use the sandbox`,
    });
  });

  it("needs its passphrase", async () => {
    const engine = join(project.home, "engine/versions/3.250.0/bin/pulumi");
    const { execFileSync } = await import("node:child_process");
    const own = { ...process.env, ...env(), PULUMI_CONFIG_PASSPHRASE: "right" };
    execFileSync(engine, ["stack", "init", "dev", "--non-interactive"], { cwd: project.dir, env: own, stdio: "pipe" });
    expect(await refused(["up", "dev", "--live"], env())).toMatchObject({
      code: "no-passphrase",
      message:
        "the secrets of stack dev are encrypted with a passphrase, and none was given; set PULUMI_CONFIG_PASSPHRASE (the passphrase) or PULUMI_CONFIG_PASSPHRASE_FILE (a file with it). The sandbox asks for none",
    });
    expect((await refused(["up", "dev", "--live"], { ...env(), PULUMI_CONFIG_PASSPHRASE: "wrong" })).message).toContain(
      "and the one given is wrong; set PULUMI_CONFIG_PASSPHRASE",
    );
  });

  it("is refused in a shell that is attached to the sandbox", async () => {
    expect(await refused(["up", "dev", "--live"], { ...env(), GROUNDPLAN_SANDBOX: "1" })).toMatchObject({
      exit: 1,
      code: "bad-argument",
    });
  });
});

describe("a stack that something has happened to", () => {
  const stack = "small";
  let before: string[];
  beforeAll(async () => {
    project.write("stacks/Pulumi.small.yaml", smallStack.gcp);
    expect((await project.run(["up", stack])).code).toBe(0);
    before = project.existing(stack);
  });
  afterEach(() => expect(project.existing(stack)).toEqual(before));

  function lock(host: string): void {
    const file = join(project.world, "backend/.pulumi/locks/organization/groundplan", stack, "a.json");
    mkdirSync(dirname(file), { recursive: true });
    // No process has this number: it is above what Linux and macOS give.
    const holder = { pid: 4_999_999, username: "ci", hostname: host, timestamp: "2026-01-02T03:04:05Z" };
    writeFileSync(file, JSON.stringify(holder));
  }

  it("a locked one says by whom, and recover removes the lock of a process that is gone", async () => {
    lock(hostname());
    expect(await refused(["refresh", stack])).toEqual({
      exit: 1,
      code: "stack-locked",
      message: `stack ${stack} is locked by process 4999999 of ci@${hostname()} since 2026-01-02T03:04:05Z. If that run is still going, wait for it; if it was killed, \`groundplan recover ${stack}\` removes the lock and repairs the state`,
    });
    const { code, stdout } = await project.run(["recover", stack, "--json"]);
    expect({ code, result: JSON.parse(stdout) }).toEqual({
      code: 0,
      result: { stack, live: false, lockRemoved: true, imported: [], neverMade: [], orphans: [], kept: [] },
    });
  });

  it("a lock of another machine stays until --release-lock", async () => {
    lock("elsewhere");
    expect(await refused(["recover", stack])).toEqual({
      exit: 1,
      code: "stack-locked",
      message: `stack ${stack} is locked by process 4999999 of ci@elsewhere since 2026-01-02T03:04:05Z, on another machine; make sure that it is gone, then recover again with --release-lock`,
    });
    expect((await project.run(["recover", stack, "--release-lock"])).code).toBe(0);
  });

  it("a state file that is cut off is named with its backups, and nothing is lost", async () => {
    const file = project.stateFile(stack);
    const good = readFileSync(file);
    writeFileSync(file, good.subarray(0, 2000));
    for (const command of ["up", "preview", "destroy"]) {
      const { exit, code, message } = await refused([command, stack]);
      expect({ exit, code }).toEqual({ exit: 1, code: "state-corrupt" });
      expect(message).toContain(`the state of stack ${stack} (${file}) cannot be read: `);
      expect(message).toContain(`restore ${file}.bak in its place and run `);
    }
    writeFileSync(file, good);
    expect(JSON.parse((await project.run(["preview", stack, "--json"])).stdout)).toMatchObject({
      changes: { same: 19 },
    });
  });
});

describe("a store of the sandbox that something has happened to", () => {
  const stack = "small";

  it("deleted: says so, and makes nothing a second time", async () => {
    await project.run(["sandbox", "stop"]);
    const store = join(project.world, "world.db");
    renameSync(store, `${store}.kept`);
    const { exit, code, message } = await refused(["up", stack]);
    expect({ exit, code }).toEqual({ exit: 1, code: "store-missing" });
    expect(message).toContain(`the sandbox's store ${store} is gone`);
    renameSync(`${store}.kept`, store);
  });

  it("corrupt: says so, and how to start over", async () => {
    await project.run(["sandbox", "stop"]);
    const store = join(project.world, "world.db");
    const good = readFileSync(store);
    for (const end of ["-wal", "-shm"]) rmSync(`${store}${end}`, { force: true });
    writeFileSync(store, "not a database at all, but long enough to be looked at as one".repeat(100));
    const { exit, code, message } = await refused(["up", stack]);
    expect({ exit, code }).toEqual({ exit: 1, code: "store-corrupt" });
    expect(message).toContain("groundplan sandbox reset");
    writeFileSync(store, good);
    expect(JSON.parse((await project.run(["preview", stack, "--json"])).stdout)).toMatchObject({
      changes: { same: 19 },
    });
  });
});
