import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isSet, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

/** Whether KMS cannot rotate the key by itself: it does so for symmetric keys in its own store that are in use. */
const exempt = (props: Props): Tri =>
  any(
    not(isText(get(props, "customerMasterKeySpec"), "SYMMETRIC_DEFAULT", true)),
    isSet(get(props, "customKeyStoreId")),
    not(isTrue(get(props, "isEnabled"), true)),
  );

export const awsKmsRotation: ResourceRule = {
  id: "aws-kms-rotation",
  title: "Key without rotation",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:kms/key:Key": ["enableKeyRotation", "customerMasterKeySpec", "customKeyStoreId", "isEnabled"] },
  controls: {
    "CIS AWS 5.0": ["3.6"],
    FSBP: ["KMS.4"],
    NIST: ["CM-6", "CM-9", "SA-9", "SC-12"],
    PCI4: ["3.7.4", "3.7.5"],
  },
  checkov: ["CKV_AWS_7"],
  trivy: ["AWS-0065"],
  remedy: {
    replaces: false,
    edits: ({ props }) =>
      any(exempt(props), isTrue(get(props, "enableKeyRotation"))) === false
        ? [{ path: "enableKeyRotation", value: true }]
        : [],
  },
  why: "Without rotation one key encrypts everything for as long as it exists; with it, KMS makes new material every year and still reads the old data.",
  fix: "Set `enableKeyRotation` to true.",
  bad: [{ type: "aws:kms/key:Key", name: "data", props: { description: "Orders" } }],
  good: [{ type: "aws:kms/key:Key", name: "data", props: { description: "Orders", enableKeyRotation: true } }],
  check({ props }) {
    const rotation = get(props, "enableKeyRotation");
    return demand(any(exempt(props), isTrue(rotation)), rotation, "keeps the same key material for ever");
  },
};
