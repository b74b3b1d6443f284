import * as pulumi from "@pulumi/pulumi";
import { type Problem, pathText, salvage, schemaProblems, valueAt } from "./problems.ts";
import { type CloudName, cloudNames, type Settings, settingsSchema } from "./schema.ts";

export type { CloudName, Settings } from "./schema.ts";

/** A stack's configuration as Pulumi hands it to a program: every value is text, blocks as JSON. */
export interface RawConfig {
  readonly values: Readonly<Record<string, string>>;
  isSecret(key: string): boolean;
}

/** The configuration of the running stack. */
export function rawConfig(): RawConfig {
  const config = new Map(Object.entries(pulumi.runtime.allConfig()));
  const secrets = new Set(JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[]);
  return { values: Object.fromEntries(config), isSecret: (key) => secrets.has(key) };
}

/** What could be read of a configuration, and everything about its shape that is wrong. */
export interface Parsed {
  /** The whole of it where there are no problems; otherwise the part that is right, which may lack required keys. */
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/** Checks the shape of a configuration: all problems at once. Needs no engine. */
export function parseConfig(raw: RawConfig): Parsed {
  const problems: Problem[] = [];
  const input: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw.values)) {
    const [namespace, name = ""] = split(key);
    if (namespace === "groundplan") input[name] = fromText(name, value);
    else if (namespace !== "pulumi") problems.push({ path: key, message: foreign(namespace, name) });
  }
  const result = settingsSchema.safeParse(input);
  const show = (path: readonly PropertyKey[]) =>
    raw.isSecret(`groundplan:${String(path[0])}`) ? "[secret]" : JSON.stringify(valueAt(input, path));
  const issues = result.error?.issues ?? [];
  problems.push(...schemaProblems(issues, input, show));
  const settings = result.data ?? (salvage(input, issues) as Settings);
  return { settings, problems: [...problems, ...crossProblems(settings)] };
}

/** What no single field shows. */
function crossProblems(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  if (!cloudNames.some((cloud) => cloud in settings))
    problems.push({
      path: "groundplan",
      message: `names no cloud; add a block ${cloudNames.map((c) => `groundplan:${c}`).join(", ")}`,
    });
  return [...problems, ...bucketProblems(settings), ...otherProblems(settings)];
}

/** References of functions to buckets, and of what runs in a cluster to the cluster, where there is none. */
function otherProblems({ buckets = {}, functions = {}, apps = {}, cluster }: Settings): Problem[] {
  const has = `groundplan:buckets has ${Object.keys(buckets).join(", ") || "none"}`;
  const watchers = Object.entries(functions).flatMap(([key, { events }]) =>
    events === undefined || events.bucket in buckets
      ? []
      : [
          {
            path: pathText(["functions", key, "events", "bucket"]),
            message: `is ${JSON.stringify(events.bucket)}, but must be one of the stack's buckets (${has})`,
          },
        ],
  );
  const homeless = cluster === undefined && Object.keys(apps).length > 0;
  return homeless
    ? [
        ...watchers,
        { path: "groundplan:apps", message: "need a cluster to run in; add groundplan:cluster, or remove them" },
      ]
    : watchers;
}

/** References of one bucket to another that is not there, or that is not what it is used for. */
function bucketProblems(settings: Settings): Problem[] {
  const { buckets = {} } = settings;
  const has = `groundplan:buckets has ${Object.keys(buckets).join(", ") || "none"}`;
  const strays = cloudNames.flatMap((cloud) =>
    Object.keys(settings[cloud]?.buckets ?? {})
      .filter((key) => !(key in buckets))
      .map((key) => ({
        path: pathText([cloud, "buckets", key]),
        message: `there is no such bucket (${has}); add it there, or remove it`,
      })),
  );
  const logs = Object.entries(buckets).flatMap(([key, { accessLogs }]) => {
    if (accessLogs === undefined || (accessLogs !== key && buckets[accessLogs]?.receivesAccessLogs === true)) return [];
    const message = `is ${JSON.stringify(accessLogs)}, but must be another bucket with receivesAccessLogs: true (${has})`;
    return [{ path: pathText(["buckets", key, "accessLogs"]), message }];
  });
  return [...strays, ...logs];
}

function split(key: string): [string, string?] {
  const colon = key.indexOf(":");
  return colon < 0 ? [key] : [key.slice(0, colon), key.slice(colon + 1)];
}

const providers: Readonly<Record<string, CloudName>> = {
  aws: "aws",
  gcp: "gcp",
  "azure-native": "azure",
  azure: "azure",
};

function foreign(namespace: string, name: string): string {
  const cloud = providers[namespace];
  if (cloud === undefined) return `is not of this program; remove it, or write groundplan:${name || namespace}`;
  return `has no effect: the program makes its own providers from groundplan:${cloud}; write it there, or remove it`;
}

/** Blocks, numbers and booleans arrive as JSON. Text stays text, also where it looks like a number to JSON. */
function fromText(name: string, value: string): unknown {
  const isBlock = /^\s*[[{]/.test(value);
  if (!isBlock && name !== "protect") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * Both lists as one: what the shape says about a place goes before what a component would say about it, and what several
 * clouds say of the same place in the same words is said once.
 */
export function allProblems(shape: readonly Problem[], details: readonly Problem[]): readonly Problem[] {
  const known = new Set(shape.map(({ path }) => path));
  const others = new Map(details.map((problem) => [`${problem.path} ${problem.message}`, problem]));
  return [...shape, ...[...others.values()].filter(({ path }) => !known.has(path))];
}

/** One message for all problems of a stack's configuration. */
export function configError(stack: string, problems: readonly Problem[]): pulumi.RunError {
  const one = problems.length === 1;
  return new pulumi.RunError(
    [
      `the configuration of stack ${stack} has ${one ? "a problem" : `${problems.length} problems`}; nothing was changed:`,
      ...problems.map(({ path, message }) => `  ${path}: ${message}`),
      `Correct ${one ? "it" : "them"} in stacks/Pulumi.${stack}.yaml.`,
    ].join("\n"),
  );
}
