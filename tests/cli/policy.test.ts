import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../cli/main.js";
import { baselineOf } from "../../cli/policy/baseline.js";
import { withEntries } from "../../cli/policy/baseline-file.js";
import type { PolicyReport } from "../../report/policies/model.js";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const VOLUME = "aws:ebs/volume:Volume";
const BUCKET = "azure-native:storage:StorageAccount";

function state(...resources: readonly (readonly [type: string, name: string, inputs: object])[]): string {
  const listed = resources.map(([type, name, inputs]) => ({
    urn: urn(type, name),
    type,
    custom: true,
    id: name,
    inputs,
  }));
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: listed } });
}

const open = [
  GROUP,
  "web",
  {
    description: "Web",
    ingress: [{ description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
  },
] as const;
const plain = [VOLUME, "data", { encrypted: false }] as const;
const account = [
  BUCKET,
  "logs",
  { minimumTlsVersion: "TLS1_0", enableHttpsTrafficOnly: true, allowBlobPublicAccess: false },
] as const;
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };

let directory: string;
let output: { stdout: string; stderr: string };
beforeAll(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-policy-")));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
beforeEach(() => {
  output = { stdout: "", stderr: "" };
  vi.spyOn(process, "cwd").mockReturnValue(directory);
  vi.stubEnv("GROUNDPLAN_POLICY_EXCEPTIONS", undefined);
  for (const name of ["stdout", "stderr"] as const)
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      output[name] += String(text);
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const check = (...args: readonly string[]) => main(["policy", "check", ...args]);
const report = () => JSON.parse(output.stdout) as PolicyReport;

describe("policy check of a state", () => {
  it("ends with 1 where something stops, 0 where rules advise only", async () => {
    expect(await check(file("open.json", state(open, account)), "--json")).toBe(1);
    expect(report().findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual([
      "mandatory aws-net-ssh-open",
      "advisory az-storage-tls",
      "advisory aws-net-sg-unused",
      "advisory az-storage-soft-delete",
    ]);
    output.stdout = "";
    expect(await check(file("tls.json", state(account)), "--json")).toBe(0);
    expect(report().findings.map(({ rule }) => rule)).toEqual(["az-storage-tls", "az-storage-soft-delete"]);
  });

  it("narrows the rules by profile, severity and service, over what a file of settings says", async () => {
    const target = file("state.json", state(open, plain, account));
    const config = file(
      "levels.json",
      JSON.stringify({ "meta-profile": { profiles: ["pss-baseline"] }, "az-storage-tls": "mandatory" }),
    );
    const found = async (...args: string[]) => {
      output.stdout = "";
      const code = await check(target, "--json", ...args);
      return [code, ...report().findings.map(({ rule, level }) => `${level} ${rule}`)];
    };
    expect(await found("--severity", "low,medium")).toEqual([
      0,
      "advisory az-storage-tls",
      "advisory aws-net-sg-unused",
      "advisory az-storage-soft-delete",
    ]);
    expect(await found("--service", "az-storage", "--config", config)).toEqual([1, "mandatory az-storage-tls"]);
    expect(await found("--profile", "baseline", "--service", "aws-net", "--service", "aws-ec2")).toEqual([
      1,
      "mandatory aws-net-ssh-open",
      "advisory aws-ec2-ebs-encrypted",
      "advisory aws-net-sg-unused",
    ]);
    expect(report().profiles).toEqual(["baseline"]);
  });

  it("counts as judged only what rules that take part judge", async () => {
    const target = file("state.json", state(open, plain, account));
    const judged = async (...args: string[]) => {
      output.stdout = "";
      await check(target, ...args);
      return /\d+ of types that rules judge/.exec(output.stdout)?.[0];
    };
    expect([await judged(), await judged("--service", "k8s"), await judged("--service", "az")]).toEqual([
      "3 of types that rules judge",
      "0 of types that rules judge",
      "1 of types that rules judge",
    ]);
  });

  it("leaves an encrypted value undecided, which stops only where that is configured", async () => {
    const target = file("secret.json", state([VOLUME, "data", { encrypted: secret }]));
    const config = file("fail.json", JSON.stringify({ "meta-undecided": { fail: ["high"] } }));
    expect(await check(target)).toBe(0);
    expect(output.stdout).toContain("encrypted in the state: encrypted; export it with --show-secrets");
    expect(await check(target, "--config", config)).toBe(1);
    expect(output.stdout).toContain("1 undecided (1 of them stops)");
  });

  it("heeds exceptions, and shows them", async () => {
    const target = file("excepted.json", state(plain));
    const exceptions = file(
      "mine.yaml",
      `exceptions:\n  - {rule: aws-ec2-ebs-encrypted, resource: "*::data", category: waiver, reason: Empty., owner: web, until: ${soon()}}\n`,
    );
    expect(await check(target)).toBe(1);
    expect(await check(target, "--exceptions", exceptions)).toBe(0);
    expect(output.stdout).toContain(`waiver, by web until ${soon()}: Empty.`);
  });

  it("writes several formats at once, and the text besides", async () => {
    const target = file("formats.json", state(plain));
    const [sarif, junit] = [join(directory, "out.sarif"), join(directory, "out=1.xml")];
    expect(await check(target, "--format", `sarif=${sarif}`, "--format", `junit=${junit}`)).toBe(1);
    expect(JSON.parse(readFileSync(sarif, "utf8")).runs[0].results).toHaveLength(1);
    expect(readFileSync(junit, "utf8")).toContain('failures="1"');
    expect(output.stdout).toContain("aws-ec2-ebs-encrypted: Unencrypted block storage (stops)");
  });

  it("counts resources of types that no rule knows, and judges the others", async () => {
    expect(await check(file("odd.json", state(["aws:quux/odd:Odd", "odd", {}], plain)))).toBe(1);
    expect(output.stdout).toContain("Not judged: 1 resource of 1 type that no rule judges");
  });

  it("refuses a file of exceptions that the environment names and that is not there", async () => {
    vi.stubEnv("GROUNDPLAN_POLICY_EXCEPTIONS", join(directory, "gone.yaml"));
    expect(await check(file("state.json", state(plain)))).toBe(2);
    expect(output.stderr).toContain(
      `GROUNDPLAN_POLICY_EXCEPTIONS names ${join(directory, "gone.yaml")}, and there is no such`,
    );
  });

  it.each<[string, readonly string[], string]>([
    ["no such file", ["nope.json"], 'error: there is no file and no directory "nope.json"'],
    ["no state", ["README"], "error: README is no state: it is not JSON ("],
    ["a misspelt option", ["state.json", "--profil", "cis"], "did you mean --profile?"],
    [
      "a stack of a file",
      ["state.json", "--stack", "dev"],
      "error: --stack is of a program or a stack, and a state file is",
    ],
    ["a file that is real", ["state.json", "--live"], "error: --live is of a program or a stack, and a state file is"],
    [
      "a misspelt profile",
      ["state.json", "--profile", "strikt"],
      'error: --profile is "strikt"; did you mean strict? allowed: baseline, strict',
    ],
    ["a severity", ["state.json", "--severity", "hi"], 'error: --severity is "hi"; '],
    [
      "a service",
      ["state.json", "--service", "aws-s4"],
      'error: --service is "aws-s4", and no rule\'s id begins so; did you mean aws-s3?',
    ],
    ["a format", ["state.json", "--format", "sarfi"], 'error: --format is "sarfi"; did you mean sarif?'],
    [
      "two formats at once",
      ["state.json", "--format", "json", "--format", "sarif"],
      "write one into a file: --format sarif=FILE",
    ],
    ["no such configuration", ["state.json", "--config", "no.json"], "error: no.json cannot be read: "],
    [
      "a setting",
      ["state.json", "--config", "bad.json"],
      'error: bad.json: aws-rds-backup.days is "x"; allowed: a whole number',
    ],
    [
      "an exception",
      ["state.json", "--exceptions", "bad.yaml"],
      'exceptions[0].rule is "aws-s3-versionin"; allowed: the id of a rule',
    ],
    ["no such exceptions", ["state.json", "--exceptions", "no.yaml"], "no.yaml, and there is no such file"],
  ])("ends with 2 and one error for %s", async (_, args, message) => {
    file("state.json", state(plain));
    file("README", "This is no state.");
    file("bad.json", JSON.stringify({ "aws-rds-backup": { days: "x" } }));
    file(
      "bad.yaml",
      "exceptions:\n  - {rule: aws-s3-versionin, resource: '*', category: waiver, reason: x, owner: y}\n",
    );
    const here = args.map((arg) =>
      /\.(json|yaml)$|^README$/.test(arg) && arg !== "nope.json" ? join(directory, arg) : arg,
    );
    expect(await check(...here)).toBe(2);
    expect(output.stderr.replaceAll(`${directory}/`, "")).toContain(message);
    expect(output.stderr.match(/^error: /gm)).toHaveLength(1);
    expect(output.stdout).toBe("");
  });
});

/** A day that an exception to a critical rule may hold until. */
function soon(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
}

const finding = (rule: string, name: string, kind = "violation") => ({
  ...({ level: "mandatory", type: VOLUME, problems: [], unknown: [], edits: [], replaces: false } as const),
  ...{ rule, kind, name, urn: urn(VOLUME, name) },
});
const rule = (id: string, severity: string) => ({ id, severity });
const found = {
  rules: [rule("a", "critical"), rule("b", "high"), rule("c", "low")],
  findings: [
    finding("b", "y"),
    finding("b", "x"),
    finding("c", "x"),
    finding("a", "x"),
    finding("a", "z", "undecided"),
  ],
  exceptions: [],
} as unknown as PolicyReport;

describe("a baseline", () => {
  const terms = { owner: "web", today: "2026-11-22" };
  const ends = (from: PolicyReport, until?: string) =>
    baselineOf(from, { ...terms, ...(until === undefined ? {} : { until }) }).entries.map(
      (entry) => `${entry.rule} ${entry.resource.split("::").at(-1)} ${entry.until}`,
    );

  it("excepts each violation by rule and URN, sorted, for as long as its severity allows", () => {
    expect(baselineOf(found, terms).entries[0]).toEqual({
      rule: "a",
      resource: urn(VOLUME, "x"),
      category: "waiver",
      reason: "baseline",
      owner: "web",
      until: "2027-02-20",
    });
    expect(ends(found)).toEqual(["a x 2027-02-20", "b x 2027-02-20", "b y 2027-02-20", "c x undefined"]);
    expect(ends(found, "2027-12-31")).toEqual(["a x 2027-02-20", "b x 2027-12-31", "b y 2027-12-31", "c x 2027-12-31"]);
    expect(ends(found, "2026-12-01")).toEqual(["a x 2026-12-01", "b x 2026-12-01", "b y 2026-12-01", "c x 2026-12-01"]);
  });

  it("does not renew an exception that has ended", () => {
    const past = { policy: "meta-exception-expired", rule: "b", resource: "*::x" };
    const result = baselineOf({ ...found, exceptions: [past] } as unknown as PolicyReport, terms);
    expect(result.entries.map(({ rule, resource }) => `${rule} ${resource.split("::").at(-1)}`)).toEqual([
      "a x",
      "b y",
      "c x",
    ]);
    expect(result.ended).toEqual([`b on ${urn(VOLUME, "x")}`]);
  });

  it("leaves entries and comments as they are", () => {
    const before = [
      "# Ours.",
      "exceptions:",
      "- rule: c # kept",
      '  resource: "urn:pulumi:dev::shop::*::q"',
      "  category: waiver",
      "  reason: Because.",
      "  owner: web",
      "# the end",
      "",
    ].join("\n");
    const [entry] = baselineOf(found, terms).entries;
    if (entry === undefined) throw new Error("there is no entry");
    const after = withEntries(before, [entry]);
    expect(after.startsWith(before.replace("# the end\n", ""))).toBe(true);
    expect(after).toContain("# the end");
    expect(after).toContain(`- rule: a\n  resource: ${urn(VOLUME, "x")}\n`);
    expect(withEntries("exceptions: []\n", [entry])).toContain("exceptions:\n  - rule: a\n");
    expect(withEntries("# nothing yet\n", [entry])).toMatch(/^# nothing yet\n+exceptions:\n {2}- rule: a\n/);
  });

  it("is written once: what it covers passes, and the next run adds nothing", async () => {
    mkdirSync(join(directory, "adopt"), { recursive: true });
    const target = file("adopt/state.json", state(open, plain, account));
    const exceptions = join(directory, "adopt/policy-exceptions.yaml");
    const baseline = (...args: readonly string[]) =>
      main(["policy", "baseline", target, "--owner", "web", "--exceptions", exceptions, ...args]);
    expect(await baseline("--dry-run")).toBe(0);
    expect(output.stdout).toContain("Would write 5 exceptions to ");
    expect(await baseline()).toBe(0);
    const written = readFileSync(exceptions, "utf8");
    output.stdout = "";
    expect(await baseline()).toBe(0);
    expect([output.stdout.startsWith("Nothing to write"), readFileSync(exceptions, "utf8")]).toEqual([true, written]);
    expect(await check(target, "--exceptions", exceptions)).toBe(0);
    expect(output.stdout).toContain("Summary: no violation stops, 0 advise, 5 excepted");
  });

  it.each([
    [[], "needs --owner <name>"],
    [["--owner", " "], "needs --owner <name>"],
    [["--owner", "web", "--until", "2020-01-01"], '--until is "2020-01-01"; allowed: a day from '],
    [["--owner", "web", "--until", "2027-02-30"], '--until is "2027-02-30"; allowed: a day from '],
  ])("is refused: %j", async (args, message) => {
    expect(await main(["policy", "baseline", file("state.json", state(plain)), ...args])).toBe(2);
    expect(output.stderr).toContain(message);
  });
});
