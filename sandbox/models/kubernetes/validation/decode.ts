import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord } from "../../values.js";
import { notQuantity, quantity } from "./quantity.js";

/** Lists whose entries are told apart by these keys. Two entries of one key cannot be applied. */
const keyed: readonly [path: RegExp, keys: readonly string[]][] = [
  [/\.(initContainers|ephemeralContainers|containers)$/, ["name"]],
  [/(^|[^a])\.spec\.volumes$/, ["name"]],
  [/ontainers\[\]\.env$/, ["name"]],
  [/ontainers\[\]\.ports$/, ["containerPort", "protocol"]],
  [/ontainers\[\]\.volumeMounts$/, ["mountPath"]],
  [/ontainers\[\]\.volumeDevices$/, ["devicePath"]],
  [/\.topologySpreadConstraints$/, ["topologyKey", "whenUnsatisfiable"]],
  [/\.hostAliases$/, ["ip"]],
  [/^Service\.spec\.ports$/, ["port", "protocol"]],
  [/^CustomResourceDefinition\.none$/, ["name"]],
];

const defaults: Props = { protocol: "TCP" };

/** The first list in which two entries have one key, in the words of the API server. */
export function duplicates(kind: string, object: Props): string | undefined {
  return inValue(object, kind, "");
}

function inValue(value: unknown, pattern: string, shown: string): string | undefined {
  if (Array.isArray(value)) return inList(value, pattern, shown);
  if (!isRecord(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = inValue(inner, `${pattern}.${key}`, `${shown}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inList(list: readonly unknown[], pattern: string, shown: string): string | undefined {
  const keys = keyed.find(([path]) => path.test(pattern))?.[1];
  const seen = new Set<string>();
  for (const [index, entry] of list.entries()) {
    const key = keys === undefined || !isRecord(entry) ? undefined : keyOf(entry, keys);
    if (key !== undefined && seen.has(key)) return `${shown}: duplicate entries for key [${key}]`;
    if (key !== undefined) seen.add(key);
    const found = inValue(entry, `${pattern}[]`, `${shown}[${key ?? index}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Undefined where a key is missing or not known yet. */
function keyOf(entry: Props, keys: readonly string[]): string | undefined {
  const values = keys.map((key) => entry[key] ?? defaults[key]);
  if (values.some((value) => value === undefined || value === UNKNOWN)) return undefined;
  return keys.map((key, index) => `${key}=${JSON.stringify(values[index])}`).join(",");
}

/** Places of quantities, below any object. */
const quantityAt =
  /(\.(requests|limits)\.[^[\]]+|^\.spec\.(hard|capacity|overhead)\.[^[\]]+|\.spec\.overhead\.[^[\]]+|\.sizeLimit|\.divisor|\.averageValue|\.target\.value|^\.spec\.limits\[\]\.(min|max|default|defaultRequest|maxLimitRequestRatio)\.[^[\]]+)$/;

export function isQuantityAt(path: string): boolean {
  return quantityAt.test(path);
}

const base64Of: Readonly<Record<string, readonly string[]>> = { Secret: ["data"], ConfigMap: ["binaryData"] };

/** What cannot be read as what it has to be: quantities and base64. */
export function unreadable(kind: string, object: Props): string | undefined {
  for (const name of base64Of[kind] ?? []) {
    const map = object[name];
    for (const value of isRecord(map) ? Object.values(map) : []) {
      const at = typeof value === "string" ? badByte(value) : undefined;
      if (at !== undefined) return `error decoding from json: illegal base64 data at input byte ${at}`;
    }
  }
  return badQuantity(object, "") ? notQuantity : undefined;
}

/** Where a text stops being base64. Line breaks count for nothing. */
function badByte(text: string): number | undefined {
  const plain = text.replace(/[\r\n]/g, "");
  const bad = plain.search(/[^A-Za-z0-9+/=]/);
  const padding = plain.indexOf("=");
  if (padding >= 0 && (bad < 0 || padding < bad)) {
    const tail = plain.slice(padding);
    return plain.length % 4 === 0 && (tail === "=" || tail === "==") ? undefined : padding;
  }
  if (bad >= 0) return bad;
  return plain.length % 4 === 0 ? undefined : plain.length;
}

function badQuantity(value: unknown, path: string): boolean {
  if (Array.isArray(value)) return value.some((inner) => badQuantity(inner, `${path}[]`));
  if (isRecord(value)) return Object.entries(value).some(([key, inner]) => badQuantity(inner, `${path}.${key}`));
  if ((typeof value !== "string" && typeof value !== "number") || !isQuantityAt(path)) return false;
  return quantity(value) === undefined;
}
