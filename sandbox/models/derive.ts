import { createHash } from "node:crypto";

/**
 * Everything that a cloud would invent, drawn from the world's seed, the URN and the generation: the same object gets the
 * same values in every run, its replacement (next generation) and its twin in another world get others.
 */
export class Derive {
  private readonly root: string;

  constructor(seed: string, urn: string, generation: number) {
    this.root = `${seed}\n${urn}\n${generation}`;
  }

  /** Lower-case hexadecimal digits. `label` tells two values of one object apart. */
  hex(label: string, length: number): string {
    return this.draw(label, length, "0123456789abcdef");
  }

  digits(label: string, length: number): string {
    const rest = this.draw(label, length - 1, "0123456789");
    return this.draw(`${label}#first`, 1, "123456789") + rest;
  }

  /** Characters of an alphabet. */
  draw(label: string, length: number, alphabet: string): string {
    let text = "";
    for (const byte of this.bytes(label, length * 4).values4()) text += alphabet[byte % alphabet.length];
    return text;
  }

  /** A whole number from 0 up to, and without, `limit`. */
  below(label: string, limit: number): number {
    return Number(this.big(label) % BigInt(limit));
  }

  /** 64 bits. */
  big(label: string): bigint {
    return this.digest(`${label}|big`).readBigUInt64BE(0);
  }

  uuid(label: string): string {
    return uuidFrom(this.digest(`${label}|uuid`));
  }

  base64(label: string, bytes: number): string {
    return this.raw(label, bytes).toString("base64");
  }

  raw(label: string, length: number): Buffer {
    return this.bytes(label, length).buffer;
  }

  /** A time in the first half of 2026, RFC 3339 in UTC. It says that time passes, not when. */
  time(label = "created"): string {
    const start = Date.UTC(2026, 0, 1);
    return new Date(start + this.below(`time ${label}`, 180 * 86_400) * 1000).toISOString().replace(".000Z", "Z");
  }

  /** A public address out of 198.18.0.0/15, which is reserved for tests (RFC 2544) and belongs to nobody. */
  publicIp(label = "ip"): string {
    const bits = this.below(`ip ${label}`, 1 << 17);
    return `198.${18 + (bits >> 16)}.${(bits >> 8) & 255}.${bits & 255}`;
  }

  private digest(label: string): Buffer {
    return createHash("sha256").update(`${this.root}\n${label}`).digest();
  }

  private bytes(label: string, length: number): Draw {
    const parts: Buffer[] = [];
    for (let at = 0; at * 32 < length; at++) parts.push(this.digest(`${label}|${at}`));
    return new Draw(Buffer.concat(parts).subarray(0, length));
  }
}

class Draw {
  readonly buffer: Buffer;
  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }
  /** Groups of four bytes as numbers: even over any short alphabet to one in millions. */
  *values4(): Generator<number> {
    for (let at = 0; at + 4 <= this.buffer.length; at += 4) yield this.buffer.readUInt32BE(at);
  }
}

/** A well-formed version 4 UUID whose bits come from a digest. */
export function uuidFrom(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A UUID that always belongs to the same words, in every world: tenants, built-in things. */
export function fixedUuid(words: string): string {
  return uuidFrom(createHash("sha256").update(words).digest());
}
