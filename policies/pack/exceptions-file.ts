import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { Category, type Exception } from "../core/exceptions.js";
import { isObject, type Props } from "../core/value.js";
import { ConfigurationError } from "./configuration.js";
import { ownerOf } from "./exception-rules.js";

const FIELDS = ["rule", "resource", "category", "reason", "owner", "until"] as const;
/** The fields that are texts, and have to be there. */
const TEXTS = ["rule", "resource", "reason", "owner"] as const;

/**
 * Reads a file of exceptions, and takes those to rules of the pack. The others are for other packs of the run, and must be
 * whole all the same.
 *
 * @param rules  ids of the pack's rules
 * @throws ConfigurationError with the place, the value and what is allowed
 */
export function readExceptions(file: string, rules: ReadonlySet<string>): readonly Exception[] {
  const name = basename(file);
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read: ${reasonOf(error)}`);
  }
  if (content === null) return [];
  const listed = isObject(content) ? content.exceptions : undefined;
  if (!Array.isArray(listed))
    throw new ConfigurationError(`${name} holds no list \`exceptions\`; it begins with the line \`exceptions:\``);
  return listed.flatMap((entry, index) => readException(entry, `${name}: exceptions[${index}]`, rules));
}

/** The exception, if it is to a rule of this pack. */
function readException(entry: unknown, place: string, rules: ReadonlySet<string>): readonly Exception[] {
  if (!isObject(entry)) throw new ConfigurationError(`${place} is no object with ${FIELDS.join(", ")}`);
  const other = Object.keys(entry).find((field) => !(FIELDS as readonly string[]).includes(field));
  if (other !== undefined)
    throw new ConfigurationError(`${place} has no field ${other}; its fields: ${FIELDS.join(", ")}`);
  for (const field of TEXTS) text(entry, field, place);
  assertCategory(entry.category, place);
  const { rule, resource } = entry as Record<(typeof TEXTS)[number], string>;
  const owner = ownerOf(rule, rules);
  if (typeof owner !== "string") {
    const hint = owner.meant === undefined ? "" : `; did you mean ${owner.meant}?`;
    throw wrong(place, "rule", rule, `the id of a rule, as docs/policies.md lists them${hint}`);
  }
  if (!/^(urn:pulumi:|\*)/.test(resource))
    throw wrong(place, "resource", resource, "a URN, in which * stands for any text: urn:pulumi:prod::shop::*::assets");
  const until = entry.until === undefined ? {} : { until: day(entry.until, place) };
  return owner === "own" ? [{ ...(entry as unknown as Exception), ...until, place }] : [];
}

/** Of a YAML error the first line: below it stands a picture of the place, which a line of the engine's has no room for. */
function reasonOf(error: unknown): string {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return reason.replace(/:$/, "");
}

function assertCategory(value: unknown, place: string): void {
  const known: readonly unknown[] = Object.values(Category);
  if (!known.includes(value)) throw wrong(place, "category", value, known.join(", "));
}

function text(entry: Props, field: string, place: string): void {
  const value = entry[field];
  if (typeof value !== "string" || value.trim() === "") throw wrong(place, field, value, "a text that says something");
}

/** YAML reads an unquoted date as text, and so do we. */
function day(value: unknown, place: string): string {
  if (typeof value === "string" && isDay(value)) return value;
  throw wrong(place, "until", value, "a day, year first: 2026-12-31");
}

/** Whether a text is a day that a calendar has, year first. */
export function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function wrong(place: string, field: string, value: unknown, allowed: string): ConfigurationError {
  const given = value === undefined ? "missing" : JSON.stringify(value);
  return new ConfigurationError(`${place}.${field} is ${given}; allowed: ${allowed}`);
}
