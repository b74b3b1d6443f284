import { createHash } from "node:crypto";
import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb.js";
import { type ArchiveValue, type AssetValue, type Props, UNKNOWN } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import type { Path } from "../values/paths.js";
import { refused } from "./status.js";

// The signatures of pulumi/pulumi, sdk/go/common/resource/sig and plugin/rpc.go; the same in every SDK and version.
export const signatureKey = "4dabf18193072939515e22adb298388d";
export const signatures = {
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknowns = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** A property struct in plain form, with the paths at which it held secrets. */
export interface Decoded {
  readonly props: Props;
  readonly secrets: readonly Path[];
}

/** Reads a property struct: unknowns become UNKNOWN, secrets are unwrapped, nulls in objects are dropped. */
export function decode(struct: Struct | undefined): Decoded {
  const secrets: Path[] = [];
  const props = struct === undefined ? {} : decodeStruct(struct, [], secrets);
  return { props: props as Props, secrets };
}

/** As `decode`, for what only a preview may leave unknown. */
export function decodeKnown(struct: Struct | undefined): Decoded {
  const decoded = decode(struct);
  const open = unknownIn(decoded.props, []);
  if (open === undefined) return decoded;
  throw refused("malformed", `property ${open.join(".").slice(0, 200)} is unknown, which it may be in a preview only`);
}

function unknownIn(value: unknown, path: Path): Path | undefined {
  if (value === UNKNOWN) return path;
  if (typeof value !== "object" || value === null) return undefined;
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, below] of entries) {
    const found = unknownIn(below, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function decodeStruct(struct: Struct, path: Path, secrets: Path[]): unknown {
  const raw = new Map<string, Value>();
  struct.getFieldsMap().forEach((value, key) => {
    raw.set(key, value);
  });
  const signature = raw.get(signatureKey)?.getStringValue();
  if (signature !== undefined) {
    return decodeSigned(signature, raw, path, secrets);
  }
  const result: Props = {};
  for (const [key, value] of raw) {
    const decoded = decodeValue(value, [...path, key], secrets);
    if (decoded !== null) {
      // Not by assignment: a key "__proto__" is a key like any other.
      Object.defineProperty(result, key, { value: decoded, enumerable: true, configurable: true, writable: true });
    }
  }
  return result;
}

function decodeValue(value: Value, path: Path, secrets: Path[]): unknown {
  switch (value.getKindCase()) {
    case Value.KindCase.STRING_VALUE: {
      const text = value.getStringValue();
      return unknowns.has(text) ? UNKNOWN : text;
    }
    case Value.KindCase.NUMBER_VALUE:
      return finite(value.getNumberValue(), path);
    case Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case Value.KindCase.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map((item, index) =>
        decodeValue(item, [...path, index], secrets),
      );
    case Value.KindCase.STRUCT_VALUE:
      return decodeStruct(value.getStructValue() ?? new Struct(), path, secrets);
    default:
      return null;
  }
}

function finite(value: number, path: Path): number {
  if (Number.isFinite(value)) return value;
  throw refused("malformed", `property ${path.join(".").slice(0, 200)} is ${value}, which no cloud takes`);
}

function decodeSigned(signature: string, raw: Map<string, Value>, path: Path, secrets: Path[]): unknown {
  const inner = (key: string): unknown => {
    const value = raw.get(key);
    return value === undefined ? undefined : decodeValue(value, path, secrets);
  };
  switch (signature) {
    case signatures.secret:
      secrets.push(path);
      return inner("value") ?? null;
    case signatures.output:
      if (inner("secret") === true) {
        secrets.push(path);
      }
      return raw.has("value") ? inner("value") : UNKNOWN;
    case signatures.resource: {
      const id = inner("id");
      return id === "" ? UNKNOWN : (id ?? inner("urn"));
    }
    case signatures.asset:
      return decodeAsset(inner);
    case signatures.archive:
      return decodeArchive(inner);
    default:
      throw refused(
        "malformed",
        `property ${path.join(".").slice(0, 200)} has the unknown signature ${JSON.stringify(signature.slice(0, 80))}: an engine of another protocol?`,
      );
  }
}

type Inner = (key: string) => unknown;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The engine sends the hash of the contents; without one the best that can be said is the hash of what names them. */
function hashOf(inner: Inner): string {
  const given = inner("hash");
  if (typeof given === "string" && given !== "") {
    return given;
  }
  return sha256(String(inner("text") ?? inner("path") ?? inner("uri") ?? JSON.stringify(inner("assets") ?? {})));
}

function texts(inner: Inner, keys: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const key of keys) {
    const value = inner(key);
    if (typeof value === "string" && value !== "") {
      found[key] = value;
    }
  }
  return found;
}

function decodeAsset(inner: Inner): AssetValue | typeof UNKNOWN {
  if (isOpen(inner)) return UNKNOWN;
  return { __asset: hashOf(inner), ...texts(inner, ["text", "path", "uri"]) };
}

/** What is made of something unknown is unknown as a whole: it has no hash yet. */
function isOpen(inner: Inner): boolean {
  return ["hash", "text", "path", "uri", "assets"].some((key) => unknownIn(inner(key), []) !== undefined);
}

function decodeArchive(inner: Inner): ArchiveValue | typeof UNKNOWN {
  const assets = inner("assets") as Record<string, AssetValue | ArchiveValue> | undefined;
  if (isOpen(inner)) return UNKNOWN;
  return { __archive: hashOf(inner), ...texts(inner, ["path", "uri"]), ...(assets === undefined ? {} : { assets }) };
}

/** Writes a property struct: UNKNOWN becomes the sentinel, what `marks` covers becomes a secret. */
export function encode(props: Props, marks: SecretMarks = new SecretMarks()): Struct {
  return encodeStruct(props, [], marks);
}

function encodeStruct(props: object, path: Path, marks: SecretMarks): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [key, value] of Object.entries(props)) {
    if (value !== undefined) {
      fields.set(key, encodeValue(value, [...path, key], marks));
    }
  }
  return struct;
}

