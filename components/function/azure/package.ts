import type { Problems } from "../../core/errors.js";
import { Runtime } from "../args.js";
import { kindOf } from "../build-triggers.js";
import { jsonFile, type PackageFile } from "../code/files.js";
import type { FunctionPlan, TriggerKinds } from "../types.js";
import type { AzureFunctionContext } from "./children.js";

type Kinds = TriggerKinds<AzureFunctionContext>;

/**
 * `<key>/function.json`, which declares one trigger to the Functions host. `content` holds the bindings, and what else
 * belongs there (`retry`). For a custom runtime the host calls the executable instead of a script.
 */
export function functionJson(key: string, plan: FunctionPlan, content: Readonly<Record<string, unknown>>): PackageFile {
  const script =
    plan.runtime === Runtime.Custom ? {} : { scriptFile: `../${plan.entry.file}`, entryPoint: plan.entry.symbol };
  return jsonFile(pathOf(key), { ...script, ...content });
}

function pathOf(key: string): string {
  return `${key}/function.json`;
}

/** The code with what the Functions host reads: its own settings and a folder for each trigger. */
export function azurePackage(kinds: Kinds, plan: FunctionPlan): readonly PackageFile[] {
  const generated = generatedFiles(kinds, plan);
  const paths = new Set(generated.map(({ path }) => path));
  return [...plan.files.filter(({ path }) => !paths.has(path)), ...generated];
}

/** The triggers are written by us; a file of the code in their place would be lost, or worse, be a second trigger. */
export function checkAzurePackage(problems: Problems, plan: FunctionPlan): void {
  if (hostSettings(plan) === undefined)
    problems.add("code", `${host} in it is not a JSON object; repair it, or leave it out`);
  for (const path of plan.triggers.map(({ key }) => pathOf(key)))
    if (plan.files.some((file) => file.path === path))
      problems.add(
        "code",
        `${path} in it is what the trigger of that name becomes; leave the file out, or rename the trigger`,
      );
  const own = plan.files.map(({ path }) => /^([^/]+)\/function\.json$/.exec(path)?.[1]);
  const names = new Set(plan.triggers.map(({ key }) => key));
  for (const name of own)
    if (name !== undefined && !names.has(name))
      problems.add(
        "code",
        `${name}/function.json in it would be a trigger that nothing here knows of; state it in triggers`,
      );
}

const host = "host.json";

function generatedFiles(kinds: Kinds, plan: FunctionPlan): readonly PackageFile[] {
  const settings = jsonFile(host, {
    ...hostDefaults(plan),
    ...hostSettings(plan),
    functionTimeout: clock(plan.timeoutSeconds),
  });
  return [settings, ...triggerFiles(kinds, plan)];
}

function triggerFiles(kinds: Kinds, plan: FunctionPlan): readonly PackageFile[] {
  return plan.triggers.flatMap((trigger) => kindOf(kinds, trigger).files?.(trigger, plan) ?? []);
}

/** https://learn.microsoft.com/azure/azure-functions/functions-host-json */
function hostDefaults(plan: FunctionPlan): Record<string, unknown> {
  const bundle = { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.0.0, 5.0.0)" };
  const settings = { version: "2.0", extensionBundle: bundle, ...queueSettings(plan) };
  if (plan.runtime !== Runtime.Custom) return settings;
  return {
    ...settings,
    customHandler: {
      description: { defaultExecutablePath: plan.entry.file },
      // Other triggers have to be told apart from requests, so they keep the host's own form of calls.
      enableForwardingHttpRequest: plan.triggers.every(({ kind }) => kind === "http"),
    },
  };
}

/** Events of buckets come by queue: after so many tries the host puts them aside. */
function queueSettings({ triggers, maxAttempts }: FunctionPlan): Record<string, unknown> {
  if (!triggers.some(({ kind }) => kind === "bucket")) return {};
  return { extensions: { queues: { maxDequeueCount: maxAttempts } } };
}

/** What the code says itself; nothing when that cannot be read. */
function hostSettings({ files }: FunctionPlan): Record<string, unknown> | undefined {
  const own = files.find(({ path }) => path === host);
  if (own === undefined) return {};
  try {
    const settings: unknown = JSON.parse(Buffer.from(own.data).toString("utf8"));
    const isObject = typeof settings === "object" && settings !== null && !Array.isArray(settings);
    return isObject ? (settings as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds as the host writes them: `00:01:30`. */
function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
