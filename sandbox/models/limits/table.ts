import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageName } from "../../types.js";

/** A lower and an upper bound, both inclusive; null where there is none. */
export type Bounds = readonly [min: number | null, max: number | null];

/** What an API's own model allows for one property. */
export interface Rule {
  /** Known values. */
  readonly e?: readonly string[];
  /** 1 where the cloud adds values from month to month. */
  readonly o?: 1;
  /** Patterns, one of which must match; `u:` begins one that needs the flag. */
  readonly p?: readonly string[];
  /** Length of a string. */
  readonly l?: Bounds;
  /** A number. */
  readonly n?: Bounds;
  /** How many items a list has. */
  readonly i?: Bounds;
  /** 1 where the provider checks before anything is made. */
  readonly c?: 1;
}

/** Where a table comes from. */
export interface TableFacts {
  /** Packages and their versions. */
  readonly sources: Readonly<Record<string, string>>;
  /** Version of the Pulumi SDK whose properties the rows name. */
  readonly sdk: string;
  /** How many resource types were found in the sources. */
  readonly mapped: number;
  readonly date: string;
  readonly rows: number;
}

interface TableFile {
  readonly about: TableFacts;
  readonly rules: readonly Rule[];
  readonly types: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  /** Of AWS: sizes of machines by service and family. */
  readonly machines?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The limits of one resource type. */
export interface TypeLimits {
  /** Where the operation that makes the type is documented. */
  readonly address: string;
  /** Version of the Pulumi SDK that the limits were made with. */
  readonly sdk: string;
  /** The rule of a path such as `networkInterfaces.stackType`; lists are looked through, `path[]` is the list itself. */
  readonly rule: (path: string) => Rule | undefined;
  readonly paths: readonly string[];
}

const tabled = ["aws", "gcp", "azure-native"] as const;
type Tabled = (typeof tabled)[number];

const addresses: Readonly<Record<Tabled, (place: string) => string>> = {
  aws: (place) => `https://docs.aws.amazon.com/goto/WebAPI/${place}`,
  gcp: (place) => `https://${place.split("/")[0]}.googleapis.com/$discovery/rest?version=${place.split("/")[1]}`,
  "azure-native": (place) => `https://learn.microsoft.com/azure/templates/${place}`,
};

const loaded = new Map<Tabled, TableFile>();

function fileOf(pkg: Tabled): TableFile {
  let file = loaded.get(pkg);
  if (file === undefined) {
    file = JSON.parse(readFileSync(join(__dirname, "..", "..", "data", "limits", `${pkg}.json`), "utf8")) as TableFile;
    loaded.set(pkg, file);
  }
  return file;
}

function isTabled(pkg: PackageName): pkg is Tabled {
  return (tabled as readonly string[]).includes(pkg);
}

const limitsByType = new Map<string, TypeLimits | undefined>();

/** What is known of a type; undefined where its API's models say nothing or were not matched. */
export function limitsOfType(pkg: PackageName, token: string): TypeLimits | undefined {
  if (!isTabled(pkg)) return undefined;
  if (!limitsByType.has(token)) limitsByType.set(token, read(pkg, token));
  return limitsByType.get(token);
}

function read(pkg: Tabled, token: string): TypeLimits | undefined {
  const { about, rules, types } = fileOf(pkg);
  const rows = types[token];
  if (rows === undefined) return undefined;
  return {
    address: addresses[pkg](String(rows["@"])),
    sdk: about.sdk,
    rule: (path) => (Object.hasOwn(rows, path) && path !== "@" ? rules[Number(rows[path])] : undefined),
    paths: Object.keys(rows).filter((path) => path !== "@"),
  };
}

/** The machine types of a service of AWS: sizes by family, and the day of the list. */
export function machineFamilies(service: string): { families: Readonly<Record<string, string>>; date: string } {
  const { machines, about } = fileOf("aws");
  return { families: machines?.[service] ?? {}, date: about.date };
}

/** Sources, versions and sizes of a cloud's table. */
export function factsOf(pkg: Tabled): TableFacts & { readonly types: number } {
  const { about, types } = fileOf(pkg);
  return { ...about, types: Object.keys(types).length };
}

/** Types that have rows. */
export function limitedTypes(pkg: Tabled): string[] {
  return Object.keys(fileOf(pkg).types);
}
