import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import * as policies from "../../policies/index.js";
import { packFacts } from "../../policies/pack/pack-facts.js";
import * as testing from "../../policies/testing/index.js";
import { verdicts } from "../policies/support.js";

const root = resolve(__dirname, "../..");

/** The first block of code below a heading. */
function block(page: string, heading: string): string {
  const [, below = ""] = readFileSync(join(root, page), "utf8").split(`\n${heading}\n`);
  const code = /```ts\n(.*?)```/s.exec(below)?.[1];
  if (code === undefined) throw new Error(`${page} shows no code below ${heading}`);
  return code;
}

/** Runs a module of a page; `given` is what it can import, by name. */
function load(code: string, given: Readonly<Record<string, object>>): Record<string, unknown> {
  const module = { exports: {} };
  const { code: script } = transformSync(code, { loader: "ts", format: "cjs" });
  new Function("module", "exports", "require", script)(module, module.exports, (name: string) => given[name]);
  return module.exports;
}

describe("docs/policies.md", () => {
  const { volumeEncrypted } = load(block("docs/policies.md", "## Your own rules"), {
    "groundplan/policies": policies,
  }) as {
    volumeEncrypted: policies.Rule;
  };

  it("shows a rule that finds its bad example and passes its good one", async () => {
    const found = async (example: readonly policies.ExampleResource[]) =>
      (await testing.testPolicy(volumeEncrypted, example)).preview.violations.map(({ message }) => message);
    expect(await found(volumeEncrypted.bad)).toEqual([
      [
        "acme-volume-encrypted: Volume in clear: data (aws:ebs/volume:Volume)",
        "encrypted is not set: is kept in clear",
        "fix: Set `encrypted` to true.",
        "docs: https://wiki.acme.example/volumes",
      ].join("\n"),
    ]);
    expect(await found(volumeEncrypted.good)).toEqual([]);
  });

  it("shows a pack that can be served", () => {
    const served: policies.Pack[] = [];
    const servePack = (pack: policies.Pack) => served.push(pack);
    load(block("docs/policies.md", "## Your own pack"), {
      "groundplan/policies": { ...policies, servePack },
      "./volume-encrypted": { volumeEncrypted },
    });
    const ids = served.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids.slice(0, 2)).toEqual(["aws-rds-backup", "aws-s3-access-point-block"]);
    expect(ids.at(-1)).toBe("acme-volume-encrypted");
    expect(served.map((pack) => packFacts(pack).config?.get("aws-rds-backup"))).toEqual([
      { level: "mandatory", settings: { days: 14 } },
    ]);
  });

  it("shows what a test finds", async () => {
    const code = block("docs/policies.md", "## Testing a rule");
    const [imports = "", rest = ""] = code.split("\n\n");
    const script = `${imports}\nexport const run = async (volumeEncrypted) => {${rest}\nreturn { preview, update }; };`;
    const { run } = load(script, { "groundplan/policies/testing": testing });
    const { preview, update } = await (run as (rule: policies.Rule) => Promise<testing.PolicyTest>)(volumeEncrypted);
    const shown = [...code.matchAll(/\/\/ (\[.*\])$/gm)].map(([, text]) => new Function(`return ${text}`)());
    const message = expect.any(String);
    expect([preview.undecided, update.violations]).toEqual(
      shown.map((found: object[]) => found.map((one) => ({ ...one, message }))),
    );
  });
});

describe("CONTRIBUTING.md", () => {
  it("shows cases that hold", () => {
    const [, below = ""] = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split("goes into `tests/policies/");
    const code = /```ts\n(.*?)```/s.exec(below)?.[1] ?? "throw new Error('no cases')";
    const { code: script } = transformSync(code, { loader: "ts" });
    new Function("verdicts", "UNKNOWN", "expect", script)(
      verdicts,
      { string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      expect,
    );
  });
});
