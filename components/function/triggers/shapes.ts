import type { Problems } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { describe } from "../../core/target.js";
import type { TriggerKindName } from "../types.js";

/** What may stand beside the word that says the kind of trigger. */
const beside: Readonly<Record<TriggerKindName, readonly string[]>> = {
  http: [],
  schedule: [],
  bucket: ["on", "prefix", "suffix"],
};

/** Refuses properties that a trigger does not have: nothing checks types when a program runs. */
export function checkTriggerProperties(problems: Problems, path: string, kind: TriggerKindName, trigger: object): void {
  checkNames(problems, path, trigger, [kind, ...beside[kind]]);
  if (!("schedule" in trigger)) return;
  const { schedule } = trigger;
  if (typeof schedule === "object" && schedule !== null)
    checkNames(problems, `${path}.schedule`, schedule, ["cron", "timezone"]);
  else problems.add(`${path}.schedule`, `${describe(schedule)} is no schedule; use { cron: "0 3 * * *" }`);
}

function checkNames(problems: Problems, path: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const way = meant === undefined ? `use ${known.join(", ")}` : `did you mean ${meant}?`;
    problems.add(`${path}.${name}`, `there is no such property; ${way}`);
  }
}
