import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProject, readStackFile } from "../../cli/project.js";

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
  it.each<[string, string]>([
    ["dv", 'there is no stack "dv": there are dev, prod.eu; did you mean dev?'],
    ["qualification", 'there is no stack "qualification": there are dev, prod.eu; create'],
  ])("knows no stack %s (exit code 2)", (stack, message) => {
    expect(() => readStackFile(findProject(root), stack)).toThrow(
      expect.objectContaining({ code: "unknown-stack", exitCode: 2, message: expect.stringContaining(message) }),
    );
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
    expect(readStackFile(findProject(root), "dev").config).toEqual({});
    write("stacks/Pulumi.dev.yaml", "encryptionsalt: v1:a\nsecretsprovider: passphrase\n");
    expect(readStackFile(findProject(root), "dev").config).toEqual({});
  });
});
