import type { ValuePath, WantedConfig, WantedValue } from "./config-file.js";

/**
 * What is remembered between runs to tell whose change a difference is: `pulumi config set` in the sandbox writes into the
 * generated file, the checkout's own file may be edited at any time.
 */
export interface MergeBase {
  /** By key: what the checkout and sandbox.yaml wanted at the last run, as JSON. */
  readonly wanted: Readonly<Record<string, string>>;
  /** By key: what the generated file had after the last run, as JSON. */
  readonly written: Readonly<Record<string, string>>;
  /** Keys that were changed in the sandbox, each with what the checkout wanted at that time. */
  readonly kept: Readonly<Record<string, string | null>>;
}

export const noBase: MergeBase = { wanted: {}, written: {}, kept: {} };

export interface Merged {
  /** The generated file's `config` without the secrets that are still to be set. */
  readonly config: Record<string, unknown>;
  /** Values that the engine is to encrypt. */
  readonly secrets: readonly { readonly key: string; readonly path: ValuePath; readonly value: unknown }[];
  readonly wanted: Record<string, string>;
  readonly kept: Record<string, string | null>;
  /** Keys whose change in the sandbox gave way to a later edit of the checkout. */
  readonly overruled: readonly string[];
}

/**
 * Brings together what the checkout wants and what was changed in the sandbox, key by key: a key that was set or removed in
 * the sandbox stays so until the checkout's value of the same key (or its answer in sandbox.yaml) is edited; the later edit wins.
 *
 * @param current the generated file's `config`; undefined where there is no file yet
 */
export function mergeConfig(
  values: WantedConfig["values"],
  current: Readonly<Record<string, unknown>> | undefined,
  base: MergeBase,
): Merged {
  const known = current === undefined ? noBase : base;
  const merged = { config: {} as Record<string, unknown>, secrets: [] as Merged["secrets"][number][] };
  const wanted: Record<string, string> = {};
  const kept: Record<string, string | null> = {};
  const overruled: string[] = [];
  for (const key of new Set([...Object.keys(values), ...Object.keys(current ?? {}), ...Object.keys(known.written)])) {
    const value = values[key];
    const json = value === undefined ? null : JSON.stringify(value);
    if (json !== null) wanted[key] = json;
    const has = current?.[key];
    const isOurs = key in known.kept || asJson(has) !== known.written[key];
    const since = key in known.kept ? (known.kept[key] ?? null) : (known.wanted[key] ?? null);
    if (current !== undefined && isOurs && json === since) {
      kept[key] = since;
      if (has !== undefined) merged.config[key] = has;
      continue;
    }
    if (current !== undefined && isOurs && known !== noBase) overruled.push(key);
    if (value === undefined) continue;
    if (json === known.wanted[key] && !isOurs && has !== undefined) merged.config[key] = has;
    else take(merged, key, value);
  }
  return { ...merged, wanted, kept, overruled };
}

function asJson(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** Puts a wanted value into the file, without its secrets: those the engine writes. */
function take(
  merged: { config: Record<string, unknown>; secrets: Merged["secrets"][number][] },
  key: string,
  wanted: WantedValue,
): void {
  const { value, secrets } = wanted;
  for (const path of secrets) merged.secrets.push({ key, path, value: valueAt(value, path) });
  if (secrets.some((path) => path.length === 0)) return;
  merged.config[key] = secrets.length === 0 ? value : without(structuredClone(value), secrets);
}

function without(value: unknown, paths: readonly ValuePath[]): unknown {
  for (const path of paths) {
    const parent = valueAt(value, path.slice(0, -1));
    const last = path.at(-1) as string | number;
    // A hole in a list would move what follows.
    if (Array.isArray(parent)) parent[last as number] = null;
    else if (typeof parent === "object" && parent !== null) delete (parent as Record<string, unknown>)[last];
  }
  return value;
}

function valueAt(value: unknown, path: ValuePath): unknown {
  let found = value;
  for (const part of path) found = (found as Record<string | number, unknown> | null | undefined)?.[part];
  return found;
}

/** What to remember after a run: `config` is what the generated file has by then. */
export function baseAfter(merged: Merged, config: Readonly<Record<string, unknown>>): MergeBase {
  const written = Object.entries(config).map(([key, value]) => [key, JSON.stringify(value)]);
  return { wanted: merged.wanted, written: Object.fromEntries(written), kept: merged.kept };
}

/** A path as `pulumi config set --path` takes it. */
export function pathText(key: string, path: ValuePath): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `["${step.replaceAll('"', '\\"')}"]`;
  });
  return key + steps.join("");
}
