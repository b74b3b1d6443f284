/** The installed SDKs, read as texts: loading their classes costs minutes. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SDKS = join(process.cwd(), "node_modules", "@pulumi");

const texts = new Map<string, string>();

/** A file of an SDK by its path, with its name in any case; empty where there is none. */
export function read(...path: string[]): string {
  const wanted = join(SDKS, ...path);
  const known = texts.get(wanted);
  if (known !== undefined) return known;
  const file = actual(wanted);
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  texts.set(wanted, text);
  return text;
}

/** Whether the token is one of a provider: `pulumi:providers:aws`. Its class is `Provider` in every SDK. */
export const isProvider = (token: string): boolean => token.startsWith("pulumi:providers:");

/** The file of that name in any case: the class of `gcp:projects/iAMMember:IAMMember` is in `projects/iammember.js`. */
function actual(wanted: string): string | undefined {
  if (existsSync(wanted)) return wanted;
  const folder = dirname(wanted);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const name = files.find((file) => join(folder, file).toLowerCase() === wanted.toLowerCase());
  return name === undefined ? undefined : join(folder, name);
}

/** `aws:s3/bucket:Bucket` -> `s3/bucket`, the file of @pulumi/aws that has the class. */
function fileOf(token: string): string {
  const [sdk = "", module = "", name = ""] = token.split(":");
  // Kubernetes' SDK cuts a group to its first word: `rbac.authorization.k8s.io/v1` is in `rbac/v1`.
  const own = `${module.replace(/\.[\w.]+(?=\/)/, "")}/${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return module.includes("/") && sdk !== "kubernetes" ? module : own;
}

/** The script of a type's class; empty where the SDK has no such type. */
export function script(token: string): string {
  const [sdk = ""] = token.split(":");
  const text = read(sdk, `${fileOf(token)}.js`);
  return text.includes(`__pulumiType = '${token}'`) ? text : "";
}

/** `aws:s3/bucket:Bucket` -> the text of @pulumi/aws/s3/bucket.d.ts, empty where the SDK has no such class. */
export function declaration(token: string): string {
  const [sdk = "", , name = ""] = token.split(":");
  if (isProvider(token)) return read(name, "provider.d.ts");
  return script(token) === "" ? "" : read(sdk, `${fileOf(token)}.d.ts`);
}

/** The other names that a type has or had: the SDK lists them, so that the engine takes their resources for the same. */
export function aliasesOf(token: string): readonly string[] {
  const lists = [...script(token).matchAll(/aliases: \[(.*)\]/g)].map(([, list = ""]) => list);
  const names = lists.flatMap((list) => [...list.matchAll(/type: "([^"]+)"/g)].map(([, name = ""]) => name));
  return [...new Set(names)].filter((name) => name !== token);
}
