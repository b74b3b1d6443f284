import { type PackageName, packageNames } from "../types.js";

/** The type of a declared Kubernetes API, which is no resource. */
export const cluster = "cluster";

/** Packages whose tokens have the file between module and name: `aws:ec2/vpc:Vpc`. */
const withFile: ReadonlySet<string> = new Set(["aws", "gcp", "random", "tls"]);

/** The package of a token, or undefined where the sandbox serves none of that name. */
export function packageOf(token: string): PackageName | undefined {
  const [pkg] = token.split(":", 1);
  return packageNames.find((name) => name === pkg);
}

/**
 * A token in the engine's own form. Accepts what Pulumi's documentation also writes: `aws:ec2:Vpc` for `aws:ec2/vpc:Vpc`,
 * `random:RandomId` for `random:index/randomId:RandomId`.
 */
export function fullToken(token: string): string {
  const parts = token.split(":");
  const [pkg = "", module = ""] = parts;
  const name = parts.at(-1) ?? "";
  if (!withFile.has(pkg) || module.includes("/") || parts.length > 3 || name === "") return token;
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  return `${pkg}:${parts.length === 2 ? "index" : module}/${file}:${name}`;
}

/**
 * Every form in which people write a token that has the engine's own form: that one, the one that Pulumi prints
 * (`aws:ec2:Vpc`, `random:index:RandomId`), and without the module where there is none (`random:RandomId`).
 */
export function tokenForms(full: string): string[] {
  const [pkg = "", path = "", name = ""] = full.split(":");
  const module = path.slice(0, path.lastIndexOf("/"));
  const printed = `${pkg}:${module}:${name}`;
  if (fullToken(printed) !== full) return [full];
  return [...new Set([full, printed, ...(module === "index" ? [`${pkg}:${name}`] : [])])];
}

/** Whether a text has the form of a token: package, module and name. */
export function isToken(text: string): boolean {
  return /^[a-z][a-z0-9-]*(:[\w.\-/]*)?:[A-Za-z]\w*$/.test(text);
}
