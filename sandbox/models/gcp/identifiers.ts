import type { ObjectContext } from "../model.js";
import { Unknowable } from "../model.js";
import { lastSegment, text } from "../values.js";
import { conditionOf } from "./grants.js";

/** `projects/p/regions/r/subnetworks/n` out of any way in which GCP writes a reference; other text stays as it is. */
export function relative(reference: string): string {
  return reference.replace(
    /^(?:https:)?\/\/[\w.-]*googleapis\.com\/(?:[a-z]+\/)?(?:v\d\w*|beta|alpha)\/(?=projects\/)/,
    "",
  );
}

/** The id of a type by the first form of its documentation: `projects/{{project}}/.../{{name}}` with the object's own values. */
export function idFromFormat(c: ObjectContext): string {
  const format =
    c.schema.importIds.find((f) => f.includes("{{") && f.startsWith("projects/")) ??
    c.schema.importIds.find((f) => f.includes("{{"));
  if (format === undefined) return withoutFormat(c);
  const filled = format.replace(/\{\{\s*%?([\w-]+)\s*\}\}/g, (_, key: string) => placeholder(c, key));
  return withMember(c, filled);
}

/** Types without documented ids: what they require, or else their name. */
function withoutFormat(c: ObjectContext): string {
  const parts = c.schema.required.flatMap((key) => text(c.inputs[key]) ?? []);
  return text(c.inputs.name) ?? (parts.length > 0 ? parts.join("/") : nameOf(c));
}

/** An IAM binding's id goes on with role, member and condition. */
function withMember(c: ObjectContext, id: string): string {
  const parts = [c.inputs.role, c.inputs.member].flatMap((v) => text(v) ?? []);
  const named = /Iam(Member|Binding)$|IAM(Member|Binding)$/.test(c.schema.className);
  return named ? [id.split(" ")[0], ...parts, ...conditionOf(c)].join("/") : id;
}

function placeholder(c: ObjectContext, key: string): string {
  const property = key.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());
  if (/^project(Id)?$/.test(property)) return c.account;
  if (property === "region") return regionOf(c);
  if (property === "zone") return text(c.inputs.zone) ?? `${c.region}-b`;
  const value =
    text(c.inputs[property]) ?? (property.endsWith("Id") ? text(c.inputs[property.slice(0, -2)]) : undefined);
  if (value === undefined) return property === "name" ? nameOf(c) : c.derive.hex(`id ${key}`, 12);
  return property === "keyRing" || property === "parent" ? value : lastSegment(value);
}

export function nameOf(c: ObjectContext): string {
  return text(c.inputs.name) ?? c.derive.hex("name", 12);
}

/** The region in a resource's id: the region input may be a self link. */
export function regionOf(c: ObjectContext): string {
  return lastSegment(text(c.inputs.region) ?? c.region);
}

/** A self link of the compute API; the end of the output's computation where the name is not known. */
export function computeLink(_: ObjectContext, id: string): string {
  if (id === "") throw new Unknowable("id");
  return `https://www.googleapis.com/compute/v1/${id}`;
}

/** The number of a project: twelve digits, the same for every object of it. */
export function projectNumber(project: string): string {
  let sum = 0n;
  for (const char of project) sum = (sum * 131n + BigInt(char.charCodeAt(0))) % 899_999_999_999n;
  return String(100_000_000_000n + sum);
}
