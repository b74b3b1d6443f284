import type { Models } from "../model.js";
import { text } from "../values.js";
import { nameOf, relative } from "./identifiers.js";

const ringType = "gcp:kms/keyRing:KeyRing";
const keyType = "gcp:kms/cryptoKey:CryptoKey";

/** Key rings and keys of Cloud KMS. */
export const kmsModels: Models = {
  [ringType]: { id: (c) => `projects/${c.account}/locations/${String(c.inputs.location)}/keyRings/${nameOf(c)}` },
  [keyType]: {
    defaults: { purpose: "ENCRYPT_DECRYPT" },
    check: (c) => {
      const period = text(c.inputs.rotationPeriod);
      if (period === undefined) return [];
      const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(period)?.[1] ?? Number.NaN);
      if (seconds >= 86_400) return [];
      return [
        {
          property: "rotationPeriod",
          reason: `"${period}" is not allowed; use at least one day in seconds, for example 7776000s for 90 days`,
        },
      ];
    },
    id: (c) => `${relative(String(c.inputs.keyRing))}/cryptoKeys/${nameOf(c)}`,
    unique: true,
    outputs: {
      cryptoKeyBackend: () => "",
      destroyScheduledDuration: () => "2592000s",
      importOnly: () => false,
      primaries: (_, id) => [{ name: `${id}/cryptoKeyVersions/1`, state: "ENABLED" }],
      versionTemplate: () => ({ algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "SOFTWARE" }),
    },
  },
};
