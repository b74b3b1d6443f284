import { isRecord } from "../values.js";

/** Keys as Kubernetes has them, which the SDK's types spell with underscores: `x_kubernetes_int_or_string`, `_ref`. */
export function dashed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dashed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [dashedKey(key), dashed(inner)]));
}

function dashedKey(key: string): string {
  if (key.startsWith("x_kubernetes_")) return key.replaceAll("_", "-");
  return key === "_ref" || key === "_schema" ? `$${key.slice(1)}` : key;
}
