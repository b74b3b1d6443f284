import { holds, type Tri } from "../core/tri.js";
import type { Field } from "../core/value.js";

/** Azure's services spell one version in several ways: `1.2`, `TLS1_2`, `TLSv1.2`. */
const VERSION = /^(?:tls)?v?1(?:[._](\d))?$/i;

/** Whether the text names a TLS version, and one older than 1.2. */
export function isOldTls(text: string): boolean {
  const version = VERSION.exec(text.trim());
  return version !== null && Number(version[1] ?? 0) < 2;
}

/** Whether the lowest version that is accepted is 1.2 or newer. Words such as `None` stand for no lowest version. */
export function modernTls(lowest: Field, whenAbsent: boolean): Tri {
  return holds(lowest, (v) => VERSION.test(String(v).trim()) && !isOldTls(String(v)), whenAbsent);
}
