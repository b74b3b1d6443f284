import { type Cron, type CronField, cronFields, isEvery } from "./cron.js";

/** Does it fire on certain days of the month, and on certain days of the week as well? */
export function hasBothDays(cron: Cron): boolean {
  return !isEvery("daysOfMonth", cron.daysOfMonth) && !isEvery("daysOfWeek", cron.daysOfWeek);
}

/**
 * EventBridge Scheduler: six fields, the year last, Sunday 1, and a `?` for the day that says nothing. There is no way
 * to give both days.
 *
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function awsCron(cron: Cron): string {
  const byWeek = !isEvery("daysOfWeek", cron.daysOfWeek);
  const fields = [
    stepped("minutes", cron.minutes, 0),
    stepped("hours", cron.hours, 0),
    byWeek ? "?" : stepped("daysOfMonth", cron.daysOfMonth, 0),
    stepped("months", cron.months, 0),
    byWeek ? ranges(cron.daysOfWeek, 1) : "?",
    "*",
  ];
  return `cron(${fields.join(" ")})`;
}

/**
 * Cloud Scheduler: the five fields of Unix; with both days it fires on either.
 *
 * https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
 */
export function gcpCron(cron: Cron): string {
  return fiveFields(cron).join(" ");
}

/**
 * A timer of Azure Functions (NCRONTAB): seconds first, then the five fields; with both days it would fire only where
 * they meet.
 *
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function azureCron(cron: Cron): string {
  return ["0", ...fiveFields(cron)].join(" ");
}

function fiveFields(cron: Cron): string[] {
  return (Object.keys(cronFields) as (keyof Cron)[]).map((name) => {
    const field = cron[name];
    if (isEvery(name, field)) return "*";
    const step = stepOf(name, field);
    return step === undefined ? ranges(field, 0) : `*/${step}`;
  });
}

/** As AWS writes it: a step follows the value that it begins at. */
function stepped(name: keyof Cron, field: CronField, shift: number): string {
  if (isEvery(name, field)) return "*";
  const step = stepOf(name, field);
  return step === undefined ? ranges(field, shift) : `${field[0]}/${step}`;
}

/** The step, where the values are those of `*` with a step and are too many to read as a list. */
function stepOf(name: keyof Cron, field: CronField): number | undefined {
  const { first, last } = cronFields[name];
  const [start, next] = field;
  if (start !== first || next === undefined || field.length < 3) return undefined;
  const step = next - start;
  const expected = Math.floor((last - first) / step) + 1;
  const even = field.every((value, index) => value === first + index * step);
  return step > 1 && even && field.length === expected ? step : undefined;
}

/** Values as a list of numbers and of ranges of three or more. */
function ranges(field: CronField, shift: number): string {
  const runs: [number, number][] = [];
  for (const value of field) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  const text = ([from, to]: [number, number]) => {
    const [a, b] = [from + shift, to + shift];
    if (a === b) return `${a}`;
    return b - a === 1 ? `${a},${b}` : `${a}-${b}`;
  };
  return runs.map(text).join(",");
}
