import { fileURLToPath } from "node:url";
import { type BucketLike, Function as CloudFunction, type CloudName, type FunctionArgs, type Target } from "groundplan";
import type { Settings } from "./schema.ts";

/** The arguments of one function on one cloud. */
export function functionArgs<C extends CloudName>(
  settings: Settings,
  target: Target<C>,
  buckets: Readonly<Record<string, BucketLike<C>>>,
  key: string,
): FunctionArgs<C> {
  const { source, schedule, events, logDays, ...options } = settings.functions?.[key] ?? { source: "" };
  const choosesLogDays = target.cloud !== "gcp";
  return {
    target,
    // Pulumi, tests and benchmarks run the program from different folders.
    code: { typescript: fileURLToPath(new URL(source, import.meta.url)) },
    runtime: "node22",
    ...options,
    ...(logDays === undefined || !choosesLogDays ? {} : { logRetentionDays: logDays }),
    triggers: {
      ...(schedule === undefined ? {} : { schedule: { schedule } }),
      ...(events === undefined ? {} : { events: { ...events, bucket: buckets[events.bucket] } }),
    },
  } as unknown as FunctionArgs<C>;
}

/** Makes the stack's functions on one cloud. One that watches a bucket may also read it. */
export function makeFunctions(
  settings: Settings,
  target: Target,
  buckets: Readonly<Record<string, BucketLike>>,
): Record<string, CloudFunction> {
  return Object.fromEntries(
    Object.keys(settings.functions ?? {}).map((key) => [
      key,
      new CloudFunction(`${key}-${target.key}`, functionArgs(settings, target, buckets, key)),
    ]),
  );
}
