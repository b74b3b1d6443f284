const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
  /** The number of the first name. */
  readonly first: number;
}

const fields: readonly Field[] = [
  { least: 0, most: 59, names: [], first: 0 },
  { least: 0, most: 23, names: [], first: 0 },
  { least: 1, most: 31, names: [], first: 0 },
  { least: 1, most: 12, names: months, first: 1 },
  { least: 0, most: 6, names: days, first: 0 },
];
const descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
const duration = /^([+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$/;

/** Why a schedule is none, in the words of the parser that CronJobs are read with; undefined where it is one. */
export function scheduleProblem(schedule: string): string | undefined {
  if (schedule.startsWith("@")) {
    if (descriptors.includes(schedule)) return undefined;
    const every = /^@every (.*)$/.exec(schedule)?.[1];
    if (every === undefined) return `unrecognized descriptor: ${schedule}`;
    return duration.test(every) ? undefined : `failed to parse duration ${schedule}: time: invalid duration "${every}"`;
  }
  const parts = schedule.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== 5) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(" ")}]`;
  for (const [index, part] of parts.entries()) {
    for (const range of part.split(",").filter((one) => one !== "")) {
      const problem = rangeProblem(range, fields[index] as Field);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function rangeProblem(text: string, field: Field): string | undefined {
  const [range = "", step, ...more] = text.split("/");
  if (more.length > 0) return `too many slashes: ${text}`;
  const [low = "", high, ...rest] = range.split("-");
  if (rest.length > 0) return `too many hyphens: ${text}`;
  const start = low === "*" || low === "?" ? field.least : numberOf(low, field);
  if (typeof start === "string") return start;
  const open = low === "*" || low === "?" || (high === undefined && step !== undefined);
  const end = open ? field.most : high === undefined ? start : numberOf(high, field);
  if (typeof end === "string") return end;
  const by = step === undefined ? 1 : numberOf(step, { ...field, names: [] });
  if (typeof by === "string") return by;
  if (start < field.least) return `beginning of range (${start}) below minimum (${field.least}): ${text}`;
  if (end > field.most) return `end of range (${end}) above maximum (${field.most}): ${text}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`;
  return by === 0 ? `step of range should be a positive number: ${text}` : undefined;
}

function numberOf(text: string, field: Field): number | string {
  const name = field.names.indexOf(text.toLowerCase());
  if (name >= 0) return name + field.first;
  if (/^-\d+$/.test(text)) return `negative number (${text}) not allowed: ${text}`;
  return /^\+?\d+$/.test(text)
    ? Number(text)
    : `failed to parse int from ${text}: strconv.Atoi: parsing "${text}": invalid syntax`;
}
