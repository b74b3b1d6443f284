import { isRecord, isSet } from "../../values.js";
import { sorted } from "./metadata.js";
import { qualified } from "./names.js";
import { canonical, isWhole, quantity } from "./quantity.js";
import type { Report } from "./report.js";

const own = new Set(["cpu", "memory", "ephemeral-storage"]);

/** A resource of a domain of its own (`nvidia.com/gpu`): counted, never shared out. */
const isExtended = (name: string): boolean => name.includes("/") && !/(^|\.)kubernetes\.io\//.test(name);
const isHugePages = (name: string): boolean => name.startsWith("hugepages-");

/** Checks what a container asks for and may use. */
export function checkResources(report: Report, resources: unknown, path: string): void {
  if (!isRecord(resources)) return;
  const limits = entries(resources.limits);
  const requests = entries(resources.requests);
  for (const [name, value] of limits) checkAmount(report, name, value, `${path}.limits[${name}]`);
  for (const [name, value] of requests) {
    checkAmount(report, name, value, `${path}.requests[${name}]`);
    compare(report, name, value, new Map(limits).get(name), path);
  }
  const all = [...limits, ...requests].map(([name]) => name);
  if (all.some(isHugePages) && !all.includes("cpu") && !all.includes("memory"))
    report.forbidden(path, "HugePages require cpu or memory");
}

function entries(map: unknown): [string, unknown][] {
  return sorted(map).filter(([, value]) => isSet(value));
}

function checkAmount(report: Report, name: string, value: unknown, path: string): void {
  report.named(path, name, qualified(name));
  if (!name.includes("/") && !own.has(name) && !isHugePages(name)) {
    report.invalid(path, name, "must be a standard resource type or fully qualified");
    report.invalid(path, name, "must be a standard resource for containers");
    return;
  }
  const amount = quantity(value);
  if (amount === undefined) return;
  if (amount.nano < 0n) report.invalid(path, canonical(amount), "must be greater than or equal to 0");
  else if (isExtended(name) && !isWhole(amount)) report.invalid(path, canonical(amount), "must be an integer");
}

function compare(report: Report, name: string, value: unknown, limit: unknown, path: string): void {
  const [asked, most] = [quantity(value), quantity(limit)];
  const shared = !isExtended(name) && !isHugePages(name);
  if (!isSet(limit)) {
    if (!shared && name.includes("/") !== isHugePages(name))
      report.required(`${path}.limits`, "Limit must be set for non overcommitable resources");
    return;
  }
  if (asked === undefined || most === undefined) return;
  if (!shared && asked.nano !== most.nano)
    report.invalid(`${path}.requests`, canonical(asked), `must be equal to ${name} limit of ${canonical(most)}`);
  else if (asked.nano > most.nano)
    report.invalid(
      `${path}.requests`,
      canonical(asked),
      `must be less than or equal to ${name} limit of ${canonical(most)}`,
    );
}
