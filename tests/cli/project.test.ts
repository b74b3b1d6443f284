import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProject, readStackFile } from "../../cli/project.js";
import { assertStack } from "../../cli/run/known-stack.js";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-project-")));
  mkdirSync(join(root, "stacks/deep"), { recursive: true });
  write("Pulumi.yaml", "name: shop\nruntime: nodejs\nstackConfigDir: stacks\n");
  write("stacks/Pulumi.dev.yaml", "config:\n  shop:size: small\n");
  write("stacks/Pulumi.prod.eu.yaml", "config: {}\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  writeFileSync(join(root, file), text);
}

describe("findProject", () => {
  it("finds the project from below, and the stacks that have a file", () => {
    const project = findProject(join(root, "stacks/deep"));
    expect([project.root, project.name, project.stackDir]).toEqual([root, "shop", join(root, "stacks")]);
    expect(project.stacks).toEqual(["dev", "prod.eu"]);
  });

  it("says where it looked", () => {
    rmSync(join(root, "Pulumi.yaml"));
    expect(() => findProject(root)).toThrow(
      expect.objectContaining({ code: "no-project", message: expect.stringContaining(`no Pulumi.yaml in ${root}`) }),
    );
  });

  it("needs the project's name", () => {
    write("Pulumi.yaml", "runtime: nodejs\n");
    expect(() => findProject(root)).toThrow(
      `${join(root, "Pulumi.yaml")}: name is missing; set it to the project's name`,
    );
  });
});

describe("readStackFile", () => {
  it("has nothing of a stack without a file", () => {
    expect(readStackFile(findProject(root), "dv")).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ["text at its top", "hello\n", ": must be a block of keys, for example config:"],
    ["bad YAML", "config:\n  a: [1\n", ":3:1: is not valid YAML: "],
    ["a list of settings", "config: [1]\n", "\n  config: is [1], but must be a block of keys such as shop:key"],
    ["settings at its top", "shop:size: small\n", "\n  shop:size: is not a key of a stack file; move it under config:"],
    ["a misspelt key", "confg: {}\n", "\n  confg: is not a key of a stack file; did you mean config?"],
  ])("refuses %s", (_, text, message) => {
    write("stacks/Pulumi.dev.yaml", text);
    const file = relative(process.cwd(), join(root, "stacks/Pulumi.dev.yaml"));
    expect(() => readStackFile(findProject(root), "dev")).toThrow(
      expect.objectContaining({ code: "bad-stack-file", message: expect.stringContaining(message) }),
    );
    expect(() => readStackFile(findProject(root), "dev")).toThrow(file);
  });

  it("takes an empty file, and what Pulumi writes itself", () => {
    write("stacks/Pulumi.dev.yaml", "");
    expect(readStackFile(findProject(root), "dev")?.config).toEqual({});
    write("stacks/Pulumi.dev.yaml", "encryptionsalt: v1:a\nsecretsprovider: passphrase\n");
    expect(readStackFile(findProject(root), "dev")?.config).toEqual({});
  });
});

describe("assertStack", () => {
  const naming = (stack: string) => `groundplan recover ${stack}`;
  const made = (stack: string, project = "shop") => {
    mkdirSync(join(root, "world/backend/.pulumi/stacks", project), { recursive: true });
    write(`world/backend/.pulumi/stacks/${project}/${stack}.json`, "cut off");
  };
  const asserted = (stack: string, more: object = {}, world: string | undefined = join(root, "world")) =>
    assertStack({ project: findProject(root), stack, ...more }, world);

  it("knows the stacks that have a file, and those that were made in the sandbox without one", () => {
    made("qa");
    expect(() => asserted("dev")).not.toThrow();
    expect(() => asserted("qa")).not.toThrow();
    expect(() => assertStack({ project: findProject(root), stack: "qa" }, undefined)).toThrow(
      'there is no stack "qa": there are dev, prod.eu; create ',
    );
  });

  it.each<[string, string, object, string]>([
    ["a slip", "dv", {}, 'there is no stack "dv": there are dev, prod.eu, qa; did you mean dev?'],
    [
      "a new one",
      "qualification",
      {},
      'there is no stack "qualification": there are dev, prod.eu, qa; create <dir>/Pulumi.qualification.yaml to add it',
    ],
    [
      "one that nobody named",
      "none",
      { naming },
      'there is no stack "none", which is meant where none is named: there are dev, prod.eu, qa; name one, for example `groundplan recover dev`',
    ],
  ])("refuses %s (exit code 2)", (_, stack, more, message) => {
    made("qa");
    made("staging", "other");
    const dir = relative(process.cwd(), join(root, "stacks"));
    expect(() => asserted(stack, more)).toThrow(
      expect.objectContaining({ code: "unknown-stack", exitCode: 2, message: message.replace("<dir>", dir) }),
    );
  });

  it("says which is the only one, and how the first is made", () => {
    rmSync(join(root, "stacks/Pulumi.prod.eu.yaml"));
    renameSync(join(root, "stacks/Pulumi.dev.yaml"), join(root, "stacks/Pulumi.prod.yaml"));
    expect(() => asserted("dev", { naming })).toThrow(
      'there is no stack "dev", which is meant where none is named: there is prod; name it: `groundplan recover prod`',
    );
    rmSync(join(root, "stacks/Pulumi.prod.yaml"));
    const file = relative(process.cwd(), join(root, "stacks/Pulumi.dev.yaml"));
    expect(() => asserted("dev", { naming })).toThrow(
      `there is no stack "dev": there is none yet; create ${file} to add it`,
    );
  });
});
