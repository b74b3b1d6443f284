import { dnsSuffixOf } from "../arn.js";
import type { ObjectContext } from "../model.js";
import { text } from "../values.js";
import { zoneIdOf, zonesOf } from "./zones.js";

const lower = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits as AWS makes short ids of: `a1b2c3d4e5`. */
export function short(c: ObjectContext, length: number, label = "id"): string {
  return c.derive.draw(`${label}#first`, 1, lower.slice(0, 26)) + c.derive.draw(label, length - 1, lower);
}

/** `service.region.amazonaws.com` in the region's own partition. */
export function endpoint(c: ObjectContext, service: string): string {
  return `${service}.${c.region}.${dnsSuffixOf(c.region)}`;
}

/** `euw1`, `use1`: how ElastiCache and zone ids write a region. */
export function regionCode(region: string): string {
  return zoneIdOf(zonesOf(region)[0] ?? "").split("-")[0] ?? "";
}

/** The last segment of an input that is an ARN, a path or the name itself. */
export function lastOf(value: unknown): string {
  return (text(value) ?? "").split(/[/:]/).at(-1) ?? "";
}
