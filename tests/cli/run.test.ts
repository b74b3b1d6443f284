import { join, relative } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hint } from "../../cli/hint.js";
import { plain, tree } from "../../cli/output.js";
import { failure } from "../../cli/run/failures.js";
import { afterPreview, policyError, policyJson, policyLines, policyResult } from "../../cli/run/policies.js";
import { progressLine } from "../../cli/run/progress.js";
import { type Finding, newRecord, type RunRecord, take } from "../../cli/run/record.js";
import type { Session } from "../../cli/run/session.js";
import { standings, standingWords } from "../../cli/run/standing.js";
import { changeLines, changeText, existingLines, isUnchanged } from "../../cli/run/summary.js";
import type { InventoryObject } from "../../sandbox/index.js";

const stackUrn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const networkUrn = "urn:pulumi:dev::shop::groundplan:index:Network::main";
const vpcUrn = "urn:pulumi:dev::shop::groundplan:index:Network$aws:ec2/vpc:Vpc::main";
const bucketUrn = "urn:pulumi:dev::shop::gcp:storage/bucket:Bucket::assets";

let sequence = 0;
function event(content: Partial<EngineEvent>): EngineEvent {
  return { sequence: sequence++, timestamp: 0, ...content };
}

function step(op: string, urn: string, parent: string, outputs: object = {}, custom = true) {
  const state = { type: "", urn, custom, id: "x", parent, inputs: {}, outputs, provider: "" };
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  return { metadata: { op, urn, type, new: state, old: state, provider: "" } } as never;
}

function made(op: string): RunRecord {
  const record = newRecord();
  for (const [urn, parent, custom] of [
    [stackUrn, "", false],
    [networkUrn, stackUrn, false],
    [vpcUrn, networkUrn, true],
    [bucketUrn, stackUrn, true],
    ["urn:pulumi:dev::shop::pulumi:providers:aws::aws-eu", stackUrn, true],
  ] as const) {
    take(record, event({ resourcePreEvent: step(op, urn, parent, {}, custom) }));
    take(record, event({ resOutputsEvent: step(op, urn, parent, {}, custom) }));
  }
  return record;
}

