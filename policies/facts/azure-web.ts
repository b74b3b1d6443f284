import type { Reads } from "../core/rule.js";

/** Web and function apps, and the slots of them, which take the same settings: what a rule reads of both. */
export function appReads(...properties: readonly string[]): Reads {
  return { "azure-native:web:WebApp": properties, "azure-native:web:WebAppSlot": properties };
}
