import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import program from "../../stacks/index.ts";
import { world as cloudAnswers } from "../components/network/support.js";
import { problemsOf, raw } from "../stacks/support.js";
import { record } from "../support/record.js";
import { tried } from "./checks.mts";
import { missingCredentials } from "./credentials.mts";
import { reasonOf, stacksIn } from "./deployment.mts";
import { clouds, type Options, parse } from "./options.mts";
import { estimate } from "./prices.mts";
import { exitCode, report } from "./report.mts";
import { plan, type Stack, verify, type World } from "./run.mts";
import { settingsOf, steps } from "./settings.mts";

const optionsOf = (...argv: string[]): Options => parse(argv) as Options;
const azureIds = [
  "--account",
  "00000000-0000-0000-0000-000000000001",
  "--tenant",
  "00000000-0000-0000-0000-000000000002",
];

describe("the command line of verify:live", () => {
  it.each([
    ["no cloud", [], "name one cloud of aws, gcp, azure, not none"],
    ["another cloud", ["oracle"], "name one cloud of aws, gcp, azure, not oracle"],
    ["two clouds", ["aws", "gcp"], "not aws gcp"],
    ["an unknown option", ["aws", "--keep"], "--keep"],
    ["no account", ["aws"], "--account is missing, but must be the account's id of 12 digits that may be changed"],
    ["a project that is none", ["gcp", "--account", "1x"], "--account is 1x, but must be the project's id"],
    ["no directory", ["azure", ...azureIds.slice(0, 2)], "--tenant is missing, but must be the directory's id"],
    ["no money", ["aws", "--sandbox", "--budget", "0"], "--budget is 0, but must be a number above 0"],
    ["no time", ["aws", "--sandbox", "--minutes", "soon"], "--minutes is soon, but must be a number above 0"],
  ])("refuses %s", (_, argv, message) => {
    expect(() => parse(argv)).toThrow(message);
  });

  it("has a budget and a time limit of its own, larger with a cluster, and makes nothing unless told", () => {
    expect(optionsOf("aws", "--account", "123456789012")).toEqual({
      cloud: "aws",
      account: "123456789012",
      tenant: undefined,
      region: "eu-west-1",
      cluster: false,
      budgetUsd: 1,
      minutes: 45,
      sandbox: false,
      yes: false,
      machineIdentity: false,
    });
    expect(optionsOf("azure", ...azureIds, "--cluster")).toMatchObject({ budgetUsd: 2, minutes: 90 });
  });

  it("says how to sign in where there are no credentials, and takes those that are there", () => {
    expect(missingCredentials("aws", {}, "/nowhere")).toContain("there are no credentials of aws");
    expect(missingCredentials("gcp", {}, "/nowhere")).toContain("`gcloud auth application-default login`");
    expect(missingCredentials("azure", {}, "/nowhere")).toContain("`az login`");
    expect(missingCredentials("aws", { AWS_PROFILE: "verify" }, "/nowhere")).toBeUndefined();
  });
});

describe.each(clouds)("the stack that is made on %s", (cloud) => {
  const options = optionsOf(cloud, "--sandbox", "--cluster");

  it("is one that the program takes, protects nothing, and costs less than the budget", async () => {
    const [first, changed] = steps.map((step) => settingsOf(options, "verify-0123abcd", step));
    expect(await problemsOf(first ?? {})).toEqual([]);
    const made = await record(() => program(raw(changed ?? {})), cloudAnswers);
    expect(made.filter((resource) => resource.protect)).toEqual([]);
    const types = made.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).map(({ type }) => type);
    const { usd, unknown } = estimate(types, options.minutes);
    expect(unknown).toEqual([]);
    expect(usd).toBeLessThan(options.budgetUsd);
    expect(usd).toBeGreaterThan(0.2);
  });
});

describe("what a run decides", () => {
  const page = readFileSync(join(__dirname, "../../docs/live.md"), "utf8");
  it.each(tried)("is a sentence of docs/live.md: $words", ({ words }) => {
    expect(page).toContain(words);
  });
});

/** A stack that does what a test says, and notes what is asked of it. */
function scripted(script: Partial<Stack> = {}): { readonly stack: Stack; readonly calls: string[] } {
  const calls: string[] = [];
  const stack: Stack = {
    name: "verify-0123abcd",
    planned: async () => ["aws:ec2/natGateway:NatGateway"],
    up: async () => {},
    replaced: async () => [],
    drift: async () => [],
    closed: async () => ["https://one.example.com", "https://two.example.com"],
    destroy: async () => {},
    left: async () => [],
    forget: async () => {},
    ...script,
  };
  const noted = new Proxy(stack, {
    get(of, name: keyof Stack) {
      const value = of[name];
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        calls.push(name === "up" ? `up ${args[0]}` : name);
        return (value as (...all: unknown[]) => unknown)(...args);
      };
    },
  });
  return { stack: noted, calls };
}

function worldWith(more: Partial<World> = {}): World {
  return {
    signal: new AbortController().signal,
    say: () => {},
    request: async () => 403,
    pause: async () => {},
    ...more,
  };
}

const live = optionsOf("aws", "--account", "123456789012", "--yes");

