/** One field of a cron expression: every value that it allows, ascending. */
export type CronField = readonly number[];

/** A cron expression, taken apart. Days of the week are 0 (Sunday) to 6. */
export interface Cron {
  readonly minutes: CronField;
  readonly hours: CronField;
  readonly daysOfMonth: CronField;
  readonly months: CronField;
  readonly daysOfWeek: CronField;
}

/** An expression that is not one: the message says the part, what is allowed, and the fix. */
export class CronSyntaxError extends Error {
  override readonly name = "CronSyntaxError";
}

interface FieldSpec {
  readonly label: string;
  readonly first: number;
  readonly last: number;
  /** Names of the values from `first` on. */
  readonly names?: readonly string[];
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** What each field may hold, in order. */
export const cronFields = {
  minutes: { label: "the minute", first: 0, last: 59 },
  hours: { label: "the hour", first: 0, last: 23 },
  daysOfMonth: { label: "the day of the month", first: 1, last: 31 },
  months: { label: "the month", first: 1, last: 12, names: months },
  daysOfWeek: { label: "the day of the week", first: 0, last: 6, names: days },
} as const satisfies Readonly<Record<keyof Cron, FieldSpec>>;

const order = Object.keys(cronFields) as (keyof Cron)[];
/** A leap year's. */
const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const macros: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/**
 * Reads a cron expression of five fields: minute, hour, day of the month, month, day of the week. A field is `*`, a
 * number, a name such as `MON` or `JAN`, a range `a-b`, either of the latter with a step (`*` and `/15`, `8-18/2`), or
 * a list of these.
 *
 * @throws CronSyntaxError for anything else, such as `L`, `W`, `#` and `?`, and for a date that no year has
 */
export function parseCron(expression: string): Cron {
  const text = expression.trim();
  const meant = macros[text.toLowerCase()];
  if (meant !== undefined) throw new CronSyntaxError(`names such as ${text} are not known everywhere; use "${meant}"`);
  if (/^(cron|rate|at)\(/.test(text))
    throw new CronSyntaxError('this is the form of AWS; use five fields, such as "0 3 * * *" for three at night');
  const parts = text.split(/\s+/);
  if (text === "" || parts.length !== order.length)
    throw new CronSyntaxError(wrongCount(text === "" ? 0 : parts.length));
  const fields = order.map((name, index) => parseField(cronFields[name], parts[index] as string));
  const cron = Object.fromEntries(order.map((name, index) => [name, fields[index]])) as unknown as Cron;
  refuseImpossibleDate(cron);
  return cron;
}

function wrongCount(count: number): string {
  const more = count > order.length ? "; seconds and years are not known everywhere" : "";
  return `there are ${count} fields; use five: minute, hour, day of the month, month, day of the week${more}`;
}

function parseField(spec: FieldSpec, text: string): CronField {
  const values = new Set<number>();
  for (const part of text.split(",")) for (const value of parsePart(spec, part)) values.add(value);
  return [...values].sort((a, b) => a - b);
}

function parsePart(spec: FieldSpec, part: string): number[] {
  const [, range, step] = /^([^/]*)(?:\/(.*))?$/.exec(part) ?? [];
  const [from, to, stepped] = parseRange(spec, range ?? "", part);
  if (step === undefined) return sequence(from, to, 1).map((value) => value % modulus(spec));
  if (!stepped)
    throw new CronSyntaxError(
      `${spec.label} is "${part}"; a step follows * or a range: use "${from}-${spec.last}/${step}"`,
    );
  const by = /^\d+$/.test(step) ? Number(step) : 0;
  const most = spec.last - spec.first;
  if (by < 1 || by > most)
    throw new CronSyntaxError(`${spec.label} is "${part}"; a step is a whole number from 1 to ${most}`);
  return sequence(from, to, by).map((value) => value % modulus(spec));
}

/** First and last value, and whether a step may follow. */
function parseRange(spec: FieldSpec, range: string, part: string): [number, number, boolean] {
  if (range === "*") return [spec.first, spec.last, true];
  const ends = range.split("-");
  const [from, to] = ends.map((end) => parseValue(spec, end, part));
  if (from === undefined || ends.length > 2) throw new CronSyntaxError(badPart(spec, part));
  if (to === undefined) return [from, from, false];
  if (from > to)
    throw new CronSyntaxError(
      `${spec.label} is "${part}", a range that runs backwards; use a list of two ranges, ` +
        `"${from}-${spec.last},${spec.first}-${to}"`,
    );
  return [from, to, true];
}

function parseValue(spec: FieldSpec, text: string, part: string): number {
  const named = spec.names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return spec.first + named;
  if (!/^\d{1,2}$/.test(text)) throw new CronSyntaxError(badPart(spec, part));
  const value = Number(text);
  const most = isWeek(spec) ? 7 : spec.last;
  if (value < spec.first || value > most)
    throw new CronSyntaxError(`${spec.label} is "${part}"; use ${spec.first} to ${spec.last}`);
  return value;
}

function badPart(spec: FieldSpec, part: string): string {
  const names = spec.names === undefined ? "" : `, or ${spec.names[0]} to ${spec.names.at(-1)}`;
  const why = /[LW#?]/i.test(part) ? "; L, W, # and ? are not known everywhere" : "";
  return (
    `${spec.label} is "${part}"${why}; use *, numbers from ${spec.first} to ${spec.last}${names}, ranges such as ` +
    `"${spec.first + 1}-${spec.first + 4}", steps such as "*/2", and lists of these`
  );
}

function isWeek(spec: FieldSpec): boolean {
  return spec.first === 0 && spec.last === 6;
}

/** Sunday is 0 and 7. */
function modulus(spec: FieldSpec): number {
  return isWeek(spec) ? 7 : Number.POSITIVE_INFINITY;
}

function sequence(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** Does the field allow everything? */
export function isEvery(name: keyof Cron, field: CronField): boolean {
  const { first, last } = cronFields[name];
  return field.length === last - first + 1;
}

function refuseImpossibleDate({ daysOfMonth, months: inMonths, daysOfWeek }: Cron): void {
  const earliest = daysOfMonth[0] as number;
  const possible = inMonths.some((month) => earliest <= (longestMonth[month - 1] as number));
  if (!possible && isEvery("daysOfWeek", daysOfWeek))
    throw new CronSyntaxError(
      `the day of the month is ${earliest} at the earliest, and none of its months has that many days; ` +
        "use a day that there is",
    );
}
