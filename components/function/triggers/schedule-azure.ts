import type { AzureFunctionContext } from "../azure/children.js";
import { functionJson } from "../azure/package.js";
import type { FunctionPlan, TriggerKind } from "../types.js";
import { azureTriggersUnsupported } from "./capabilities.js";
import { checkSchedule } from "./check-schedule.js";
import { parseCron } from "./cron.js";
import { azureCron } from "./cron-clouds.js";

/** A timer in the package. The Functions host keeps its time and needs no resource for it. */
export const scheduleOnAzure: TriggerKind<"schedule", AzureFunctionContext> = {
  check(problems, path, trigger) {
    checkSchedule(problems, "azure", path, trigger, {
      bothDays: azureTriggersUnsupported["triggers.*.schedule.cron with both days"],
      timezone: azureTriggersUnsupported["triggers.*.schedule.timezone"],
    });
  },
  files({ key, cron }, plan) {
    const timer = { type: "timerTrigger", direction: "in", name: "event", schedule: azureCron(parseCron(cron)) };
    return [functionJson(key, plan, { bindings: [timer], ...retry(plan) })];
  },
  create: () => ({ resources: [] }),
};

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies */
function retry({ maxAttempts }: FunctionPlan): object {
  if (maxAttempts === 1) return {};
  return { retry: { strategy: "fixedDelay", maxRetryCount: maxAttempts - 1, delayInterval: "00:00:10" } };
}
