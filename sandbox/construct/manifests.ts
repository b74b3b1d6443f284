import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { SandboxError } from "../errors.js";
import { definitionOf, isCustom, isNamespaced, type Kind } from "../models/kubernetes/api.js";
import { at, isRecord, records, text } from "../models/values.js";
import type { Props, WorldView } from "../types.js";

/** A Kubernetes object as a file has it. */
export type Manifest = Props;

export function refuse(message: string): never {
  throw new SandboxError("manifest", message);
}

/** The objects of a YAML or JSON text. Empty documents count for nothing. */
export function parseManifests(source: string): Manifest[] {
  const documents = parseAllDocuments(source, { version: "1.1", merge: true, logLevel: "error" });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) refuse(`decoding YAML: ${problem.message.split("\n")[0]}`);
    const value: unknown = document.toJS();
    return isRecord(value) && Object.keys(value).length > 0 ? [plain(value) as Manifest] : [];
  });
}

/** Times of YAML 1.1 are texts in Kubernetes, and what is null is not there. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, plain(inner)]])),
  );
}

const isPattern = (file: string): boolean => /(?:^|[^\\])[*?[]/.test(file);

/** The texts of files, relative to the program's directory; patterns where `glob` says so. */
export function readFiles(files: readonly string[], directory: string, glob: boolean): string[] {
  return files.flatMap((file) => {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file))
      refuse(
        `fetching YAML over network: ${file} lies outside, and the sandbox fetches nothing. Keep a copy of the file beside the program and name that`,
      );
    const found = glob && isPattern(file) ? globSync(file, { cwd: directory }).sort() : [file];
    return found.map((name) => {
      try {
        return readFileSync(resolve(directory, name), "utf8");
      } catch {
        return refuse(`reading YAML file from disk: open ${name}: no such file or directory (in ${directory})`);
      }
    });
  });
}

/** Lists as their entries, `core/v1` as `v1`, and a namespace for what lies in one. */
export function normalized(
  manifests: readonly Manifest[],
  namespace: string,
  world: WorldView,
  account: string,
): Manifest[] {
  const all = manifests.flatMap(entries);
  return all.map((manifest) => {
    const kind = kindOf(manifest);
    if (kind.kind === "" || kind.apiVersion === "")
      refuse(`Kubernetes resources require a kind and apiVersion: \`${shown(manifest)}\``);
    const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
    if (text(metadata.name) === undefined)
      refuse(`Kubernetes resources require a .metadata.name: \`${shown(manifest)}\``);
    const place = text(metadata.namespace) === undefined && liesInNamespace(kind, all, world, account);
    const canonical = kind.apiVersion === "core/v1" ? { ...manifest, apiVersion: "v1" } : manifest;
    return place ? { ...canonical, metadata: { ...metadata, namespace } } : canonical;
  });
}

function entries(manifest: Manifest): Manifest[] {
  const isList = String(manifest.kind).endsWith("List") && Array.isArray(manifest.items);
  return isList ? records(manifest.items).flatMap(entries) : [manifest];
}

export function kindOf(manifest: Manifest): Kind {
  return { apiVersion: text(manifest.apiVersion) ?? "", kind: text(manifest.kind) ?? "" };
}

/** A definition among the objects themselves goes first. */
function liesInNamespace(kind: Kind, all: readonly Manifest[], world: WorldView, account: string): boolean {
  const own = isCustom(kind) ? all.find((manifest) => defines(manifest, kind)) : undefined;
  if (own !== undefined) return at(own, "spec.scope") !== "Cluster";
  const known = !isCustom(kind) || definitionOf(kind, world, account) !== undefined;
  return known ? isNamespaced(kind, world, account) : true;
}

/** Whether a manifest is the definition of a custom kind. */
export function defines(manifest: Manifest, { apiVersion, kind }: Kind): boolean {
  const group = apiVersion.slice(0, apiVersion.indexOf("/"));
  return (
    manifest.kind === "CustomResourceDefinition" &&
    at(manifest, "spec.group") === group &&
    at(manifest, "spec.names.kind") === kind
  );
}

export function shown(manifest: Manifest): string {
  const line = JSON.stringify(manifest);
  return line.length <= 100 ? line : `${line.slice(0, 97)}...`;
}