describe("a run", () => {
  it("makes, looks, changes, looks again, and deletes", async () => {
    const { stack, calls } = scripted();
    const outcome = await verify(live, stack, worldWith());
    expect(calls).toEqual([
      "up first",
      "drift",
      "closed",
      "replaced",
      "up changed",
      "drift",
      "destroy",
      "left",
      "forget",
    ]);
    expect(outcome.results.map(({ what, outcome }) => `${outcome}: ${what}`)).toEqual([
      "held: everything is made",
      "held: the clouds have what was asked for",
      "held: nobody reads the buckets without being let in",
      "held: the change replaces nothing",
      "held: it is changed in place",
      "held: docs/network.md: a regional NAT gateway accepts addresses ...",
      "held: the clouds have what was asked for",
    ]);
    expect(exitCode(outcome)).toBe(0);
    expect(report(stack.name, outcome)).toContain("Everything is deleted.");
  });

  it("fails where the cloud has something else, or lets anybody read", async () => {
    const { stack } = scripted({ drift: async () => ["update urn:one tags"] });
    const outcome = await verify(live, stack, worldWith({ request: async () => 200 }));
    expect(outcome.results.filter((one) => one.outcome === "failed").map(({ detail }) => detail)).toEqual([
      "update urn:one tags",
      "https://one.example.com answers 200\nhttps://two.example.com answers 200",
      "update urn:one tags",
    ]);
    expect(exitCode(outcome)).toBe(1);
  });

  it("deletes what there is when a step fails, and says what it could then not decide", async () => {
    const up = async () => {
      throw new Error("the cloud refused it");
    };
    const { stack, calls } = scripted({ up });
    const outcome = await verify(live, stack, worldWith());
    expect(calls).toEqual(["up first", "destroy", "left", "forget"]);
    expect(outcome.results).toEqual([
      { what: "everything is made", outcome: "failed", detail: "the cloud refused it" },
      { what: "docs/network.md: a regional NAT gateway accepts addresses ...", outcome: "not tried" },
    ]);
  });

  it("stops and deletes at Ctrl-C and at the end of the time", async () => {
    const controller = new AbortController();
    const up = async () => {
      controller.abort("the 45 minutes are over");
      throw new Error("stopped");
    };
    const { stack, calls } = scripted({ up });
    const outcome = await verify(live, stack, worldWith({ signal: controller.signal }));
    expect(calls).toEqual(["up first", "destroy", "left", "forget"]);
    expect(outcome.results[0]).toEqual({
      what: "everything is made",
      outcome: "not tried",
      detail: "the 45 minutes are over",
    });
  });

  it("tries again where something cannot be deleted yet", async () => {
    const remaining = [["urn:vpc"], ["urn:vpc"], []];
    const pauses: number[] = [];
    const { stack, calls } = scripted({ left: async () => remaining.shift() ?? [] });
    const pause = async (ms: number) => {
      pauses.push(ms);
    };
    const { left } = await verify(live, stack, worldWith({ pause }));
    expect(left).toEqual([]);
    expect(calls.filter((call) => call === "destroy")).toHaveLength(3);
    expect(calls.at(-1)).toBe("forget");
    expect(pauses).toEqual([60_000, 60_000]);
  });

  it("fails and keeps what is needed to delete the rest, where there is a rest", async () => {
    const destroy = async () => {
      throw new Error("DependencyViolation");
    };
    const { stack, calls } = scripted({ destroy, left: async () => ["urn:vpc vpc-1"] });
    const outcome = await verify(live, stack, worldWith());
    expect(calls).not.toContain("forget");
    expect(exitCode(outcome)).toBe(1);
    expect(report(stack.name, outcome)).toContain(
      [
        "STILL THERE, and still charged, of stack verify-0123abcd:",
        "  urn:vpc vpc-1",
        "Try again with `npm run verify:live -- --clean`.",
      ].join("\n"),
    );
  });
});

describe("the budget", () => {
  const world = worldWith();

  it("is held by what each step would have", async () => {
    const { stack } = scripted();
    expect((await plan(live, stack, world)).usd).toBeCloseTo(0.12 * 1.25 + 0.2, 9);
  });

  it("refuses what may cost more", async () => {
    const { stack } = scripted({ planned: async () => Array(9).fill("aws:eks/cluster:Cluster") });
    await expect(plan(live, stack, world)).rejects.toThrow(
      "the budget is 1.00 USD, but this may cost up to 1.55 USD: 1.08 USD an hour for 45 minutes",
    );
  });

  it("refuses what nobody has said the price of", async () => {
    const { stack } = scripted({ planned: async () => ["aws:rds/cluster:Cluster"] });
    await expect(plan(live, stack, world)).rejects.toThrow("nobody has said what these cost: aws:rds/cluster:Cluster");
  });
});

describe("what earlier runs left", () => {
  it("is known, and told from what is still being worked on", () => {
    const home = mkdtempSync(join(tmpdir(), "groundplan-verify-test-"));
    try {
      expect(stacksIn(home)).toEqual({ running: [], left: [] });
      for (const name of ["dead", "going", "young"]) mkdirSync(join(home, "verify", name), { recursive: true });
      writeFileSync(join(home, "verify/dead/pid"), "2147483646");
      writeFileSync(join(home, "verify/going/pid"), String(process.pid));
      expect(stacksIn(home)).toEqual({ running: ["going"], left: ["dead", "young"] });
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

describe("why a command failed", () => {
  it.each([
    ["our own message", { stdout: '{"error":{"message":"the stack is locked"}}', stderr: "x" }, "the stack is locked"],
    [
      "the engine's errors",
      {
        stdout: '{"diagnostics":[{"severity":"info","message":"a"},{"severity":"error","message":"error: b\\n"}]}',
        stderr: "",
      },
      "b",
    ],
    ["what was printed last", { stdout: "", stderr: "no such stack\n" }, "no such stack"],
  ])("is %s", (_, ended, reason) => {
    expect(reasonOf(ended)).toBe(reason);
  });
});
