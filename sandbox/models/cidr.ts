/** IPv4 and IPv6 ranges, strict: a range with host bits set is not one. */
export interface Cidr {
  readonly text: string;
  readonly version: 4 | 6;
  readonly start: bigint;
  readonly prefix: number;
}

const width = { 4: 32, 6: 128 } as const;

/** Reads `10.0.0.0/16` or `fd00::/8`; otherwise says what is wrong as the end of a sentence. */
export function parseCidr(text: string): Cidr | { readonly problem: string } {
  const [address = "", length, ...rest] = text.split("/");
  const parsed = parseAddress(address);
  if (parsed === undefined || length === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length))
    return { problem: "is not a CIDR block such as 10.0.0.0/16" };
  const bits = width[parsed.version];
  const prefix = Number(length);
  if (prefix > bits)
    return { problem: `has prefix length /${prefix}; an IPv${parsed.version} block has at most /${bits}` };
  const start = (parsed.value >> BigInt(bits - prefix)) << BigInt(bits - prefix);
  if (start !== parsed.value)
    return {
      problem: `has host bits set; the block that contains it is ${formatAddress(start, parsed.version)}/${prefix}`,
    };
  return { text, version: parsed.version, start, prefix };
}

/** The range, or undefined where the text is none. */
export function cidrOf(text: unknown): Cidr | undefined {
  if (typeof text !== "string") return undefined;
  const parsed = parseCidr(text);
  return "problem" in parsed ? undefined : parsed;
}

export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.version === b.version && a.start < end(b) && b.start < end(a);
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.version === inner.version && outer.start <= inner.start && end(inner) <= end(outer);
}

/** The `index`-th address of a block. */
export function addressIn(block: Cidr, index: number): string {
  return formatAddress(block.start + BigInt(index), block.version);
}

/** Where an address stands in a block, counted from 0; undefined where it is none of it, or no address. */
export function placeIn(block: Cidr, address: string): bigint | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined || parsed.version !== block.version) return undefined;
  const place = parsed.value - block.start;
  return place >= 0n && place < sizeOf(block) ? place : undefined;
}

/** The block that a range stands in, host bits or not; undefined where the text is no range. */
export function looseCidr(text: unknown): Cidr | undefined {
  if (typeof text !== "string") return undefined;
  const parsed = parseCidr(text);
  if (!("problem" in parsed)) return parsed;
  const [address = "", length = ""] = text.split("/");
  const value = parseAddress(address);
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : undefined;
  if (value === undefined || prefix === undefined || prefix > width[value.version]) return undefined;
  const free = BigInt(width[value.version] - prefix);
  return { text, version: value.version, start: (value.value >> free) << free, prefix };
}

/** How many addresses a block has. */
export function sizeOf(block: Cidr): bigint {
  return 1n << BigInt(width[block.version] - block.prefix);
}

export function formatCidr(start: bigint, version: 4 | 6, prefix: number): string {
  return `${formatAddress(start, version)}/${prefix}`;
}

/** An address as a number, or undefined. */
export function parseAddress(text: string): { version: 4 | 6; value: bigint } | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split(".").map(Number);
    if (bytes.some((b) => b > 255)) return undefined;
    return { version: 4, value: bytes.reduce((sum, b) => sum * 256n + BigInt(b), 0n) };
  }
  const groups = ipv6Groups(text);
  return groups && { version: 6, value: groups.reduce((sum, g) => (sum << 16n) + BigInt(g), 0n) };
}

function end(block: Cidr): bigint {
  return block.start + sizeOf(block);
}

function ipv6Groups(text: string): number[] | undefined {
  const halves = text.split("::");
  if (!text.includes(":") || halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(tail === undefined ? 0 : missing).fill("0"), ...(tail ?? [])];
  return groups.every((g) => /^[0-9a-fA-F]{1,4}$/.test(g)) ? groups.map((g) => Number.parseInt(g, 16)) : undefined;
}

function formatAddress(value: bigint, version: 4 | 6): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return shorten(groups);
}

/** The longest run of zero groups becomes "::" (RFC 5952). */
function shorten(groups: string[]): string {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === "0") length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return groups.join(":");
  return `${groups.slice(0, best.at).join(":")}::${groups.slice(best.at + best.length).join(":")}`;
}
