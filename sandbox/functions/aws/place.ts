import { regionOf } from "../../models/aws/references.js";
import { text } from "../../models/values.js";
import type { InvokeRequest, WorldObject } from "../../types.js";

/** The region that a function is asked about: its argument, else the provider's. */
export function region(r: InvokeRequest): string {
  return text(r.args.region) ?? r.session.region ?? "";
}

/** Objects of a type in the account and region of the question. */
export function here(r: InvokeRequest, type: string): WorldObject[] {
  return r.world.byType(type).filter((o) => o.account === r.session.account && regionOf(o) === region(r));
}
