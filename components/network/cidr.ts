/** An aligned block of IPv4 addresses. */
export interface Block {
  /** First address as an unsigned number. */
  readonly start: number;
  /** Number of leading bits that all its addresses share. */
  readonly prefix: number;
}

/**
 * Where a block lies inside another one: of its 2^bits equal parts, the one with this index. Independent of the outer
 * block's address, so that a plan can be made before the address is known.
 */
export interface Position {
  readonly bits: number;
  readonly index: number;
}

/** Ranges that no cloud accepts for a network. */
const reserved: readonly (readonly [string, string])[] = [
  ["0.0.0.0/8", "the local host's own addresses"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local addresses and the clouds' metadata services"],
  ["224.0.0.0/4", "multicast"],
];

/** Reads `10.0.0.0/16`. Otherwise says what is wrong with the value and how it would be right. */
export function parseBlock(text: string): { readonly block: Block } | { readonly problem: string } {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const numbers = match?.slice(1).map(Number) ?? [];
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = numbers;
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32)
    return { problem: `"${text}" is not an IPv4 block; write it like "10.0.0.0/16"` };
  const start = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const block = { start: start - (start % size(prefix)), prefix };
  if (block.start !== start)
    return {
      problem: `"${text}" has bits set behind its prefix; the block of that address is "${formatBlock(block)}"`,
    };
  const taken = reserved.find(([range]) => overlaps(block, known(range)));
  if (taken !== undefined)
    return { problem: `"${text}" overlaps ${taken[0]} (${taken[1]}); use a private range, such as "10.0.0.0/16"` };
  return { block };
}

/** A block that is known to be well formed. */
export function known(text: string): Block {
  const [address = "", prefix = ""] = text.split("/");
  return { start: address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0), prefix: Number(prefix) };
}

export function formatBlock(block: Block): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(block.start / 2 ** shift) % 256);
  return `${octets.join(".")}/${block.prefix}`;
}

/** Number of addresses behind a prefix. */
function size(prefix: number): number {
  return 2 ** (32 - prefix);
}

export function overlaps(a: Block, b: Block): boolean {
  return a.start < b.start + size(b.prefix) && b.start < a.start + size(a.prefix);
}

export function contains(outer: Block, inner: Block): boolean {
  return inner.prefix >= outer.prefix && overlaps(outer, inner);
}

/** The part of a block at a position. */
export function blockAt(outer: Block, position: Position): Block {
  const prefix = outer.prefix + position.bits;
  return { start: outer.start + position.index * size(prefix), prefix };
}

/** The same on text: `cidrAt("10.0.0.0/16", { bits: 3, index: 4 })` is `10.0.128.0/19`. */
export function cidrAt(outer: string, position: Position): string {
  return formatBlock(blockAt(known(outer), position));
}

/** A position inside a position: part `index` of its 2^bits equal parts. */
export function within(outer: Position, inner: Position): Position {
  return { bits: outer.bits + inner.bits, index: outer.index * 2 ** inner.bits + inner.index };
}

/** Do two positions of one block share addresses? */
export function positionsOverlap(a: Position, b: Position): boolean {
  const bits = Math.min(a.bits, b.bits);
  return Math.floor(a.index / 2 ** (a.bits - bits)) === Math.floor(b.index / 2 ** (b.bits - bits));
}

/**
 * The /64 of an IPv6 block that lies where the position lies in the IPv4 one, so that a tier is one summarised route in
 * both. The first /64 of the position when it spans several.
 */
export function cidr64At(outer: string, position: Position): string {
  const [address = "", prefix = ""] = outer.split("/");
  const spare = 64 - Number(prefix);
  const index = BigInt(position.index) << BigInt(spare - position.bits);
  return `${formatIpv6(parseIpv6(address) + (index << 64n))}/64`;
}

function parseIpv6(text: string): bigint {
  const [head = "", tail] = text.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

/** Always ends in `::` here: the last four groups of a /64 are zero. */
function formatIpv6(address: bigint): string {
  const groups = [112n, 96n, 80n, 64n].map((shift) => ((address >> shift) & 0xffffn).toString(16));
  while (groups.at(-1) === "0") groups.pop();
  return `${groups.join(":")}::`;
}
