import { type Field, items, within } from "../core/value.js";
import { parseDocument } from "./documents.js";

/** The bindings of an IAM policy written as JSON text (`policyData`). An unknown policy is one unknown binding. */
export function iamBindings(policyData: Field): readonly Field[] {
  const policy = parseDocument(policyData);
  return policy.state === "unknown" ? [policy] : items(within(policy, "bindings"));
}
