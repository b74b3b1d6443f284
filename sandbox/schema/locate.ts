import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageName } from "../types.js";
import { isClassFile, tokenOf } from "./class-file.js";

/**
 * Finds the `.js` file of a resource type in an SDK, relative to the SDK's directory; undefined when it has none.
 *
 * The file is named after the class in camel case, but runs of capitals are folded (`IPSet` is in `ipset.js`) and
 * reserved names have an underscore (`index_.js`), so the folder is asked when the plain name does not fit.
 */
export function locate(pkg: PackageName, dir: string, token: string): string | undefined {
  const [, module = "", className = ""] = token.split(":");
  const folder = folderOf(pkg, module);
  if (className === "" || !/^[\w./-]*$/.test(folder) || folder.includes("..")) return undefined;
  const plain = join(folder, `${className.charAt(0).toLowerCase()}${className.slice(1)}.js`);
  if (declares(join(dir, plain), token)) return plain;
  const wanted = [`${className}.js`, `${className}_.js`].map((name) => name.toLowerCase());
  const found = namesIn(join(dir, folder)).find(
    (name) => wanted.includes(name.toLowerCase()) && declares(join(dir, folder, name), token),
  );
  return found === undefined ? versionless(pkg, dir, token, module) : join(folder, found);
}

/** Every resource type of an SDK. Reads each file once: for tests and lists, not for serving one resource. */
export function allTokens(dir: string): string[] {
  const tokens: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && entry.name !== "types") walk(path);
      } else if (entry.name.endsWith(".js")) {
        const text = readFileSync(path, "latin1");
        const token = isClassFile(text) ? tokenOf(text) : undefined;
        if (token?.split(":").length === 3) tokens.push(token);
      }
    }
  };
  walk(dir);
  return tokens.sort();
}

export function folderOf(pkg: PackageName, module: string): string {
  switch (pkg) {
    case "kubernetes": {
      // "rbac.authorization.k8s.io/v1" lies in rbac/v1
      const [group = "", ...rest] = module.split("/");
      return [group.split(".")[0], ...rest].join("/");
    }
    case "azure-native":
      return module === "index" ? "" : module;
    default: {
      const slash = module.lastIndexOf("/");
      const folder = slash < 0 ? module : module.slice(0, slash);
      return folder === "index" ? "" : folder;
    }
  }
}

/** An Azure type of an explicit API version that the SDK does not carry is served by its default version. */
function versionless(pkg: PackageName, dir: string, token: string, module: string): string | undefined {
  const plain = module.replace(/\/v\d{8}\w*$/, "");
  if (pkg !== "azure-native" || plain === module) return undefined;
  return locate(pkg, dir, token.replace(`:${module}:`, `:${plain}:`));
}

function declares(file: string, token: string): boolean {
  return existsSync(file) && readFileSync(file, "latin1").includes(`__pulumiType = '${token}'`);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
