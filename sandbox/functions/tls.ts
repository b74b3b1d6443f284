import { createHash, createPublicKey } from "node:crypto";
import { text } from "../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../types.js";
import { type Answers, error, failure, result } from "./answer.js";

/** The public half of a private key: of one that the sandbox made as it made it, of any other computed. */
function publicKey(r: InvokeRequest): InvokeOutcome {
  const pem = text(r.args.privateKeyPem);
  const openssh = text(r.args.privateKeyOpenssh);
  if ((pem === undefined) === (openssh === undefined))
    return failure("privateKeyPem", "give exactly one of privateKeyPem and privateKeyOpenssh");
  const made = r.world
    .byType("tls:index/privateKey:PrivateKey")
    .find(({ outputs: o }) =>
      pem === undefined
        ? o.privateKeyOpenssh === openssh
        : [o.privateKeyPem, o.privateKeyPemPkcs8].some((own) => own === pem),
    );
  if (made !== undefined) return result({ ...made.outputs, ...r.args, id: made.id });
  return pem === undefined
    ? error("UnmodelledKey", "the sandbox reads OpenSSH keys that it made itself only; pass privateKeyPem")
    : computed(r, pem);
}

const algorithms: Readonly<Record<string, string>> = { rsa: "RSA", ec: "ECDSA", ed25519: "ED25519" };

function computed(r: InvokeRequest, pem: string): InvokeOutcome {
  try {
    const key = createPublicKey(pem);
    const publicKeyPem = key.export({ format: "pem", type: "spki" }).toString();
    const algorithm = algorithms[key.asymmetricKeyType ?? ""] ?? "";
    const id = createHash("sha1").update(publicKeyPem).digest("hex");
    return result({
      ...r.args,
      id,
      algorithm,
      publicKeyPem,
      publicKeyOpenssh: "",
      publicKeyFingerprintMd5: "",
      publicKeyFingerprintSha256: "",
    });
  } catch {
    return failure("privateKeyPem", "failed to decode PEM block: it is no private key in PEM");
  }
}

export const tlsAnswers: Answers = { "tls:index/getPublicKey:getPublicKey": publicKey };
