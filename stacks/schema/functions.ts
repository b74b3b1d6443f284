import { anyText, block, choice, list, named, step, text, whole } from "../fields.ts";

const bucketEvents = block(
  {
    bucket: anyText("Key of a bucket of groundplan:buckets."),
    on: list(choice(["created", "deleted"], "What happened."), 2, "What happened to an object."),
    prefix: anyText("Only objects whose name begins so. Default: all objects.").optional(),
  },
  "Objects of a bucket come or go.",
);

const fn = block(
  {
    source: text(
      "a TypeScript file in stacks/functions, such as functions/heartbeat.ts",
      /^functions\/[\w./-]+\.ts$/,
      "The code, as seen from stacks: its export handler is called.",
    ),
    memoryMiB: step([512, 2048, 4096], "Memory in MiB, in the steps that every cloud has. Default 512.").optional(),
    timeoutSeconds: whole(1, 540, "How long one call may take, in seconds. Default 30.").optional(),
    schedule: block(
      {
        cron: anyText("Five fields: minute, hour, day of month, month, day of week."),
      },
      "By the clock, in UTC.",
    ).optional(),
    events: bucketEvents.optional(),
    env: named(anyText("A value."), "Environment variables.").optional(),
    logDays: whole(1, 3653, "How long logs are kept, where the cloud lets one choose. Default 30.").optional(),
  },
  "One function in every cloud of this stack, on Node 22.",
);

export const functions = named(fn, "The functions of this stack, by key.");
