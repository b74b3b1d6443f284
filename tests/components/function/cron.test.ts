import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cron, cronFields, parseCron } from "../../../components/function/triggers/cron.js";
import { awsCron, azureCron, gcpCron, hasBothDays } from "../../../components/function/triggers/cron-clouds.js";
import { timezoneProblem } from "../../../components/function/triggers/timezone.js";

const names = Object.keys(cronFields) as (keyof Cron)[];

/** What each cloud reads in one of its fields, from its documentation and not from our code. */
function read(text: string, first: number, last: number): number[] {
  const all = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step] = part.split("/");
    const [from = "", to] = range.split("-");
    const start = range === "*" || range === "?" ? first : Number(from);
    const end = to !== undefined ? Number(to) : range === "*" || range === "?" || step !== undefined ? last : start;
    for (let value = start; value <= end; value += Number(step ?? 1)) all.add(value);
  }
  return [...all].sort((a, b) => a - b);
}

function readFields(texts: readonly string[]): Cron {
  const values = names.map((name, index) =>
    read(texts[index] as string, cronFields[name].first, cronFields[name].last),
  );
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as unknown as Cron;
}

function readAws(text: string): Cron {
  const fields = /^cron\((.*)\)$/.exec(text)?.[1]?.split(" ") ?? [];
  expect(fields).toHaveLength(6);
  expect(fields[5]).toBe("*");
  expect(fields.filter((field) => field === "?")).toHaveLength(1);
  const week = fields[4] as string;
  return { ...readFields([...fields.slice(0, 4), "*"]), daysOfWeek: read(week, 1, 7).map((day) => day - 1) };
}

