import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseInput } from "../../cli/arguments.js";
import { up } from "../../cli/commands/up.js";
import { faultLines, faultRun } from "../../cli/run/fault-run.js";
import type { Injected } from "../../sandbox/index.js";

const presetNames = "flaky, throttled, denied, quota, eventual, crash, slow, chaos";
const options = async (...args: string[]) => (await faultRun(parseInput(up, args)))?.options;

describe("faults on the command line", () => {
  it("are none where none are asked for", async () => {
    expect(await options()).toBeUndefined();
  });

  it("have the seed that is given, or a drawn one, and the share of time", async () => {
    expect(await options("--faults", "slow", "--seed", "7")).toMatchObject({ seed: 7, plan: { source: "slow" } });
    expect((await options("--faults", "slow"))?.seed).toBeGreaterThan(0);
    expect(await options("--realtime", "0.01")).toEqual({ seed: 1, realtime: 0.01 });
    expect(await options("--realtime", "0.01", "--seed", "3")).toEqual({ seed: 3, realtime: 0.01 });
  });

  it.each([
    [["--realtime", "1.5"], '--realtime is "1.5", but must be a share from 0 (only counted) to 1'],
    [["--realtime", ""], '--realtime is "", but must be a share from 0 (only counted) to 1'],
    [["--faults", "slow", "--seed", "x"], '--seed is "x", but must be a whole number up to 2147483647'],
    [["--seed", "3"], "--seed belongs to --faults or --realtime; give one of them, or leave it out"],
    [["--fault-log", "f"], "--fault-log belongs to --faults or --realtime; give one of them, or leave it out"],
    [
      ["--faults", "kaos"],
      `"kaos" is neither a file nor a preset of faults; did you mean chaos? presets are ${presetNames} (\`--faults list\` says what each does)`,
    ],
    [
      ["--faults", "missing.yaml"],
      `"missing.yaml" is neither a file nor a preset of faults; presets are ${presetNames} (\`--faults list\` says what each does)`,
    ],
  ])("%j is refused", async (args, message) => {
    await expect(options(...args)).rejects.toMatchObject({ code: "bad-argument", exitCode: 2, message });
  });
});

describe("the log of faults", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-fault-log-"));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(dir, { recursive: true });
  });

  const logged = (log: string) => faultRun(parseInput(up, ["--faults", "slow", "--seed", "7", "--fault-log", log]));

  it("is refused before anything starts where it could not be written, and is not made by that", async () => {
    const file = join(dir, "file");
    writeFileSync(file, "before\n");
    const problems = {
      "": '--fault-log is "", but must name a file; for example faults.jsonl',
      [join(dir, "no", "x")]: `but there is no directory ${join(dir, "no")}; make it, or name another file`,
      [join(file, "x")]: `but ${file} is not a directory; name another file`,
      [dir]: "but that is a directory; name a file in it",
    };
    for (const [log, message] of Object.entries(problems))
      await expect(logged(log)).rejects.toMatchObject({
        code: "bad-argument",
        exitCode: 2,
        message: expect.stringContaining(message),
      });
    await logged(file);
    await logged(join(dir, "new"));
    expect([readdirSync(dir), readFileSync(file, "utf8")]).toEqual([["file"], "before\n"]);
  });

  it("that cannot be written at the end takes nothing of the summary away", async () => {
    const said: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const log = join(dir, "new", "log");
    mkdirSync(join(dir, "new"));
    const run = await logged(log);
    rmSync(join(dir, "new"), { recursive: true });
    const noted = [{ event: "time", operation: "create", urn: "urn:pulumi:dev::shop::a:b:C::x", seconds: 5 } as const];
    run?.begun({ world: dir, env: {}, noted: () => noted, detach: async () => undefined } as never);
    run?.ended();
    expect(said).toEqual([
      "No fault came about (--faults slow --seed 7)\n",
      `warning: the log of faults was not written to ${log} (--fault-log): ENOENT: no such file or directory, open '${log}'\n`,
      "Simulated time: 5.0 s along the longest chain of 1 operation (create C x 5.0 s)\n",
    ]);
  });
});

describe("the summary of faults", () => {
  const fault = (rule: string, name: string): Injected => ({
    event: "fault",
    rule,
    kind: "denied",
    operation: "create",
    urn: `urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${name}`,
    attempt: 1,
    effect: "AccessDenied",
  });

  it("names each rule once, with how often, where, and how to get the same again", () => {
    expect(faultLines([fault("a", "one"), fault("b", "two"), fault("a", "three")], "f.yaml", 7)).toEqual([
      "3 faults injected (--faults f.yaml --seed 7 for the same again):",
      "  a: 2",
      "    create aws:ec2/vpc:Vpc one: AccessDenied",
      "    create aws:ec2/vpc:Vpc three: AccessDenied",
      "  b: 1",
      "    create aws:ec2/vpc:Vpc two: AccessDenied",
    ]);
  });

  it("is short where there are many, and says where there are none", () => {
    const many = Array.from({ length: 11 }, (_, index) => fault("a", `vpc-${index}`));
    expect(faultLines(many, "f.yaml", 7).slice(-2)).toEqual([
      "    create aws:ec2/vpc:Vpc vpc-7: AccessDenied",
      "    and 3 more",
    ]);
    expect(faultLines([], "f.yaml", 7)).toEqual(["No fault came about (--faults f.yaml --seed 7)"]);
    expect(faultLines([], undefined, 1)).toEqual([]);
  });
});
