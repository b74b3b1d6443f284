import * as pulumi from "@pulumi/pulumi";
import { HttpAuth } from "../args.js";
import type { AzureFunctionContext } from "../azure/children.js";
import { functionJson } from "../azure/package.js";
import type { HttpTriggerPlan, TriggerKind, TriggerParts } from "../types.js";

/** `function.json` of an HTTP trigger. Callers send a function key, unless everybody may call. */
export const httpOnAzure: TriggerKind<"http", AzureFunctionContext> = {
  files(trigger, plan) {
    const bindings = [
      {
        type: "httpTrigger",
        direction: "in",
        name: "req",
        authLevel: trigger.auth === HttpAuth.None ? "anonymous" : "function",
        methods: ["get", "head", "post", "put", "patch", "delete", "options"],
        route: trigger.key,
      },
      { type: "http", direction: "out", name: plan.runtime.startsWith("python") ? "$return" : "res" },
    ];
    return [functionJson(trigger.key, plan, { bindings })];
  },
  create({ origin }: AzureFunctionContext, trigger: HttpTriggerPlan): TriggerParts {
    return { resources: [], url: pulumi.interpolate`${origin}/api/${trigger.key}` };
  },
};
