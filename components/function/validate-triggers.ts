import { checkChoice, checkProperties, checkTable } from "../core/checks.js";
import type { Target } from "../core/clouds.js";
import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { HttpAuth, type HttpTrigger } from "./args.js";
import { bucketRetries } from "./triggers/capabilities.js";
import { checkTriggerProperties } from "./triggers/shapes.js";
import type { FunctionPlan, TriggerKind, TriggerKindName, TriggerPlan } from "./types.js";
import type { Checking } from "./validate.js";

const kinds: readonly TriggerKindName[] = ["http", "schedule", "bucket"];

/** Are all triggers of a shape that can be looked at further? Adds what is wrong where they are not. */
export function checkTriggerShapes(checking: Checking): boolean {
  const { problems, args } = checking;
  const before = problems.found.length;
  if (args.triggers === undefined) return true;
  if (!checkTable(problems, "triggers", args.triggers, "an object of triggers by name")) return false;
  const triggers = Object.entries(args.triggers);
  checkNames(problems, Object.keys(args.triggers));
  for (const [key, trigger] of triggers) {
    const path = `triggers.${key}`;
    const found = typeof trigger === "object" && trigger !== null ? kinds.filter((kind) => kind in trigger) : [];
    if (found.length !== 1)
      problems.add(path, `${found.join(" and ") || describe(trigger)} is not one trigger; use ${kinds.join(", or ")}`);
    else {
      checkTriggerProperties(problems, path, found[0] as TriggerKindName, trigger);
      if ("http" in trigger) checkHttp(checking, path, trigger.http);
    }
  }
  const https = triggers.filter(([, trigger]) => "http" in Object(trigger));
  for (const [key] of https.slice(1))
    problems.add(`triggers.${key}`, `the function has the http trigger "${https[0]?.[0]}" already; one is enough`);
  return problems.found.length === before;
}

function checkNames(problems: Problems, keys: readonly string[]): void {
  for (const [i, key] of keys.entries()) {
    const path = `triggers.${key}`;
    if (!/^[A-Za-z][A-Za-z0-9-]{0,62}$/.test(key))
      problems.add(path, `"${key}" is not a name; use at most 63 letters, digits and hyphens, beginning with a letter`);
    const other = keys.slice(0, i).find((one) => one.toLowerCase() === key.toLowerCase());
    if (other !== undefined)
      problems.add(path, `Azure does not tell it from "${other}"; use names that differ in more than case`);
  }
}

function checkHttp({ problems, unsupported }: Checking, path: string, http: HttpTrigger["http"]): void {
  if (!checkTable(problems, `${path}.http`, http, "{ auth, cors }, or {} for the defaults")) return;
  checkProperties(problems, `${path}.http`, http, ["auth", "cors"]);
  if (http.auth !== undefined) checkChoice(problems, `${path}.http.auth`, http.auth, Object.values(HttpAuth));
  if (http.cors === undefined || unsupported(`${path}.http.cors`, "triggers.*.http.cors")) return;
  if (!checkTable(problems, `${path}.http.cors`, http.cors, "{ origins }")) return;
  checkProperties(problems, `${path}.http.cors`, http.cors, ["origins"]);
  checkOrigins(problems, `${path}.http.cors.origins`, http.cors.origins);
}

function checkOrigins(problems: Problems, path: string, origins: unknown): void {
  if (!Array.isArray(origins) || origins.length === 0) {
    problems.add(path, 'nothing is given; list pages as "https://www.example.com", or "*" for any');
    return;
  }
  for (const [i, origin] of origins.entries())
    if (origin !== "*" && !(typeof origin === "string" && /^https?:\/\/[^/\s]+$/.test(origin)))
      problems.add(`${path}[${i}]`, `${describe(origin)} is not an origin; use the form "https://www.example.com"`);
}

/** What each kind of trigger asks for on this cloud, and how long a call of it may take. */
export function checkTriggers(checking: Checking, plan: FunctionPlan): void {
  const { problems, cloud, args, rules, implementation } = checking;
  for (const trigger of plan.triggers) {
    const most = rules.timeoutSeconds[trigger.kind];
    if (plan.timeoutSeconds > most && plan.timeoutSeconds <= rules.timeoutSeconds.direct)
      problems.add(
        "timeoutSeconds",
        `${plan.timeoutSeconds} is too long for the ${trigger.kind} trigger "${trigger.key}" on ${cloud}; use at most ${most}`,
      );
    // One try is something that every cloud can do.
    if (trigger.kind === "bucket" && (args.retry?.maxAttempts ?? 1) !== 1)
      checking.unsupported("retry.maxAttempts", bucketRetries);
    const kind = implementation.triggers[trigger.kind] as Pick<TriggerKind<TriggerKindName, never>, "check">;
    (kind.check as Check | undefined)?.(problems, `triggers.${trigger.key}`, trigger, plan, args.target);
  }
}

type Check = (problems: Problems, path: string, trigger: TriggerPlan, plan: FunctionPlan, target: Target) => void;
