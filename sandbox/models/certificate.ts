import type { Derive } from "./derive.js";
import type { ObjectContext } from "./model.js";

/**
 * A certificate in PEM. Its body is drawn from the object's randomness behind the words SANDBOX CERTIFICATE: it has the
 * right form and signs nothing.
 */
export function certificatePem(derive: Derive, label = "certificate"): string {
  const body = Buffer.concat([Buffer.from("SANDBOX CERTIFICATE "), derive.raw(label, 700)]).toString("base64");
  const lines = body.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** The certificate of a cluster's own authority, in base64 of PEM as the clouds give it. */
export function certificateOf(derive: Derive): string {
  return Buffer.from(certificatePem(derive)).toString("base64");
}

export function clusterCertificate(c: ObjectContext): string {
  return certificateOf(c.derive);
}
