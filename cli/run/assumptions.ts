import { count } from "../words.js";
import { label, type RunRecord } from "./record.js";

/** A change that the sandbox makes in place although no published source says whether the cloud would. */
export interface Assumption {
  readonly urn: string;
  readonly property: string;
}

/** Of a preview and its update, each once: the update does not repeat what the preview said. */
export function assumptionsOf(...records: readonly RunRecord[]): Assumption[] {
  const all = records.flatMap(({ assumed }) =>
    [...assumed].flatMap(([urn, paths]) => paths.map((property) => ({ urn, property }))),
  );
  return all.filter(
    ({ urn, property }, place) => all.findIndex((other) => other.urn === urn && other.property === property) === place,
  );
}

/** What a person should check before it is done for real; nothing where there is nothing. */
export function assumptionLines(assumptions: readonly Assumption[]): string[] {
  if (assumptions.length === 0) return [];
  const verb = assumptions.length === 1 ? "rests" : "rest";
  return [
    `${count(assumptions.length, "change")} ${verb} on an assumption (made in place here; no published source says whether it replaces):`,
    ...assumptions.map(({ urn, property }) => `  ${label(urn)} ${property}`),
    "",
  ];
}
