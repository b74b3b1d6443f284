import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

/** 90 days, in seconds. */
const LONGEST = 7_776_000;

const rotates = (props: Props): Tri =>
  holds(get(props, "rotationPeriod"), (period) => {
    const seconds = /^(\d+(\.\d{1,9})?)s$/.exec(String(period))?.[1];
    return seconds !== undefined && Number(seconds) <= LONGEST;
  });

/** Whether Cloud KMS can rotate the key by itself: symmetric ones of which it makes the versions. */
function rotatable(props: Props): Tri {
  const symmetric = isText(get(props, "purpose"), "ENCRYPT_DECRYPT", true);
  const foreign = holds(get(props, "versionTemplate.protectionLevel"), (level) => /^EXTERNAL/.test(String(level)));
  return all(symmetric, not(foreign), not(isTrue(get(props, "importOnly"))));
}

const remedy: Remedy = {
  replaces: false,
  edits: ({ props }) =>
    rotatable(props) === true && rotates(props) === false ? [{ path: "rotationPeriod", value: `${LONGEST}s` }] : [],
};

export const gcpKmsRotation: ResourceRule = {
  id: "gcp-kms-rotation",
  title: "Key without rotation",
  severity: Severity.Medium,
  graph: false,
  judges: {
    "gcp:kms/cryptoKey:CryptoKey": ["rotationPeriod", "purpose", "importOnly", "versionTemplate.protectionLevel"],
  },
  controls: {
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
      "8.3.10",
      "8.3.2",
      "8.3.4",
      "8.3.5",
      "8.3.7",
      "8.3.9",
      "8.6.3",
      "A1.2.1",
    ],
  },
  checkov: ["CKV_GCP_43"],
  trivy: ["GCP-0065"],
  remedy,
  why: "The longer one version of a key is used, the more data a leak of it opens, and a rotation that was never practised fails on the day it is needed.",
  fix: 'Set `rotationPeriod` to "7776000s", which is 90 days, or less.',
  bad: [
    {
      type: "gcp:kms/cryptoKey:CryptoKey",
      name: "data",
      props: { keyRing: "acme/europe-west1/main", rotationPeriod: "31536000s" },
    },
  ],
  good: [
    {
      type: "gcp:kms/cryptoKey:CryptoKey",
      name: "data",
      props: { keyRing: "acme/europe-west1/main", rotationPeriod: "7776000s" },
    },
  ],
  check({ props }) {
    const field = get(props, "rotationPeriod");
    return demand(any(rotates(props), not(rotatable(props))), field, "does not rotate the key every 90 days");
  },
};