const value = (name: keyof Cron) => fc.integer({ min: cronFields[name].first, max: cronFields[name].last });
const part = (name: keyof Cron) => {
  const { first, last } = cronFields[name];
  const range = fc.tuple(value(name), value(name)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const step = fc.integer({ min: 1, max: last - first });
  return fc.oneof(
    value(name).map(String),
    range,
    fc.tuple(range, step).map(([text, by]) => `${text}/${by}`),
    step.map((by) => `*/${by}`),
  );
};
const field = (name: keyof Cron) =>
  fc.oneof(
    fc.constant("*"),
    fc.array(part(name), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(",")),
  );
/** Expressions with one kind of day at most, which is what every cloud can say. */
const portable = fc
  .tuple(field("minutes"), field("hours"), field("daysOfMonth"), field("months"), field("daysOfWeek"), fc.boolean())
  .map(([m, h, dom, month, dow, byWeek]) =>
    [m, h, byWeek ? "*" : dom, byWeek ? month : "*", byWeek ? dow : "*"].join(" "),
  );

describe("cron expressions", () => {
  it("mean on every cloud what they mean to Unix", () => {
    fc.assert(
      fc.property(portable, (text) => {
        const expected = readFields(text.split(" "));
        const cron = parseCron(text);
        expect(cron).toEqual(expected);
        expect(hasBothDays(cron)).toBe(false);
        expect(readAws(awsCron(cron))).toEqual(expected);
        expect(readFields(gcpCron(cron).split(" "))).toEqual(expected);
        const [seconds, ...rest] = azureCron(cron).split(" ");
        expect(seconds).toBe("0");
        expect(readFields(rest)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("stay what they are when the written form is read again", () => {
    fc.assert(
      fc.property(portable, (text) => {
        const written = gcpCron(parseCron(text));
        expect(gcpCron(parseCron(written))).toBe(written);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["* * * * *", "cron(* * * * ? *)", "* * * * *", "0 * * * * *"],
    ["*/15 * * * *", "cron(0/15 * * * ? *)", "*/15 * * * *", "0 */15 * * * *"],
    ["30 8-18 * * 1-5", "cron(30 8-18 ? * 2-6 *)", "30 8-18 * * 1-5", "0 30 8-18 * * 1-5"],
    ["0 3 * * MON-FRI", "cron(0 3 ? * 2-6 *)", "0 3 * * 1-5", "0 0 3 * * 1-5"],
    ["0 0 1 JAN,jul *", "cron(0 0 1 1,7 ? *)", "0 0 1 1,7 *", "0 0 0 1 1,7 *"],
    ["0 0 * * 7", "cron(0 0 ? * 1 *)", "0 0 * * 0", "0 0 0 * * 0"],
    ["0 0 * * 5-7", "cron(0 0 ? * 1,6,7 *)", "0 0 * * 0,5,6", "0 0 0 * * 0,5,6"],
    ["5,10,11,12 0 */2 * *", "cron(5,10-12 0 1/2 * ? *)", "5,10-12 0 */2 * *", "0 5,10-12 0 */2 * *"],
    ["10-50/20 0 * * *", "cron(10,30,50 0 * * ? *)", "10,30,50 0 * * *", "0 10,30,50 0 * * *"],
  ])("%s is written for each cloud", (text, onAws, onGcp, onAzure) => {
    const cron = parseCron(text);
    expect([awsCron(cron), gcpCron(cron), azureCron(cron)]).toEqual([onAws, onGcp, onAzure]);
  });

  it("know when both kinds of day are given", () => {
    expect(hasBothDays(parseCron("0 0 1 * 1"))).toBe(true);
    expect(hasBothDays(parseCron("0 0 1 * *"))).toBe(false);
    expect(hasBothDays(parseCron("0 0 1-31 * 1"))).toBe(false);
  });

  it.each([
    ["", "there are 0 fields; use five: minute, hour, day of the month, month, day of the week"],
    ["0 3 * *", "there are 4 fields; use five"],
    ["0 0 3 * * *", "there are 6 fields; use five: minute, hour, day of the month, month, day of the week; seconds"],
    ["@daily", 'names such as @daily are not known everywhere; use "0 0 * * *"'],
    ["rate(5 minutes)", 'this is the form of AWS; use five fields, such as "0 3 * * *"'],
    ["cron(0 3 * * ? *)", "this is the form of AWS"],
    ["60 * * * *", 'the minute is "60"; use 0 to 59'],
    ["0 24 * * *", 'the hour is "24"; use 0 to 23'],
    ["0 0 0 * *", 'the day of the month is "0"; use 1 to 31'],
    ["0 0 1 13 *", 'the month is "13"; use 1 to 12'],
    ["0 0 * * 8", 'the day of the week is "8"; use 0 to 6'],
    ["0 0 L * *", 'the day of the month is "L"; L, W, # and ? are not known everywhere; use *, numbers from 1 to 31'],
    ["0 0 15W * *", 'the day of the month is "15W"; L, W, # and ? are not known everywhere'],
    ["0 0 * * 1#2", 'the day of the week is "1#2"; L, W, # and ? are not known everywhere'],
    ["0 0 ? * 1", 'the day of the month is "?"; L, W, # and ? are not known everywhere'],
    ["0 0 * * MONDAY", 'the day of the week is "MONDAY"; use *, numbers from 0 to 6, or SUN to SAT'],
    ["5/15 * * * *", 'the minute is "5/15"; a step follows * or a range: use "5-59/15"'],
    ["*/0 * * * *", 'the minute is "*/0"; a step is a whole number from 1 to 59'],
    ["*/90 * * * *", 'the minute is "*/90"; a step is a whole number from 1 to 59'],
    ["*/ * * * *", 'the minute is "*/"; a step is a whole number'],
    ["0 22-4 * * *", 'the hour is "22-4", a range that runs backwards; use a list of two ranges, "22-23,0-4"'],
    ["1,,2 * * * *", 'the minute is ""; use *'],
    ["1-2-3 * * * *", 'the minute is "1-2-3"; use *'],
    ["-1 * * * *", 'the minute is "-1"; use *'],
    ["0 0 31 2,4 *", "the day of the month is 31 at the earliest, and none of its months has that many days"],
  ])("%j is refused", (text, message) => {
    expect(() => parseCron(text)).toThrow(message);
  });

  it("take the 29th of February", () => {
    expect(awsCron(parseCron("0 0 29 2 *"))).toBe("cron(0 0 29 2 ? *)");
  });
});

describe("time zones", () => {
  it.each(["UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+5"])(
    "%s is one",
    (name) => expect(timezoneProblem(name)).toBeUndefined(),
  );

  it.each([
    ["Europe/Berln", '"Europe/Berln" is not a time zone (did you mean "Europe/Berlin"?); use a name'],
    ["europe/berlin", '(did you mean "Europe/Berlin"?)'],
    ["CET", '"CET" is not a time zone'],
    ["+02:00", '"+02:00" is not a time zone'],
    ["", '"" is not a time zone'],
    ["Mars/Olympus", '"Mars/Olympus" is not a time zone; use a name such as "Europe/Berlin", or "UTC"'],
  ])("%j is none", (name, message) => {
    expect(timezoneProblem(name)).toContain(message);
  });
});
