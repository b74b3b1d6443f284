import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageName, SdkSource } from "../types.js";
import { membersOf } from "./declarations.js";
import { folderOf } from "./locate.js";
import type { Member } from "./model.js";

/** What the Node SDK says of one function (data source). */
export interface FunctionSchema {
  readonly token: string;
  /** `getVpc`. */
  readonly name: string;
  readonly args: ReadonlyMap<string, Member>;
  readonly result: ReadonlyMap<string, Member>;
}

const read = new Map<string, FunctionSchema | undefined>();

/** The schema of a function, or undefined where the SDK has none of that token. Each is read once. */
export function functionSchema(pkg: PackageName, sdk: SdkSource, token: string): FunctionSchema | undefined {
  const key = `${sdk.dir}|${sdk.version}|${token}`;
  if (!read.has(key)) read.set(key, load(pkg, sdk.dir, token));
  return read.get(key);
}

/** Every function of an SDK. Reads each file once: for suggestions after a failure, and for tests. */
export function functionTokens(dir: string): string[] {
  const files = readdirSync(dir, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /(^|[\\/])(get|list)\w*\.js$/.test(file) && !file.startsWith("node_modules"))
    .flatMap((file) => /runtime\.invoke\w*\("([^"]+)"/.exec(readFileSync(join(dir, file), "latin1"))?.[1] ?? [])
    .sort();
}

function load(pkg: PackageName, dir: string, token: string): FunctionSchema | undefined {
  const [, module = "", name = ""] = token.split(":");
  const folder = folderOf(pkg, module);
  if (!/^\w+$/.test(name) || !/^[\w./-]*$/.test(folder) || folder.includes("..")) return undefined;
  const file = fileOf(join(dir, folder), name, token);
  if (file === undefined) return undefined;
  const text = readFileSync(file.replace(/\.js$/, ".d.ts"), "utf8");
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const members = (what: string) => new Map(membersOf(text, "interface", title + what)?.map((m) => [m.name, m]));
  return { token, name, args: members("Args"), result: members("Result") };
}

function fileOf(folder: string, name: string, token: string): string | undefined {
  const plain = join(folder, `${name}.js`);
  if (invokes(plain, token)) return plain;
  if (!existsSync(folder)) return undefined;
  const wanted = `${name}.js`.toLowerCase();
  const found = readdirSync(folder).find((file) => file.toLowerCase() === wanted && invokes(join(folder, file), token));
  return found === undefined ? undefined : join(folder, found);
}

function invokes(file: string, token: string): boolean {
  return existsSync(file) && readFileSync(file, "latin1").includes(`("${token}"`);
}