describe("a record of the engine's events", () => {
  it("is told by cloud and component, without components and providers in the counts", () => {
    expect(existingLines(made("create"))).toEqual([
      "AWS: 1 resource",
      "  Network main  1 resource",
      "Google Cloud: 1 resource",
      "  gcp:storage/bucket:Bucket assets  1 resource",
    ]);
    expect(existingLines(made("delete"))).toEqual([]);
    expect(changeLines(made("create"), true)).toEqual([
      "  AWS: Network main: 1 to create",
      "  Google Cloud: gcp:storage/bucket:Bucket assets: 1 to create",
    ]);
    expect(changeLines(made("same"), true)).toEqual([]);
  });

  it("says how far a run is", () => {
    const record = made("create");
    expect(progressLine(newRecord(), "done")).toBe("starting the program");
    take(record, event({ resourcePreEvent: step("create", `${vpcUrn}-2`, networkUrn) }));
    expect(progressLine(record, "done")).toBe("done AWS 1 (Network main: 1 under way), Google Cloud 1");
  });

  it("keeps the whole of a replacement as one", () => {
    const record = newRecord();
    for (const op of ["create-replacement", "replace", "delete-replaced"])
      take(record, event({ resOutputsEvent: step(op, bucketUrn, stackUrn) }));
    expect([...record.resources.values()].map(({ op }) => op)).toEqual(["replace"]);
  });

  it("names what changes, by which properties, and what forces a replacement", () => {
    const record = newRecord();
    const changed = (urn: string, op: string, more: object) => {
      const { metadata } = step(op, urn, stackUrn) as { metadata: object };
      take(record, event({ resourcePreEvent: { metadata: { ...metadata, ...more } } as never }));
    };
    const diff = (...kinds: [string, string][]) => ({
      detailedDiff: Object.fromEntries(kinds.map(([path, diffKind]) => [path, { diffKind, inputDiff: true }])),
    });
    changed(vpcUrn, "update", diff(["tags.b", "add"], ["tags.a", "update"], ["c", "add"], ["d", "add"], ["e", "add"]));
    changed(bucketUrn, "replace", diff(["labels.team", "update"], ["location", "update-replace"]));
    changed(`${bucketUrn}-old`, "delete", {});
    changed(`${bucketUrn}-new`, "create", {});
    expect(changeLines(record, true)).toEqual([
      "  AWS: aws:ec2/vpc:Vpc main: 1 to change",
      "    ~  aws:ec2/vpc:Vpc main: c, d, e, tags.a, 1 more",
      "  Google Cloud: gcp:storage/bucket:Bucket assets: 1 to replace",
      "    +- gcp:storage/bucket:Bucket assets, because of location",
      "  Google Cloud: gcp:storage/bucket:Bucket assets-new: 1 to create",
      "  Google Cloud: gcp:storage/bucket:Bucket assets-old: 1 to delete",
      "    -  gcp:storage/bucket:Bucket assets-old",
    ]);
  });

  it("counts in words what the clouds have, and says where only outputs change", () => {
    const mixed = made("same");
    for (const [name, op] of [
      ["new", "create"],
      ["newer", "create"],
      ["old", "delete"],
    ] as const)
      take(mixed, event({ resourcePreEvent: step(op, `${bucketUrn}-${name}`, stackUrn) }));
    expect([changeText(mixed), changeText(mixed, true), changeText(newRecord())]).toEqual([
      "2 created, 1 deleted, 2 unchanged",
      "2 to create, 1 to delete, 2 unchanged",
      "nothing to do",
    ]);
    const outputs = made("same");
    expect(changeText(outputs)).toBe("2 unchanged");
    outputs.outputsChange = true;
    expect(changeText(outputs, true)).toBe("2 unchanged, outputs to change");
  });

  it("is unchanged only where the outputs are known to be the same", () => {
    const record = made("same");
    record.changes = { same: 5 };
    expect(isUnchanged(record)).toBe(true);
    take(record, event({ resOutputsEvent: step("same", stackUrn, "", { password: "[secret]" }, false) }));
    expect(isUnchanged(record)).toBe(false);
    record.outputsChange = false;
    record.changes = { same: 4, update: 1 };
    expect(isUnchanged(record)).toBe(false);
  });

  it("keeps each error and warning once, by resource, without colours and empty verdicts", () => {
    const record = newRecord();
    const say = (severity: "error" | "warning" | "info", message: string, urn?: string) =>
      take(
        record,
        event({ diagnosticEvent: { severity, message, color: "raw", ...(urn === undefined ? {} : { urn }) } }),
      );
    say("error", "<{%fg 1%}>no such region<{%reset%}>\n", vpcUrn);
    say("error", "no such region", vpcUrn);
    say("error", "the program failed", stackUrn);
    say("error", "update failed");
    say("warning", "careful", networkUrn);
    say("info", "hello");
    expect(record.errors).toEqual(["aws:ec2/vpc:Vpc main: no such region", "the program failed"]);
    expect(record.warnings).toEqual(["Network main: careful"]);
  });
});

