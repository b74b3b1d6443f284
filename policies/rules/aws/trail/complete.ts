import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

/** What must be on, what CloudTrail does when nothing is said, and what is wrong with a trail that has it off. */
const SWITCHES = [
  { name: "isMultiRegionTrail", byDefault: false, wrong: "records nothing of what happens in other regions" },
  { name: "enableLogFileValidation", byDefault: false, wrong: "lets nobody see whether the records were changed" },
  { name: "enableLogging", byDefault: true, wrong: "stops the recording" },
] as const;

export const awsTrailComplete: ResourceRule = {
  id: "aws-trail-complete",
  title: "Audit trail incomplete",
  severity: Severity.High,
  graph: false,
  judges: { "aws:cloudtrail/trail:Trail": [...SWITCHES.map(({ name }) => name), "kmsKeyId"] },
  controls: {
    "CIS AWS 5.0": ["3.1", "3.2", "3.5"],
    FSBP: ["CloudTrail.1", "CloudTrail.2", "CloudTrail.4"],
    NIST: [
      "AC-2",
      "AC-3",
      "AC-4",
      "AC-6",
      "AU-10",
      "AU-12",
      "AU-14",
      "AU-2",
      "AU-3",
      "AU-6",
      "AU-8",
      "AU-9",
      "CA-7",
      "CM-5",
      "CM-6",
      "CM-9",
      "CP-9",
      "IA-3",
      "MA-4",
      "PM-11",
      "PM-14",
      "PM-17",
      "PM-31",
      "SA-1",
      "SA-10",
      "SC-13",
      "SC-16",
      "SC-28",
      "SC-7",
      "SC-8",
      "SI-1",
      "SI-10",
      "SI-19",
      "SI-3",
      "SI-4",
      "SI-7",
    ],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.6.3", "3.5.1", "5.3.4", "8.3.2", "A1.2.1"],
  },
  checkov: ["CKV_AWS_35", "CKV_AWS_36", "CKV_AWS_67", "CKV_AWS_251"],
  remedy: {
    replaces: false,
    // Which key encrypts the records is the owner's choice: without one the trail stays incomplete.
    edits: ({ props }) =>
      isSet(get(props, "kmsKeyId")) === false
        ? []
        : SWITCHES.filter(({ name, byDefault }) => isTrue(get(props, name), byDefault) === false).map(({ name }) => ({
            path: name,
            value: true,
          })),
  },
  why: "After a break-in the trail is what tells what was done: an attacker works in the region that it leaves out, or changes records that nothing validates.",
  fix: "Set `isMultiRegionTrail` and `enableLogFileValidation` to true and `kmsKeyId` to a key, and leave `enableLogging` on.",
  bad: [
    {
      type: "aws:cloudtrail/trail:Trail",
      name: "audit",
      props: { s3BucketName: "audit-1", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    },
  ],
  good: [
    {
      type: "aws:cloudtrail/trail:Trail",
      name: "audit",
      props: {
        s3BucketName: "audit-1",
        kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
      },
    },
  ],
  check({ props }) {
    const key = get(props, "kmsKeyId");
    return every([
      ...SWITCHES.map(({ name, byDefault, wrong }) => {
        const field = get(props, name);
        return demand(isTrue(field, byDefault), field, wrong);
      }),
      demand(isSet(key), key, "leaves the records readable for everybody who may read the bucket"),
    ]);
  },
};
