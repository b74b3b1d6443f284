import { checkProperties, checkTable } from "../../core/checks.js";
import type { Problems } from "../../core/errors.js";
import type { TriggerKindName } from "../types.js";

/** What may stand beside the word that says the kind of trigger. */
const beside: Readonly<Record<TriggerKindName, readonly string[]>> = {
  http: [],
  schedule: [],
  bucket: ["on", "prefix", "suffix"],
};

/** Refuses properties that a trigger does not have: nothing checks types when a program runs. */
export function checkTriggerProperties(problems: Problems, path: string, kind: TriggerKindName, trigger: object): void {
  checkProperties(problems, path, trigger, [kind, ...beside[kind]]);
  if (!("schedule" in trigger)) return;
  const { schedule } = trigger;
  if (checkTable(problems, `${path}.schedule`, schedule, '{ cron: "0 3 * * *" }'))
    checkProperties(problems, `${path}.schedule`, schedule, ["cron", "timezone"]);
}