describe("policies", () => {
  const resultOf = (findings: readonly Finding[]) => policyResult({ ...newRecord(), findings: [...findings] });

  function findings() {
    const record = newRecord();
    const found = { color: "raw", policyPackName: "groundplan", policyPackVersion: "1", policyPackVersionTag: "1" };
    const add = (policyName: string, message: string, enforcementLevel: "warning" | "mandatory") =>
      take(record, event({ policyEvent: { ...found, policyName, message, enforcementLevel, resourceUrn: vpcUrn } }));
    add("aws-net-flow-logs", "aws-net-flow-logs: Flow logs: main\nfix: Turn them on.", "mandatory");
    add("aws-net-flow-logs", "aws-net-flow-logs: Flow logs: main\nfix: Turn them on.", "mandatory");
    add("low-rule", "be careful", "warning");
    add("meta-undecided", "aws-x cannot tell yet", "warning");
    return policyResult(record);
  }

  it("are sorted into violations, warnings and undecided, each once", () => {
    const { violations, warnings, undecided } = findings();
    expect([violations.length, warnings.length, undecided.length]).toEqual([1, 1, 1]);
    expect(policyLines(findings())).toEqual([
      "Policies: 1 violation, 1 warning, 1 undecided (values known only after the update)",
      "  violation: aws-net-flow-logs: Flow logs: main",
      "    fix: Turn them on.",
      "  warning: low-rule: be careful",
      "  undecided: aws-x cannot tell yet",
    ]);
  });

  it("name the page of the toolkit's own rules by a path that is there from here", () => {
    const finding = {
      rule: "a",
      urn: undefined,
      message: "a: A\ndocs: docs/policies/aws-net-ssh-open.md",
      mandatory: true,
    };
    const cwd = vi.spyOn(process, "cwd").mockReturnValue("/somewhere/project");
    const { violations } = resultOf([
      { ...finding, pack: "groundplan" },
      { ...finding, pack: "somebody's" },
    ]);
    cwd.mockRestore();
    const page = relative("/somewhere/project", join(__dirname, "../../docs/policies/aws-net-ssh-open.md"));
    expect(violations.map(({ message }) => message)).toEqual([
      `a: A\ndocs: ${page}`,
      "a: A\ndocs: docs/policies/aws-net-ssh-open.md",
    ]);
  });

  it("list what remedies set, and what to write into the program, with no secret in it", () => {
    const sealed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "c2VjcmV0" };
    const about = { resourceUrn: bucketUrn, policyPackName: "groundplan" };
    const record = newRecord();
    const remedy = (policyName: string, before: object, after: object) =>
      take(record, { policyRemediationEvent: { ...about, policyName, before, after } } as never);
    remedy(
      "a-tls",
      { tls: { least: "1.0" }, acl: "open", key: sealed },
      { tls: { least: "1.2", via: [sealed] }, key: sealed },
    );
    remedy("b-key", { key: sealed }, { key: { ...sealed } });
    const result = policyResult(record);
    expect(policyLines(result)).toEqual([
      "Policies: 0 violations, 0 warnings",
      "Remediated: 1 resource that the program does not describe as the policies want; to make it permanent, write into the program:",
      "  a-tls: assets (gcp:storage/bucket:Bucket)",
      '    write: tls.least = "1.2"',
      '    write: tls.via = ["[secret]"]',
      "    remove: acl",
      "  b-key: assets (gcp:storage/bucket:Bucket)",
      "    write: a value that is secret",
    ]);
    expect(policyJson(result)).toMatchObject({
      remediated: [
        {
          rule: "a-tls",
          pack: "groundplan",
          urn: bucketUrn,
          set: [{ path: "tls.least", value: "1.2" }, { path: "tls.via", value: ["[secret]"] }, { path: "acl" }],
        },
        { rule: "b-key", pack: "groundplan", urn: bucketUrn, set: [] },
      ],
    });
  });

  it("stop with exit code 3, rule and fix", () => {
    const error = policyError(findings());
    expect([error.exitCode, error.code]).toEqual([3, "policy-violation"]);
    expect(error.message).toBe(
      "stopped by 1 policy violation; nothing was changed\n  violation: aws-net-flow-logs: Flow logs: main\n    fix: Turn them on.",
    );
  });

  it("say of a violation whether the preview had left just that undecided", () => {
    const finding = { pack: "groundplan", urn: bucketUrn, mandatory: true };
    const undecided = { ...finding, rule: "meta-undecided", message: "a-b cannot tell yet: assets", mandatory: false };
    const previewed = resultOf([undecided]);
    const violations = [
      { ...finding, rule: "a-b", message: "a-b: A: assets" },
      { ...finding, rule: "a-b-c", message: "a-b-c: C: assets" },
      { ...finding, rule: "a-b", message: "a-b: A: other", urn: vpcUrn },
    ];
    const result = afterPreview(resultOf(violations), previewed);
    expect(result.violations.map(({ undecidedBefore }) => undecidedBefore)).toEqual([true, undefined, undefined]);
    const { message } = policyError(result, "the update was stopped part-way");
    expect(message.split("\n")).toEqual([
      "stopped by 3 policy violations (1 of which the preview had left undecided); the update was stopped part-way",
      "  violation: a-b: A: assets",
      "    the preview left this undecided, for want of a value that only the update knew; with the rule's severity in meta-undecided.fail of the policy configuration the preview stops instead",
      "  violation: a-b: A: other",
      "  violation: a-b-c: C: assets",
    ]);
    expect(JSON.stringify(policyJson(result))).toContain('"undecidedBefore":true');
  });
});

