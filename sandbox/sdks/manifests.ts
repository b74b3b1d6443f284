import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { PackageName } from "../types.js";
import type { Program } from "./program.js";

/**
 * The versions of a package that a program in another language has, by what its package manager has written down: the
 * installed ones where that can be seen, else the pinned ones. Ranges say nothing. Newest first.
 */
export function declaredVersions(program: Program, pkg: PackageName): string[] {
  const found = languages[program.runtime]?.(program, pkg) ?? [];
  return [...new Set(found)].sort(compareVersions).reverse();
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  const at = [0, 1, 2].find((index) => left[index] !== right[index]);
  return at === undefined ? 0 : Number(left[at]) - Number(right[at]);
}

const languages: Readonly<Record<string, (program: Program, pkg: PackageName) => string[]>> = {
  python: pythonVersions,
  go: goVersions,
  dotnet: dotnetVersions,
  java: javaVersions,
};

const version = "v?(\\d+\\.\\d+\\.\\d+)";

function matches(text: string, pattern: string): string[] {
  return [...text.matchAll(new RegExp(pattern, "gm"))].map((match) => match[1] as string);
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function names(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}

/** `pulumi_aws-6.83.0.dist-info` of the virtual environment, else the lock files, else what requirements.txt pins. */
function pythonVersions(program: Program, pkg: PackageName): string[] {
  const given = program.options.virtualenv ?? process.env.VIRTUAL_ENV;
  const places = [...(typeof given === "string" ? [given] : []), "venv", ".venv"];
  const installed = places
    .map((place) => (isAbsolute(place) ? place : join(program.dir, place)))
    .flatMap((venv) => sitePackages(venv).flatMap(names))
    .flatMap((name) => matches(name, `^pulumi_${pkg.replace("-", "_")}-${version}\\.dist-info$`));
  if (installed.length > 0) return installed;
  const name = `pulumi[-_]${pkg.replace("-", "[-_]")}`;
  const locked = ["uv.lock", "poetry.lock"].flatMap((file) =>
    matches(read(join(program.dir, file)), `^name = "${name}"\\nversion = "${version}"`),
  );
  return locked.length > 0 ? locked : matches(read(join(program.dir, "requirements.txt")), `^${name} *== *${version}`);
}

function sitePackages(venv: string): string[] {
  const libs = names(join(venv, "lib")).filter((name) => name.startsWith("python"));
  return [...libs.map((name) => join(venv, "lib", name, "site-packages")), join(venv, "Lib", "site-packages")];
}

/** `github.com/pulumi/pulumi-aws/sdk/v6 v6.83.0` in go.mod; azure-native has one module a service. */
function goVersions(program: Program, pkg: PackageName): string[] {
  const path = pkg === "azure-native" ? "pulumi-azure-native-sdk(?:/\\S+)?" : `pulumi-${pkg}/sdk(?:/v\\d+)?`;
  return matches(read(join(program.dir, "go.mod")), `github\\.com/pulumi/${path} ${version}(?=\\s|$)`);
}

const dotnetNames: Record<PackageName, string> = {
  aws: "Pulumi\\.Aws",
  gcp: "Pulumi\\.Gcp",
  "azure-native": "Pulumi\\.AzureNative(?:\\.\\w+)*",
  kubernetes: "Pulumi\\.Kubernetes",
  random: "Pulumi\\.Random",
  tls: "Pulumi\\.Tls",
};

/** What the last restore resolved, else the versions that the project files name. */
function dotnetVersions(program: Program, pkg: PackageName): string[] {
  const name = dotnetNames[pkg];
  const restored = matches(read(join(program.dir, "obj", "project.assets.json")), `"${name}/${version}"`);
  if (restored.length > 0) return restored;
  const projects = names(program.dir).filter((file) => /\.(?:cs|fs|vb)proj$/.test(file));
  return [...projects, "Directory.Packages.props"].flatMap((file) =>
    matches(
      read(join(program.dir, file)),
      `<Package(?:Reference|Version)\\s+Include="${name}"\\s+Version="${version}"`,
    ),
  );
}

/** pom.xml, its properties looked through, or a Gradle build. */
function javaVersions(program: Program, pkg: PackageName): string[] {
  const pom = read(join(program.dir, "pom.xml"));
  const raw = matches(
    pom,
    `<groupId>com\\.pulumi</groupId>\\s*<artifactId>${pkg}</artifactId>\\s*<version>([^<]+)</version>`,
  );
  const named = raw.flatMap((text) => {
    const property = /^\$\{([\w.-]+)\}$/.exec(text)?.[1]?.replaceAll(".", "\\.");
    return property === undefined ? [text] : matches(pom, `<${property}>([^<]+)</${property}>`);
  });
  const gradle = ["build.gradle", "build.gradle.kts", "app/build.gradle", "app/build.gradle.kts"].flatMap((file) =>
    matches(read(join(program.dir, file)), `["']com\\.pulumi:${pkg}:${version}["']`),
  );
  return [...named.flatMap((text) => matches(text.trim(), `^${version}$`)), ...gradle];
}
