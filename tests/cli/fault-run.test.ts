import { describe, expect, it } from "vitest";
import { parseInput } from "../../cli/arguments.js";
import { up } from "../../cli/commands/up.js";
import { faultLines, faultRun } from "../../cli/run/fault-run.js";
import type { Injected } from "../../sandbox/index.js";

const options = async (...args: string[]) => (await faultRun(parseInput(up, args)))?.options;

describe("faults on the command line", () => {
  it("are none where none are asked for", async () => {
    expect(await options()).toBeUndefined();
  });

  it("have the seed that is given, or a drawn one, and the share of time", async () => {
    expect(await options("--faults", "slow", "--seed", "7")).toMatchObject({ seed: 7, plan: { source: "slow" } });
    expect((await options("--faults", "slow"))?.seed).toBeGreaterThan(0);
    expect(await options("--realtime", "0.01")).toEqual({ seed: 1, realtime: 0.01 });
  });

  it.each([
    [["--realtime", "1.5"], '--realtime is "1.5", but must be a share from 0 (only counted) to 1'],
    [["--realtime", ""], '--realtime is "", but must be a share from 0 (only counted) to 1'],
    [["--faults", "slow", "--seed", "x"], '--seed is "x", but must be a whole number up to 2147483647'],
  ])("%j is refused", async (args, message) => {
    await expect(options(...args)).rejects.toMatchObject({ code: "bad-argument", exitCode: 2, message });
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
