import type { Derive } from "./derive.js";
import type { ObjectContext } from "./model.js";

/**
 * The certificate of a cluster's own authority, in base64 of PEM as the clouds give it. Its body is drawn from the object's
 * randomness behind the words SANDBOX CERTIFICATE: it has the right form and signs nothing.
 */
export function certificateOf(derive: Derive): string {
  const body = Buffer.concat([Buffer.from("SANDBOX CERTIFICATE "), derive.raw("certificate", 700)]).toString("base64");
  const lines = body.match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
  return Buffer.from(pem).toString("base64");
}

export function clusterCertificate(c: ObjectContext): string {
  return certificateOf(c.derive);
}
