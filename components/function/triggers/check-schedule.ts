import type { CloudName, Limitation } from "../../core/clouds.js";
import type { Problems } from "../../core/errors.js";
import { describe } from "../../core/target.js";
import type { ScheduleTriggerPlan } from "../types.js";
import { type Cron, CronSyntaxError, parseCron } from "./cron.js";
import { hasBothDays } from "./cron-clouds.js";
import { isUtc, timezoneProblem } from "./timezone.js";

/** What a cloud cannot say; `undefined` where it can. */
interface ScheduleLimits {
  readonly bothDays: Limitation | undefined;
  readonly timezone: Limitation | undefined;
}

/** Checks when a schedule calls. */
export function checkSchedule(
  problems: Problems,
  cloud: CloudName,
  path: string,
  { cron, timezone }: ScheduleTriggerPlan,
  limits: ScheduleLimits,
): void {
  const parsed = parsedCron(problems, `${path}.schedule.cron`, cron);
  if (parsed !== undefined && hasBothDays(parsed) && limits.bothDays !== undefined)
    problems.unsupported("Function", cloud, `${path}.schedule.cron`, limits.bothDays);
  const problem =
    typeof timezone === "string"
      ? timezoneProblem(timezone)
      : `${describe(timezone)} is not a time zone; give its name as plain text, such as "Europe/Berlin"`;
  if (problem !== undefined) problems.add(`${path}.schedule.timezone`, problem);
  else if (limits.timezone !== undefined && !isUtc(timezone))
    problems.unsupported("Function", cloud, `${path}.schedule.timezone`, limits.timezone);
}

function parsedCron(problems: Problems, path: string, cron: unknown): Cron | undefined {
  if (typeof cron !== "string") {
    problems.add(path, `${describe(cron)} is not a cron expression; give it as plain text, such as "0 3 * * *"`);
    return undefined;
  }
  try {
    return parseCron(cron);
  } catch (error) {
    if (!(error instanceof CronSyntaxError)) throw error;
    problems.add(path, `"${cron}" cannot be used: ${error.message}`);
    return undefined;
  }
}