describe("failure", () => {
  beforeEach(() => vi.stubEnv("npm_lifecycle_event", undefined));
  afterEach(() => vi.unstubAllEnvs());

  const session = {
    stackName: "prod",
    live: false,
    world: "/world",
    project: { name: "shop" },
  } as unknown as Session;

  it.each<[string, string, string, string]>([
    [
      "a lock",
      "error: the stack is currently locked by 1 lock(s). Either wait\n  file:///x: created by ci@host (pid 42) at 2026-01-02T03:04:05Z",
      "stack-locked",
      "stack prod is locked by process 42 of ci@host since 2026-01-02T03:04:05Z. If that run is still going",
    ],
    [
      "a cut off state",
      "error: failed to load checkpoint: unexpected end of JSON input",
      "state-corrupt",
      "/world/backend/.pulumi/stacks/shop/prod.json",
    ],
    [
      "no passphrase",
      "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE",
      "no-passphrase",
      "and none was given",
    ],
    ["a wrong passphrase", "error: incorrect passphrase", "no-passphrase", "and the one given is wrong"],
    [
      "a kill",
      "stderr: Command was killed with SIGKILL (Forced termination): pulumi up",
      "engine-killed",
      "`groundplan recover prod` finds out",
    ],
    ["anything else", " stdout:\nerror: no such thing\n", "engine-failed", "no such thing"],
  ])("tells %s", (_, text, code, message) => {
    const error = failure(session, new Error(text));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it("leaves out what was only called off", () => {
    const record = newRecord();
    record.errors.push("Network main: failed to run policy: context canceled", "aws:ec2/vpc:Vpc main: refused");
    expect(failure(session, new Error("x"), record).message).toBe("aws:ec2/vpc:Vpc main: refused");
  });

  it("ends with 130 after Ctrl-C", () => {
    expect(failure(session, new Error("x"), newRecord(), true)).toMatchObject({ code: "interrupted", exitCode: 130 });
  });
});

describe("words", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("hints at commands in the way in which this one was started", () => {
    vi.stubEnv("npm_lifecycle_event", undefined);
    expect(hint("up", { stackName: "dev" })).toBe("groundplan up");
    expect(hint("up", { stackName: "prod", live: true })).toBe("groundplan up prod --live");
    vi.stubEnv("npm_lifecycle_event", "npx");
    expect(hint("up", { stackName: "dev" })).toBe("npx groundplan up");
    vi.stubEnv("npm_lifecycle_event", "up");
    expect(hint("up", { stackName: "dev" })).toBe("npm run up");
    expect(hint("destroy", { stackName: "prod" })).toBe("npm run destroy -- prod");
    expect(hint("sandbox status")).toBe("npm run sandbox -- status");
  });

  it("says of objects whose stack has no state any more that none lists them, and how they go", async () => {
    const object = {
      project: "shop",
      stack: "typo",
      urn: vpcUrn,
      id: "vpc-1",
      answered: true,
      settled: true,
    } as InventoryObject;
    expect([...(await standings([object], [])).values()]).toEqual(["orphan"]);
    expect(standingWords("orphan", 10, "typo")).toBe(
      "  10 objects that no state lists; delete them one by one with `groundplan sandbox drift delete`, or everything in the sandbox with `groundplan sandbox reset`; `pulumi import` takes them into a stack",
    );
  });

  it("draws outputs as a tree", () => {
    const outputs = { a: { url: "https://x", ids: ["1", "2"], none: {} }, b: "[secret]" };
    expect(tree(outputs)).toEqual(["a", "  url   https://x", "  ids   1, 2", "  none  (empty)", "b  [secret]"]);
  });

  it("removes colour marks", () => {
    expect(plain("<{%fg 1%}>red<{%reset%}> \u001b[31mred\u001b[0m")).toBe("red red");
  });
});
