import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageName } from "../types.js";

/** What one public source says of one resource type's properties. */
export interface ReplacementRow {
  readonly token: string;
  /** Property paths whose change makes a new object. */
  readonly replace: readonly string[];
  /** Property paths that the provider changes in place, with everything below them that is not in `replace`. */
  readonly inPlace: readonly string[];
  /** Where it is published. */
  readonly source: string;
  /** Of the source itself where it has one, else the day on which it was read. */
  readonly date: string;
}

/** The packages that have a table; Kubernetes' immutable fields are its models' own. */
export const tabled = ["aws", "gcp", "azure-native"] as const satisfies readonly PackageName[];

interface TableFile {
  readonly sources: Readonly<Record<string, { readonly title: string; readonly date: string }>>;
  /** By type; a string names the type that is the same under another token. */
  readonly types: Readonly<Record<string, readonly FileRow[] | string>>;
}

interface FileRow {
  readonly source: string;
  readonly replace?: readonly string[];
  readonly inPlace?: readonly string[];
}

const files = new Map<string, TableFile | undefined>();

function tableOf(pkg: string): TableFile | undefined {
  if (!files.has(pkg)) {
    const known = (tabled as readonly string[]).includes(pkg);
    const file = join(__dirname, "..", "data", "replacement", `${pkg}.json`);
    files.set(pkg, known ? (JSON.parse(readFileSync(file, "utf8")) as TableFile) : undefined);
  }
  return files.get(pkg);
}

const rows = new Map<string, readonly ReplacementRow[]>();

/** The rows of a type, none where no source is known. A token with an API version of Azure is looked up without it. */
export function replacementRows(token: string): readonly ReplacementRow[] {
  let found = rows.get(token);
  if (found === undefined) {
    found = readRows(token);
    rows.set(token, found);
  }
  return found;
}

function readRows(token: string): ReplacementRow[] {
  const table = tableOf(token.slice(0, token.indexOf(":")));
  const plain = token.replace(/\/v\d{8}\w*:/, ":");
  const entry = table?.types[plain];
  const own = typeof entry === "string" ? table?.types[entry] : entry;
  if (table === undefined || own === undefined || typeof own === "string") return [];
  return own.map(({ source, replace = [], inPlace = [] }) => {
    const { title, date } = sourceOf(table, source);
    return { token: plain, replace, inPlace, source: title, date };
  });
}

/** "tf#r/subnet" is the page r/subnet of the source "tf". */
function sourceOf(table: TableFile, key: string): { title: string; date: string } {
  const [name = "", page] = key.split("#");
  const source = table.sources[name];
  if (source === undefined) throw new Error(`the table of replacements has no source "${name}"`);
  return { title: page === undefined ? source.title : source.title.replace("{page}", page), date: source.date };
}

/** Every row of the three clouds: what the documentation of the sandbox lists. */
export function replacementTable(): ReplacementRow[] {
  return tabled.flatMap((pkg) =>
    Object.keys(tableOf(pkg)?.types ?? {}).flatMap((token) => replacementRows(token).map((row) => ({ ...row, token }))),
  );
}

/** How many types and paths the table has, by package. */
export function replacementCounts(): Record<
  (typeof tabled)[number],
  { types: number; replace: number; inPlace: number }
> {
  const count = (pkg: string) => {
    const own = replacementTable().filter(({ token }) => token.startsWith(`${pkg}:`));
    const sum = (paths: (row: ReplacementRow) => readonly string[]) => own.reduce((n, row) => n + paths(row).length, 0);
    return {
      types: new Set(own.map(({ token }) => token)).size,
      replace: sum(({ replace }) => replace),
      inPlace: sum(({ inPlace }) => inPlace),
    };
  };
  return { aws: count("aws"), gcp: count("gcp"), "azure-native": count("azure-native") };
}
