import { readFileSync, statSync } from "node:fs";
import type { Problems } from "../../core/errors.js";
import { describe } from "../../core/target.js";
import { type Code, Runtime } from "../args.js";
import type { FunctionRules } from "../types.js";
import { BundleError, bundle } from "./bundle.js";
import { jsonFile, type PackageFile } from "./files.js";
import { FolderError, readFolder } from "./folder.js";
import { installedVersions } from "./installed.js";
import { UnzipError, unzip } from "./unzip.js";

/** What a cloud has to say about code. */
type CodeRules = Pick<FunctionRules, "external" | "installsPackages" | "refusedPackages">;

/** What the code is made of, sorted by path; nothing where something is wrong with it, which is then among the problems. */
export function loadCode(
  problems: Problems,
  code: Code,
  runtime: Runtime,
  rules: CodeRules,
): PackageFile[] | undefined {
  const kind = kindOf(problems, code);
  if (kind === undefined) return undefined;
  const path = `code.${kind}`;
  const files = attempt(problems, path, () => {
    if ("dir" in code) return folder(code.dir, code.exclude ?? []);
    if ("zip" in code) return archive(code.zip);
    return typescript(code.typescript, runtime, { ...rules, external: [...rules.external, ...(code.external ?? [])] });
  });
  if (files?.length === 0) {
    problems.add(
      path,
      `${describe((code as unknown as Record<string, unknown>)[kind])} has no files; put the code there`,
    );
    return undefined;
  }
  return files?.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const kinds = { dir: ["exclude"], zip: [], typescript: ["external"] } as const;
type Kind = keyof typeof kinds;

/** Which of the kinds of code it is. */
function kindOf(problems: Problems, code: unknown): Kind | undefined {
  const allowed = "use { dir }, { zip } or { typescript }";
  if (typeof code !== "object" || code === null) {
    problems.add("code", `${describe(code)} is no code; ${allowed}`);
    return undefined;
  }
  const given = Object.keys(code);
  const [kind, another] = (Object.keys(kinds) as Kind[]).filter((name) => given.includes(name));
  if (kind === undefined || another !== undefined) {
    problems.add("code", `it is given by ${given.join(" and ") || "nothing"}, and has to be by one thing; ${allowed}`);
    return undefined;
  }
  const known: readonly string[] = [kind, ...kinds[kind]];
  for (const name of given.filter((one) => !known.includes(one)))
    problems.add(`code.${name}`, `there is no such property beside ${kind}; use ${known.join(", ")}`);
  const path = (code as Record<string, unknown>)[kind];
  if (typeof path === "string" && path !== "") return checkList(problems, code, kind);
  problems.add(`code.${kind}`, `${describe(path)} is not a path; give it as plain text`);
  return undefined;
}

function checkList(problems: Problems, code: object, kind: Kind): Kind | undefined {
  const [name] = kinds[kind];
  const list = name === undefined ? undefined : (code as Readonly<Record<string, unknown>>)[name];
  if (list === undefined || (Array.isArray(list) && list.every((one) => typeof one === "string" && one !== "")))
    return kind;
  problems.add(`code.${name}`, "it is not a list of texts; give each as plain text");
  return undefined;
}

/** Turns what is wrong with files into a problem; anything else is a fault of ours. */
function attempt(problems: Problems, path: string, load: () => PackageFile[]): PackageFile[] | undefined {
  try {
    return load();
  } catch (error) {
    const expected = error instanceof CodeError || error instanceof BundleError || isOfFileSystem(error);
    if (!expected) throw error;
    problems.add(path, error.message);
    return undefined;
  }
}

class CodeError extends Error {}

function isOfFileSystem(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

function folder(dir: string, exclude: readonly string[]): PackageFile[] {
  const found = statSync(dir, { throwIfNoEntry: false });
  if (found === undefined) throw new CodeError(missing(dir, "folder", "build it first, or correct the path"));
  if (!found.isDirectory()) throw new CodeError(`"${dir}" is not a folder; use { zip } for an archive`);
  try {
    return readFolder(dir, exclude);
  } catch (error) {
    if (error instanceof FolderError)
      throw new CodeError(`"${dir}" cannot be packed: ${error.message}; repair or exclude it`);
    throw error;
  }
}

function archive(path: string): PackageFile[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new CodeError(missing(path, "file", "build it first, or correct the path"));
  if (found.isDirectory()) throw new CodeError(`"${path}" is a folder; use { dir }`);
  try {
    return unzip(readFileSync(path));
  } catch (error) {
    if (error instanceof UnzipError) throw new CodeError(`"${path}" cannot be read: ${error.message}`);
    throw error;
  }
}

function typescript(
  path: string,
  runtime: Runtime,
  { external, installsPackages, refusedPackages }: CodeRules,
): PackageFile[] {
  if (runtime !== Runtime.Node22 && runtime !== Runtime.Node24)
    throw new CodeError(`"${path}" cannot run on ${describe(runtime)}; use "node22" or "node24", or code as { dir }`);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new CodeError(missing(path, "file", "correct the path"));
  if (!found.isFile()) throw new CodeError(`"${path}" is not a file; name the file that exports the handler`);
  const { packages, contained, ...file } = bundle(path, runtime, external);
  for (const [name, why] of Object.entries(refusedPackages))
    if (contained.includes(name) || packages.includes(name)) throw new CodeError(`"${path}" imports "${name}": ${why}`);
  if (!installsPackages || packages.length === 0) return [file];
  const dependencies = installedVersions(path, packages);
  return [file, jsonFile("package.json", { private: true, main: file.path, dependencies })];
}

function missing(path: string, what: string, way: string): string {
  return `there is no ${what} "${path}" in ${process.cwd()}; ${way}`;
}
