import { type ResourceRule, Severity } from "../../../core/rule.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

export const gcpKmsPublic: ResourceRule = {
  id: "gcp-kms-public",
  title: "Key open to everybody",
  severity: Severity.Critical,
  graph: false,
  judges: { ...grants("gcp:kms/cryptoKeyIAM"), ...grants("gcp:kms/keyRingIAM") },
  controls: {
    "CIS GCP 4.0": ["1.9"],
    PCI4: [
      "10.3.3",
      "3.5.1",
      "3.6.1",
      "3.7.1",
      "3.7.2",
      "3.7.4",
      "3.7.5",
      "3.7.6",
      "3.7.7",
      "4.2.1",
      "7.2.1",
      "7.2.2",
      "7.2.3",
      "7.2.5",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.2",
      "8.3.4",
      "A1.2.1",
    ],
  },
  checkov: ["CKV_GCP_112", "CKV2_GCP_6", "CKV2_GCP_8"],
  why: "allUsers is the whole internet, and allAuthenticatedUsers is everybody with a Google account: each can decrypt what the key protects, or make it unreadable.",
  fix: "Grant the role in `member` to the service accounts or groups that use the key.",
  bad: [
    {
      type: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
      name: "users",
      props: {
        cryptoKeyId: "acme/europe-west1/main/data",
        role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        member: "allAuthenticatedUsers",
      },
    },
  ],
  good: [
    {
      type: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
      name: "users",
      props: {
        cryptoKeyId: "acme/europe-west1/main/data",
        role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        member: "serviceAccount:web@acme.iam.gserviceaccount.com",
      },
    },
  ],
  check: (resource) => namesSomebody(resource, "opens the key to everybody"),
};