const noMarks = new SecretMarks();

function encodeValue(value: unknown, path: Path, marks: SecretMarks): Value {
  if (!marks.empty && marks.covers(path, value)) {
    const secret = new Struct();
    secret.getFieldsMap().set(signatureKey, text(signatures.secret));
    secret.getFieldsMap().set("value", encodeValue(value, path, noMarks));
    return structValue(secret);
  }
  if (value === UNKNOWN) {
    return text(unknownString);
  }
  switch (typeof value) {
    case "string":
      return text(value);
    case "number":
      return numberValue(value, path);
    case "boolean": {
      const result = new Value();
      result.setBoolValue(value);
      return result;
    }
    case "object":
      return encodeObject(value, path, marks);
    default:
      throw new Error(`property ${path.join(".")} is a ${typeof value}, which the protocol cannot carry`);
  }
}

function encodeObject(value: object | null, path: Path, marks: SecretMarks): Value {
  if (value === null) {
    const result = new Value();
    result.setNullValue(NullValue.NULL_VALUE);
    return result;
  }
  if (Array.isArray(value)) {
    const list = new ListValue();
    list.setValuesList(value.map((item, index) => encodeValue(item ?? null, [...path, index], marks)));
    const result = new Value();
    result.setListValue(list);
    return result;
  }
  if ("__asset" in value || "__archive" in value) {
    return structValue(encodeSigned(value as AssetValue | ArchiveValue, path));
  }
  return structValue(encodeStruct(value, path, marks));
}

function encodeSigned(value: AssetValue | ArchiveValue, path: Path): Struct {
  const isAsset = "__asset" in value;
  const { __asset, __archive, ...rest } = value as AssetValue & ArchiveValue;
  const hash = isAsset ? __asset : __archive;
  const struct = encodeStruct(rest, path, noMarks);
  const fields = struct.getFieldsMap();
  fields.set(signatureKey, text(isAsset ? signatures.asset : signatures.archive));
  fields.set("hash", text(hash));
  // An asset with empty contents has no text in plain form; the engine tells it from an elided one by the text.
  if (isAsset && hash === sha256("") && !("path" in rest) && !("uri" in rest)) {
    fields.set("text", text(""));
  }
  return struct;
}

function text(value: string): Value {
  const result = new Value();
  result.setStringValue(value);
  return result;
}

function numberValue(value: number, path: Path): Value {
  if (!Number.isFinite(value)) {
    throw new Error(`property ${path.join(".")} is ${value}, which the protocol cannot carry`);
  }
  const result = new Value();
  result.setNumberValue(value);
  return result;
}

function structValue(struct: Struct): Value {
  const result = new Value();
  result.setStructValue(struct);
  return result;
}
