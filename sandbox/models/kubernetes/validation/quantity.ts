/** A Kubernetes quantity (`500m`, `1Gi`, `1e3`), exactly, in thousandths of a millionth. */
export interface Quantity {
  readonly nano: bigint;
  readonly binary: boolean;
}

const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimalNames = ["", "k", "M", "G", "T", "P", "E"];

export const notQuantity =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** The quantity of a text or a number; undefined for what is none. */
export function quantity(value: unknown): Quantity | undefined {
  const text = typeof value === "number" ? String(value) : value;
  const parts =
    typeof text === "string"
      ? /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|([numkMGTPE]?)|[eE]([+-]?\d{1,2}))$/.exec(text)
      : null;
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", power, suffix, exponent] = parts;
  if (whole === "" && fraction === "") return undefined;
  const factor = power === undefined ? 1n : 1024n ** BigInt(binary.indexOf(power) + 1);
  const tens = 9 - fraction.length + (exponent === undefined ? (decimal[suffix ?? ""] ?? 0) : Number(exponent));
  const digits = BigInt(whole + fraction) * factor;
  const nano = tens >= 0 ? digits * 10n ** BigInt(tens) : up(digits, 10n ** BigInt(-tens));
  return { nano: sign === "-" ? -nano : nano, binary: power !== undefined };
}

/** What is finer than a nano is rounded up. */
function up(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

const one = 1_000_000_000n;

export function isWhole({ nano }: Quantity): boolean {
  return nano % one === 0n;
}

/** The spelling in which the API server gives a quantity back: `1000m` is `1`, `1024Mi` is `1Gi`. */
export function canonical({ nano, binary: inBinary }: Quantity): string {
  if (nano < 0n) return `-${canonical({ nano: -nano, binary: inBinary })}`;
  if (nano % one !== 0n) {
    const [divisor, suffix] =
      nano % 1_000_000n === 0n ? [1_000_000n, "m"] : nano % 1000n === 0n ? [1000n, "u"] : [1n, "n"];
    return `${nano / divisor}${suffix}`;
  }
  const value = nano / one;
  return inBinary ? shortened(value, 1024n, ["", ...binary]) : shortened(value, 1000n, decimalNames);
}

function shortened(value: bigint, step: bigint, names: readonly string[]): string {
  let [rest, index] = [value, 0];
  while (rest !== 0n && rest % step === 0n && index < names.length - 1) [rest, index] = [rest / step, index + 1];
  return `${rest}${names[index]}`;
}
