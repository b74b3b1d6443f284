import type { SQLOutputValue } from "node:sqlite";
import type { WorldObject } from "../types.js";
import type { Payload } from "./record.js";

/** An object with the paths at which it is secret. */
export interface StoredObject extends WorldObject {
  readonly secrets: Payload["secrets"];
  /** URN of the provider resource that made it. */
  readonly provider: string;
}

/** A new object before the store has numbered it. */
export type NewObject = Omit<StoredObject, "created">;

/** Of the table of objects. */
export type Row = Record<string, SQLOutputValue>;

/** An object from its row and its properties. */
export function objectOf(row: Row, payload: Payload): StoredObject {
  const region = row.region;
  return {
    pkg: String(row.pkg) as WorldObject["pkg"],
    type: String(row.type),
    urn: String(row.urn),
    project: String(row.project),
    stack: String(row.stack),
    account: String(row.account),
    region: region === null || region === undefined ? undefined : String(region),
    id: String(row.id),
    generation: Number(row.generation),
    created: Number(row.seq),
    provider: String(row.provider),
    ...payload,
  };
}

/** The texts of a column that lists some. */
export function textsOf(column: SQLOutputValue | undefined): string[] {
  return JSON.parse(String(column)) as string[];
}
