import type * as pulumi from "@pulumi/pulumi";
import { FunctionArch, type FunctionArgs, HttpAuth, Runtime, type Trigger } from "./args.js";
import type { PackageFile } from "./code/files.js";
import type { EntryPlan, FunctionPlan, FunctionRules, TriggerPlan } from "./types.js";

/** Everything about a function that can be decided without the engine. Pure: it checks nothing and registers nothing. */
export function planFunction(
  args: FunctionArgs,
  files: readonly PackageFile[],
  rules: Pick<FunctionRules, "usualLogRetentionDays">,
): FunctionPlan {
  const { network } = args;
  return {
    runtime: args.runtime,
    arch: args.arch ?? FunctionArch.X86,
    entry: planEntry(args.entry ?? defaultEntry(args.runtime), args.runtime, files),
    memoryMiB: args.memoryMiB ?? 512,
    timeoutSeconds: args.timeoutSeconds ?? 30,
    env: args.env ?? {},
    network: network === undefined ? undefined : { network: network.network, tier: network.tier ?? "private" },
    minInstances: args.minInstances ?? 0,
    maxConcurrency: args.maxConcurrency,
    maxAttempts: args.retry?.maxAttempts ?? 2,
    logRetentionDays: args.logRetentionDays ?? rules.usualLogRetentionDays,
    triggers: Object.entries(args.triggers ?? {})
      .map(([key, trigger]) => planTrigger(key, trigger))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    files,
  };
}

/** What is called when nobody says. */
export function defaultEntry(runtime: Runtime): string {
  if (runtime === Runtime.Custom) return "bootstrap";
  return runtime === Runtime.Python313 ? "main.handler" : "index.handler";
}

/** The endings that a file of code may have; a custom runtime's executable is named in full. */
export function endingsOf(runtime: Runtime): readonly string[] {
  if (runtime === Runtime.Custom) return [""];
  return runtime === Runtime.Python313 ? [".py"] : [".js", ".cjs", ".mjs"];
}

function planEntry(text: string, runtime: Runtime, files: readonly PackageFile[]): EntryPlan {
  const dot = runtime === Runtime.Custom ? text.length : text.lastIndexOf(".");
  const [stem, symbol] = [text.slice(0, dot), text.slice(dot + 1)];
  const names = endingsOf(runtime).map((ending) => stem + ending);
  const file = names.find((name) => files.some(({ path }) => path === name));
  return { text, file: file ?? names[0] ?? stem, symbol };
}

/** One trigger with everything decided. */
export function planTrigger(key: string, trigger: Trigger): TriggerPlan {
  if ("http" in trigger) {
    const { auth, cors } = trigger.http;
    return { kind: "http", key, auth: auth ?? HttpAuth.Iam, origins: cors?.origins ?? [] };
  }
  if ("schedule" in trigger) {
    const { cron, timezone = "UTC" } = trigger.schedule;
    return { kind: "schedule", key, cron, timezone };
  }
  const { bucket, on, prefix, suffix } = trigger;
  return { kind: "bucket", key, bucket, on, prefix, suffix };
}

/** What state shows of a function's arguments: plain and structural. */
export function summarize(plan: FunctionPlan): Record<string, pulumi.Input<unknown>> {
  return {
    runtime: plan.runtime,
    entry: plan.entry.text,
    memoryMiB: plan.memoryMiB,
    timeoutSeconds: plan.timeoutSeconds,
    minInstances: plan.minInstances,
    env: Object.keys(plan.env).sort(),
    network: plan.network?.network.networkName ?? "",
    triggers: plan.triggers.map(({ key, kind }) => `${key}: ${kind}`),
  };
}
