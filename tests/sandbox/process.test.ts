import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FaultRule } from "../../sandbox/faults/model.js";
import type { ServerState } from "../../sandbox/process/state.js";
import { isRunning } from "../processes.js";
import { buildSandbox, type SandboxModule } from "./support/build.js";
import { Engine } from "./support/client.js";

describe("the server process", () => {
  let sandbox: SandboxModule;
  let dir: string;
  let options: { projectDir: string; home: string };
  const children: ChildProcess[] = [];

  beforeAll(() => {
    sandbox = buildSandbox("process", { fake: true });
  });
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-process-"));
    const projectDir = join(dir, "project");
    mkdirSync(projectDir);
    writeFileSync(join(projectDir, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    options = { projectDir, home: join(dir, "home") };
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill("SIGKILL");
    }
    await sandbox.stopSandbox(options);
    rmSync(dir, { recursive: true, force: true });
  });

  const files = () => sandbox.worldFiles(sandbox.worldDirectory(options.projectDir, options.home));
  const state = (): ServerState => JSON.parse(readFileSync(files().pid, "utf8"));
  const running = async () => (await sandbox.sandboxStatus(options)).server;
  /** A process that attaches and then does nothing, until it is killed. */
  const holder = async (): Promise<ChildProcess> => {
    const entry = join(__dirname, "../../node_modules/.cache/groundplan-tests/process/sandbox/index.js");
    const program = `require(${JSON.stringify(entry)}).attachSandbox(${JSON.stringify(options)}).then(() => {
      console.log("attached"); setInterval(() => {}, 1000); });`;
    const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    return child;
  };
  const portOf = (env: Record<string, string>, pkg: string): number =>
    Number(new RegExp(`(?:^|,)${pkg}:(\\d+)`).exec(env.PULUMI_DEBUG_PROVIDERS ?? "")?.[1]);

  it("is started by the first to attach and joined by the next", async () => {
    const one = await sandbox.attachSandbox(options);
    const two = await sandbox.attachSandbox(options);
    expect([one.started, two.started]).toEqual([true, false]);
    expect(two.env).toEqual(one.env);
    expect((await running())?.leases).toBe(2);
    await one.detach();
    await two.detach();
    await expect.poll(running).toBeUndefined();
    expect(existsSync(files().pid)).toBe(false);
  });

  it("is one server however many start it at once", async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => sandbox.attachSandbox(options)));
    expect(new Set(all.map(({ env }) => env.PULUMI_DEBUG_PROVIDERS)).size).toBe(1);
    expect((await running())?.leases).toBe(4);
    await Promise.all(all.map((attached) => attached.detach()));
  });

  it("gives the engine a backend, a home and a passphrase of its own and nothing else", async () => {
    const attached = await sandbox.attachSandbox(options);
    const { PULUMI_DEBUG_PROVIDERS: providers, PULUMI_CONFIG_PASSPHRASE: passphrase, ...rest } = attached.env;
    expect(providers).toMatch(/^aws:\d+,gcp:\d+,azure-native:\d+,kubernetes:\d+,random:\d+,tls:\d+$/);
    expect(passphrase).toMatch(/^[0-9a-f]{32}$/);
    expect(rest).toEqual({
      GROUNDPLAN_SANDBOX: "1",
      GROUNDPLAN_SANDBOX_WORLD: attached.world,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(options.home, "cache", "node"),
      PULUMI_BACKEND_URL: `file://${attached.world}/backend?metadata=skip`,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
      PULUMI_HOME: join(options.home, "engine"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
    await attached.detach();
  });

  it("ends when the process that attached is killed", async () => {
    const child = await holder();
    const { pid } = state();
    child.kill("SIGKILL");
    await expect.poll(() => isRunning(pid), { timeout: 2_000 }).toBe(false);
  });

  it("serves an engine to its end after the process that attached is gone", async () => {
    const child = await holder();
    const { pid, ports } = state();
    const engine = await new Engine(ports.aws).open();
    child.kill("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 700));
    await engine.create("aws:s3/bucket:Bucket", "b", {});
    engine.close();
    await expect.poll(() => isRunning(pid), { timeout: 2_000 }).toBe(false);
    expect(sandbox.inventory(files().dir).map(({ type }) => type)).toEqual(["aws:s3/bucket:Bucket"]);
  });

  it("stays after `start` until `stop`", async () => {
    const { server, env } = await sandbox.startSandbox(options);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await running()).toMatchObject({ pid: server?.pid, persistent: true, leases: 0 });
    const attached = await sandbox.attachSandbox(options);
    expect([attached.started, attached.env.PULUMI_DEBUG_PROVIDERS]).toEqual([false, env.PULUMI_DEBUG_PROVIDERS]);
    await attached.detach();
    expect(await sandbox.stopSandbox(options)).toBe(true);
    expect(await running()).toBeUndefined();
    expect(await sandbox.stopSandbox(options)).toBe(false);
  });

  it("stays where `start` comes while a command is running", async () => {
    const attached = await sandbox.attachSandbox(options);
    await sandbox.startSandbox(options);
    await attached.detach();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await running())?.persistent).toBe(true);
  });

  it("is replaced after kill -9, with everything that was stored", async () => {
    await sandbox.startSandbox(options);
    const { pid, ports } = state();
    const engine = await new Engine(ports.aws).open();
    const { id } = await engine.create("aws:s3/bucket:Bucket", "b", {});
    process.kill(pid, "SIGKILL");
    await expect.poll(() => isRunning(pid)).toBe(false);
    engine.close();
    expect(await running()).toBeUndefined();
    const attached = await sandbox.attachSandbox(options);
    expect([attached.started, state().pid === pid]).toEqual([true, false]);
    const next = await new Engine(portOf(attached.env, "aws")).open();
    expect((await next.read("aws:s3/bucket:Bucket", "b", id)).id).toBe(id);
    next.close();
    await attached.detach();
  });

  it("does not trust a state file whose port another program has", async () => {
    const stranger = createServer((socket) => socket.end("220 hello\r\n"));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const port = (stranger.address() as { port: number }).port;
    mkdirSync(files().run, { recursive: true });
    writeFileSync(files().pid, JSON.stringify({ pid: process.pid, control: port, token: "t", ports: {}, started: "" }));
    const attached = await sandbox.attachSandbox(options);
    expect(attached.started).toBe(true);
    await attached.detach();
    stranger.close();
  });

  it("keeps its token to its owner", async () => {
    await sandbox.startSandbox(options);
    expect(statSync(files().pid).mode & 0o777).toBe(0o600);
  });

  it("says what is wrong with the store instead of starting", async () => {
    mkdirSync(files().dir, { recursive: true });
    writeFileSync(files().store, "not a store\n".repeat(100));
    await expect(sandbox.attachSandbox(options)).rejects.toMatchObject({
      code: "store-corrupt",
      message: expect.stringContaining(files().store),
    });
  });

  it("refuses a broken sandbox.yaml before anything starts, also while a server is running", async () => {
    const file = join(options.projectDir, "sandbox.yaml");
    const refusal = `quotas["aws.s3-buckets"]: is "many", but must be a whole number of 0 or more`;
    writeFileSync(file, "quotas: { aws.s3-buckets: many }\n");
    await expect(sandbox.attachSandbox(options)).rejects.toThrow(refusal);
    await expect(sandbox.startSandbox(options)).rejects.toMatchObject({ code: "bad-answers" });
    expect(await running()).toBeUndefined();
    writeFileSync(file, "quotas: { aws.s3-buckets: 9 }\n");
    const attached = await sandbox.attachSandbox(options);
    writeFileSync(file, "quotas: { aws.s3-buckets: many }\n");
    await expect(sandbox.attachSandbox(options)).rejects.toThrow(refusal);
    await attached.detach();
  });

  it("refuses to start over a deleted store while states remain, until a reset", async () => {
    const attached = await sandbox.attachSandbox(options);
    await attached.detach();
    await expect.poll(running).toBeUndefined();
    const stacks = join(files().backend, ".pulumi", "stacks", "shop");
    mkdirSync(stacks, { recursive: true });
    writeFileSync(join(stacks, "dev.json"), "{}");
    rmSync(files().store);
    await expect(sandbox.attachSandbox(options)).rejects.toMatchObject({
      code: "store-missing",
      message: expect.stringMatching(/world\.db is gone.*1 stack \(shop\/dev\.json\).*groundplan sandbox reset/),
    });
    expect(await sandbox.resetSandbox(options)).toBe(files().dir);
    expect(existsSync(files().dir)).toBe(false);
    const again = await sandbox.attachSandbox(options);
    await again.detach();
  });

  it("does not reset under a running engine", async () => {
    const attached = await sandbox.attachSandbox(options);
    const engine = await new Engine(portOf(attached.env, "aws")).open();
    await expect(sandbox.resetSandbox(options)).rejects.toMatchObject({ code: "busy" });
    engine.close();
    await attached.detach();
  });

  it("ends when its world is removed by hand", async () => {
    const { server } = await sandbox.startSandbox(options);
    rmSync(files().dir, { recursive: true, force: true });
    await expect.poll(() => isRunning(server?.pid ?? 0), { timeout: 3_000 }).toBe(false);
  });

  it("throws a throwaway world away at detach, with nothing in the home", async () => {
    const attached = await sandbox.attachSandbox({ ...options, throwaway: true });
    expect(attached.env.PULUMI_SKIP_CHECKPOINTS).toBe("true");
    expect(existsSync(join(attached.world, "world.db"))).toBe(true);
    await attached.detach();
    expect(existsSync(attached.world)).toBe(false);
    expect(existsSync(files().dir)).toBe(false);
  });

  it("needs a project", async () => {
    await expect(sandbox.attachSandbox({ projectDir: dir })).rejects.toMatchObject({ code: "not-a-project" });
  });

  it("has what it stored when it is killed before it can answer", async () => {
    const lost = {
      name: "lost",
      kind: "hang",
      carriedOut: true,
      probability: 1,
      nth: 2,
      match: { operation: ["create"] },
    };
    const plan = { source: "test", rules: [lost as FaultRule] };
    const attached = await sandbox.attachSandbox({ ...options, run: { plan, seed: 1 } });
    const engine = await new Engine(portOf(attached.env, "aws")).open();
    await engine.create("aws:s3/bucket:Bucket", "a", {});
    const second = engine.create("aws:s3/bucket:Bucket", "b", {});
    const noted = () => attached.noted().filter(({ event }) => event === "fault");
    await expect.poll(noted).toMatchObject([{ rule: "lost", attempt: 1, effect: "carried out, never answered" }]);
    process.kill(state().pid, "SIGKILL");
    await expect(second).rejects.toThrow("UNAVAILABLE");
    engine.close();
    expect(sandbox.inventory(attached.world).map(({ answered }) => answered)).toEqual([false, false]);
    await attached.detach();
  });

  it("gives a run ports of its own, so that its faults reach no other engine", async () => {
    const denied = { name: "no", kind: "denied", probability: 1, match: { operation: ["create"] } };
    const plan = { source: "test", rules: [denied as FaultRule] };
    const usual = await sandbox.attachSandbox(options);
    const run = await sandbox.attachSandbox({ ...options, run: { plan, seed: 7 } });
    const [one, other] = [portOf(usual.env, "aws"), portOf(run.env, "aws")];
    expect(one).not.toBe(other);
    const [fine, faulty] = [await new Engine(one).open(), await new Engine(other).open()];
    await fine.create("aws:s3/bucket:Bucket", "a", {});
    await expect(faulty.create("aws:s3/bucket:Bucket", "b", {})).rejects.toThrow(
      "AccessDenied: User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: s3:CreateBucket because no " +
        "identity-based policy allows the s3:CreateBucket action (injected by rule no of test, seed 7) (sandbox)",
    );
    faulty.close();
    await run.detach();
    await fine.create("aws:s3/bucket:Bucket", "c", {});
    fine.close();
    await usual.detach();
  });
});
