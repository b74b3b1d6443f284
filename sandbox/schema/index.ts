import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageName, SdkSource } from "../types.js";
import { type ClassFile, readClassFile } from "./class-file.js";
import { membersOf } from "./declarations.js";
import { SchemaCache, stampOf } from "./disk-cache.js";
import { allTokens, locate } from "./locate.js";
import type { Member, ResourceSchema, TypeRef } from "./model.js";
import { NamedEnums, NamedTypes } from "./named-types.js";

export type { Member, ResourceSchema, TypeRef } from "./model.js";

/** What an installed Node SDK says of its resource types. Nothing is read before it is asked for, and each file once. */
export class SdkSchema {
  readonly pkg: PackageName;
  private readonly dir: string;
  private readonly resources = new Map<string, ResourceSchema | undefined>();
  private readonly named: Record<"inputs" | "outputs", NamedTypes>;
  private readonly enums: NamedEnums;
  private readonly cache: SchemaCache | undefined;

  /** `cache`: where to keep what was read for the next process. */
  constructor(pkg: PackageName, dir: string, cache?: SchemaCache) {
    this.pkg = pkg;
    this.dir = dir;
    this.cache = cache;
    this.named = {
      inputs: new NamedTypes(join(dir, "types", "input.d.ts"), "inputs", cache),
      outputs: new NamedTypes(join(dir, "types", "output.d.ts"), "outputs", cache),
    };
    this.enums = new NamedEnums(join(dir, "types", "enums"), cache);
  }

  /** The schema of a resource type, or undefined when the SDK has no such type. */
  resource(token: string): ResourceSchema | undefined {
    if (!this.resources.has(token)) this.resources.set(token, this.load(token));
    return this.resources.get(token);
  }

  /** Members of a named interface; undefined where the type is an enumeration or not in the SDK. */
  members(type: TypeRef): ReadonlyMap<string, Member> | undefined {
    return type.kind === "named" && type.space !== "enums" ? this.named[type.space].members(type.path) : undefined;
  }

  /** Values of a named enumeration; undefined for every other type. */
  values(type: TypeRef): readonly (string | number)[] | undefined {
    return type.kind === "named" && type.space === "enums" ? this.enums.values(type.path) : undefined;
  }

  /** Every resource type. Walks the whole SDK: for tests and suggestions after a failure. */
  tokens(): string[] {
    return allTokens(this.dir);
  }

  private load(token: string): ResourceSchema | undefined {
    const key = `resource ${token}`;
    const stamp = this.cache?.stamp(key);
    if (stamp !== undefined && stamp === this.stampOf(stamp.slice(0, stamp.indexOf(" ")))) {
      const kept = this.cache?.get(key);
      if (kept !== undefined) return revived(kept as KeptSchema);
    }
    const schema = this.read(token);
    if (schema !== undefined && !schema.open) this.cache?.put(key, this.stampOf(schema.file), kept(schema));
    return schema;
  }

  /** The class's file, and whether it and its declarations are those that were read. */
  private stampOf(file: string): string {
    const path = join(this.dir, file);
    return `${file} ${stampOf([path, path.replace(/\.js$/, ".d.ts")])}`;
  }

  private read(token: string): ResourceSchema | undefined {
    const file = locate(this.pkg, this.dir, token);
    if (file === undefined) return this.custom(token);
    const code = readClassFile(readFileSync(join(this.dir, file), "utf8"));
    if (code === undefined) return undefined;
    const declared = readFileSync(join(this.dir, file.replace(/\.js$/, ".d.ts")), "utf8");
    return { ...code, file, open: false, ...declaredMembers(code, declared) };
  }

  /** A Kubernetes type that the SDK does not know is an instance of a CustomResourceDefinition. */
  private custom(token: string): ResourceSchema | undefined {
    const [pkg, version = "", kind = ""] = token.split(":");
    if (pkg !== "kubernetes" || !/^[\w.-]+\/v\d\w*$/.test(version) || kind === "") return undefined;
    const members = ["apiVersion", "kind", "metadata", "spec"].map((name) => [name, anyMember(name)] as const);
    const none: never[] = [];
    return {
      token,
      className: kind,
      file: "apiextensions/customResource.js",
      required: ["apiVersion", "kind"],
      inputs: new Map(members),
      properties: new Map(members),
      outputOnly: none,
      defaults: new Map(),
      secretInputs: none,
      secretOutputs: none,
      aliases: none,
      importIds: none,
      doc: "",
      open: true,
    };
  }
}

/** A schema as JSON can hold it. */
type KeptSchema = Omit<ResourceSchema, "inputs" | "properties" | "defaults"> & {
  readonly inputs: readonly [string, Member][];
  readonly properties: readonly [string, Member][];
  readonly defaults: readonly [string, unknown][];
};

function kept(schema: ResourceSchema): KeptSchema {
  const { inputs, properties, defaults } = schema;
  return { ...schema, inputs: [...inputs], properties: [...properties], defaults: [...defaults] };
}

function revived({ inputs, properties, defaults, ...rest }: KeptSchema): ResourceSchema {
  return { ...rest, inputs: new Map(inputs), properties: new Map(properties), defaults: new Map(defaults) };
}

const schemas = new Map<string, SdkSchema>();
let keptIn: string | undefined;

/** Keeps what is read of SDKs from now on in a directory, for the next process. */
export function keepSchemasIn(dir: string): void {
  keptIn = dir;
}

/** The schema of an SDK: one for each directory and version in this process. */
export function schemaOf(pkg: PackageName, sdk: SdkSource): SdkSchema {
  const key = `${pkg}|${sdk.dir}|${sdk.version}`;
  let schema = schemas.get(key);
  if (schema === undefined) {
    const cache = keptIn === undefined ? undefined : new SchemaCache(keptIn, `${pkg}-${sdk.version}`);
    schema = new SdkSchema(pkg, sdk.dir, cache);
    schemas.set(key, schema);
  }
  return schema;
}

function declaredMembers(code: ClassFile, text: string): Pick<ResourceSchema, "inputs" | "properties"> {
  const args = new Map(membersOf(text, "interface", `${code.className}Args`)?.map((m) => [m.name, m]));
  const properties = new Map(
    membersOf(text, "class", code.className)
      ?.filter((m) => m.name !== "id" && m.name !== "urn")
      .map((m) => [m.name, m]),
  );
  const input = (name: string): Member => args.get(name) ?? properties.get(name) ?? anyMember(name);
  for (const name of code.outputOnly) if (!properties.has(name)) properties.set(name, anyMember(name));
  return { inputs: new Map(code.inputs.map((name) => [name, input(name)])), properties };
}

function anyMember(name: string): Member {
  return { name, optional: true, type: { kind: "any" }, doc: "" };
}
