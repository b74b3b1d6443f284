import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { SandboxError } from "../errors.js";

const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** Encrypts what is secret in the store: AES-256-GCM under a key of the world's own, kept in a file of mode 0600. */
export class Vault {
  private readonly key: Buffer;

  private constructor(key: Buffer) {
    this.key = key;
  }

  /** Reads the key, or makes one where `mayCreate` (a new store). Throws `key-missing`. */
  static open(file: string, mayCreate: boolean): Vault {
    if (!existsSync(file)) {
      if (!mayCreate) {
        throw new SandboxError(
          "key-missing",
          `the sandbox's key ${file} is gone, so the secret values in its store cannot be read; restore the file, or ` +
            "start over with `groundplan sandbox reset`",
        );
      }
      writeKey(file);
    }
    const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
    if (key.length !== keyLength) {
      throw new SandboxError(
        "key-wrong",
        `the sandbox's key ${file} is not a key of ${keyLength} bytes in hex; restore the file, or start over with ` +
          "`groundplan sandbox reset`",
      );
    }
    return new Vault(key);
  }

  /** `context` binds the result to its row: it opens only with the same one. */
  seal(text: string, context: string): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  open(sealed: Uint8Array, context: string): string {
    const bytes = Buffer.from(sealed);
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.key, bytes.subarray(0, nonceLength))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString();
    } catch (error) {
      throw new SandboxError(
        "key-wrong",
        `a secret value of ${context} does not open with the sandbox's key: the key or the store was exchanged; restore ` +
          "both together, or start over with `groundplan sandbox reset`",
        { cause: error },
      );
    }
  }
}

function writeKey(file: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeSync(descriptor, `${randomBytes(keyLength).toString("hex")}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
