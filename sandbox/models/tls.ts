import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Models, ObjectContext } from "./model.js";
import { text } from "./values.js";

/** PKCS #8 header of an Ed25519 private key; 32 bytes of key follow. */
const ed25519 = Buffer.from("302e020100300506032b657004220420", "hex");

interface KeyPair {
  readonly privatePem: string;
  readonly publicPem: string;
  /** In the wire format of SSH. */
  readonly publicSsh: Buffer;
  readonly kind: string;
}

/**
 * A key pair that is the same in every run. Ed25519 keys are real ones. Real RSA and ECDSA keys cannot be drawn from a seed
 * cheaply: these have the right form, and say in their first bytes that they come from a sandbox.
 */
function keyPair(c: ObjectContext): KeyPair {
  const algorithm = (text(c.inputs.algorithm) ?? "RSA").toUpperCase();
  if (algorithm === "ED25519") return realKey(c);
  const kind = algorithm === "RSA" ? "ssh-rsa" : `ecdsa-sha2-nistp${(text(c.inputs.ecdsaCurve) ?? "P224").slice(1)}`;
  const label = algorithm === "RSA" ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
  const size = algorithm === "RSA" ? Math.ceil(Number(c.inputs.rsaBits ?? 2048) / 8) : 65;
  const material = c.derive.raw("public", size);
  return {
    privatePem: pem(
      label,
      Buffer.concat([
        Buffer.from("groundplan sandbox key, not a secret of anything. "),
        c.derive.raw("private", size * 3),
      ]),
    ),
    publicPem: pem("PUBLIC KEY", material),
    publicSsh: Buffer.concat([
      field(Buffer.from(kind)),
      field(Buffer.from([1, 0, 1])),
      field(Buffer.concat([Buffer.from([0]), material])),
    ]),
    kind,
  };
}

function realKey(c: ObjectContext): KeyPair {
  const privateKey = createPrivateKey({
    key: Buffer.concat([ed25519, c.derive.raw("private", 32)]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey: KeyObject = createPublicKey(privateKey);
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return {
    privatePem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    publicPem: publicKey.export({ format: "pem", type: "spki" }).toString(),
    publicSsh: Buffer.concat([field(Buffer.from("ssh-ed25519")), field(raw)]),
    kind: "ssh-ed25519",
  };
}

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

function md5(bytes: Buffer): string {
  return (createHash("md5").update(bytes).digest("hex").match(/../g) ?? []).join(":");
}

const publicOutputs = {
  publicKeyOpenssh: (c: ObjectContext) => {
    const key = keyPair(c);
    return `${key.kind} ${key.publicSsh.toString("base64")}\n`;
  },
  publicKeyPem: (c: ObjectContext) => keyPair(c).publicPem,
  publicKeyFingerprintMd5: (c: ObjectContext) => md5(keyPair(c).publicSsh),
  publicKeyFingerprintSha256: (c: ObjectContext) =>
    `SHA256:${createHash("sha256").update(keyPair(c).publicSsh).digest("base64").replace(/=+$/, "")}`,
};

const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59);

const certificate = {
  certPem: (c: ObjectContext) =>
    pem("CERTIFICATE", Buffer.concat([Buffer.from("groundplan sandbox certificate "), c.derive.raw("cert", 512)])),
  validityStartTime: (c: ObjectContext) => c.derive.time(),
  validityEndTime: (c: ObjectContext) => {
    const end = Date.parse(c.derive.time()) + Number(c.inputs.validityPeriodHours ?? 0) * 3_600_000;
    // The year 9999 is the last that a certificate can name.
    return new Date(Math.min(end, lastTime) || lastTime).toISOString().replace(".000Z", "Z");
  },
  readyForRenewal: () => false,
  keyAlgorithm: () => "RSA",
  caKeyAlgorithm: () => "RSA",
};

export const tlsModels: Models = {
  "tls:index/privateKey:PrivateKey": {
    defaults: { rsaBits: 2048, ecdsaCurve: "P224" },
    check: (c) => {
      const algorithm = text(c.inputs.algorithm);
      if (algorithm === undefined || ["RSA", "ECDSA", "ED25519"].includes(algorithm)) return [];
      return [{ property: "algorithm", reason: `"${algorithm}" is not allowed; use one of RSA, ECDSA, ED25519` }];
    },
    id: (c) => createHash("sha1").update(keyPair(c).publicPem).digest("hex"),
    outputs: {
      privateKeyPem: (c) => keyPair(c).privatePem,
      privateKeyPemPkcs8: (c) => keyPair(c).privatePem.replace(/(RSA|EC) PRIVATE/g, "PRIVATE"),
      privateKeyOpenssh: (c) => keyPair(c).privatePem.replace(/((RSA|EC) )?PRIVATE/g, "OPENSSH PRIVATE"),
      ...publicOutputs,
    },
  },
  "tls:index/selfSignedCert:SelfSignedCert": { outputs: certificate },
  "tls:index/locallySignedCert:LocallySignedCert": { outputs: certificate },
  "tls:index/certRequest:CertRequest": {
    outputs: {
      certRequestPem: (c) => pem("CERTIFICATE REQUEST", c.derive.raw("request", 512)),
      keyAlgorithm: () => "RSA",
    },
  },
};
