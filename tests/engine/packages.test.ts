import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import {
  installArguments,
  installRoot,
  programDependencies,
  resolvePackageManager,
} from "../../engine/language-host/dependencies.js";
import { requiredPackages } from "../../engine/language-host/packages.js";
import { temporary, write } from "./temporary.js";

const manifest = (value: object): string => JSON.stringify(value);

describe("requiredPackages", () => {
  it("finds the packages with a plugin below a program: nested, linked, renamed, each once", () => {
    const directory = temporary();
    write(directory, {
      "node_modules/@pulumi/aws/package.json": manifest({
        name: "@pulumi/aws",
        version: "7.1.0",
        pulumi: { resource: true },
      }),
      "node_modules/@pulumi/pulumi/package.json": manifest({ name: "@pulumi/pulumi", version: "3.270.0" }),
      "node_modules/left-pad/package.json": manifest({ name: "left-pad", version: "1.0.0" }),
      "node_modules/left-pad/node_modules/@pulumi/aws/package.json": manifest({
        name: "@pulumi/aws",
        version: "6.0.0",
        pulumi: { resource: true },
      }),
      "node_modules/acme/package.json": manifest({
        name: "acme",
        version: "1.2.3",
        pulumi: { resource: true, name: "acme", version: "v9.9.9", server: "https://plugins.example" },
      }),
      "node_modules/nameless/package.json": manifest({
        name: "nameless",
        version: "1.0.0",
        pulumi: { resource: true },
      }),
      "node_modules/broken/package.json": "{",
      "packages/one/node_modules/@pulumi/gcp/package.json": manifest({
        name: "@pulumi/gcp",
        version: "9.0.0",
        pulumi: { resource: true },
      }),
    });
    fs.symlinkSync(directory, path.join(directory, "node_modules/self"));
    const found = requiredPackages(directory).map(({ name, version, server }) => ({ name, version, server }));
    expect(found.sort((a, b) => `${a.name}${a.version}`.localeCompare(`${b.name}${b.version}`))).toEqual([
      { name: "acme", version: "v9.9.9", server: "https://plugins.example" },
      { name: "aws", version: "v6.0.0", server: undefined },
      { name: "aws", version: "v7.1.0", server: undefined },
      { name: "gcp", version: "v9.0.0", server: undefined },
    ]);
  });

  it("leaves out the plugins of policy packs", () => {
    const directory = temporary();
    write(directory, {
      "pack/PulumiPolicy.yaml": "runtime: nodejs",
      "pack/node_modules/@pulumi/aws/package.json": manifest({
        name: "@pulumi/aws",
        version: "7.1.0",
        pulumi: { resource: true },
      }),
    });
    expect(requiredPackages(directory)).toEqual([]);
  });

  it("keeps the parameters of a plugin that serves several packages", () => {
    const directory = temporary();
    const parameterization = { name: "acme", version: "1.0.0", value: "eyJ9" };
    write(directory, {
      "node_modules/p/package.json": manifest({
        name: "p",
        version: "1.0.0",
        pulumi: { resource: true, name: "bridge", version: "0.5.0", parameterization },
      }),
    });
    expect(requiredPackages(directory)).toEqual([
      { name: "bridge", version: "v0.5.0", server: undefined, parameterization, extension: undefined },
    ]);
  });
});

describe("programDependencies", () => {
  function project(): string {
    const directory = temporary();
    write(directory, {
      "package.json": manifest({ dependencies: { a: "^1" }, devDependencies: { d: "*", missing: "*" } }),
      "node_modules/a/package.json": manifest({ name: "a", version: "1.1.0", dependencies: { b: "*" } }),
      "node_modules/a/node_modules/b/package.json": manifest({ name: "b", version: "2.0.0", dependencies: { a: "*" } }),
      "node_modules/b/package.json": manifest({ name: "b", version: "1.0.0" }),
      "node_modules/d/package.json": manifest({ name: "d", version: "4.0.0", devDependencies: { b: "*" } }),
      "stacks/index.js": "",
    });
    return directory;
  }

  it("lists what the program's package.json names and is installed, from a directory below it", () => {
    expect(programDependencies(path.join(project(), "stacks"), false)).toEqual([
      { name: "a", version: "1.1.0" },
      { name: "d", version: "4.0.0" },
    ]);
  });

  it("follows dependencies to the version that each package would load, through circles", () => {
    expect(programDependencies(project(), true)).toEqual([
      { name: "a", version: "1.1.0" },
      { name: "b", version: "2.0.0" },
      { name: "d", version: "4.0.0" },
    ]);
  });
});

describe("installing", () => {
  it("uses the package manager that is asked for, else the lockfile's if it is installed, else npm", () => {
    const directory = temporary();
    write(directory, { "package.json": "{}", "pnpm-lock.yaml": "", "bin/pnpm": "#!/bin/sh\n", "sub/x": "" });
    const env = { PATH: path.join(directory, "bin") };
    expect(resolvePackageManager("yarn", directory, {})).toBe("yarn");
    expect(resolvePackageManager("auto", path.join(directory, "sub"), env)).toBe("pnpm");
    expect(resolvePackageManager("auto", directory, { PATH: "" })).toBe("npm");
  });

  it("leaves development dependencies out for plugins", () => {
    expect(installArguments("npm", true)).toEqual(["install", "--loglevel=error", "--omit=dev"]);
    expect(installArguments("npm", false)).toEqual(["install", "--loglevel=error"]);
    expect(installArguments("pnpm", true)).toEqual(["install", "--production"]);
  });

  it("happens at the root of the workspace that a program is a member of", () => {
    const directory = temporary();
    write(directory, {
      "package.json": manifest({ workspaces: ["stacks", "packages/*"] }),
      "stacks/package.json": "{}",
      "packages/a/package.json": "{}",
      "other/package.json": "{}",
    });
    expect(installRoot(path.join(directory, "stacks"))).toBe(directory);
    expect(installRoot(path.join(directory, "packages/a"))).toBe(directory);
    expect(installRoot(path.join(directory, "other"))).toBe(path.join(directory, "other"));
  });
});
