import { nearest } from "../../core/nearest.js";

/** Names of UTC that every cloud takes. */
const utc: ReadonlySet<string> = new Set(["UTC", "Etc/UTC"]);

export function isUtc(timezone: string): boolean {
  return utc.has(timezone);
}

/** Why a text is no time zone of the IANA database, or nothing. */
export function timezoneProblem(timezone: string): string | undefined {
  if (isUtc(timezone) || (isNamed(timezone) && isKnown(timezone))) return undefined;
  const meant = nearest(timezone, ["UTC", ...Intl.supportedValuesOf("timeZone")]);
  const hint = meant === undefined ? "" : ` (did you mean "${meant}"?)`;
  return `"${timezone}" is not a time zone${hint}; use a name such as "Europe/Berlin", or "UTC"`;
}

/** Area and place. Node also takes offsets, abbreviations and names in any case, which clouds do not. */
function isNamed(timezone: string): boolean {
  return /^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z0-9_+-]*)+$/.test(timezone);
}

function isKnown(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}
