import { text } from "../../models/values.js";
import type { InvokeRequest } from "../../types.js";

/** The project that a function is asked about: its argument, else the provider's. */
export function project(r: InvokeRequest): string {
  return text(r.args.project) ?? r.session.account;
}
