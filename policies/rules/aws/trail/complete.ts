import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
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
  judges: { "aws:cloudtrail/trail:Trail": SWITCHES.map(({ name }) => name) },
  controls: {
    "CIS AWS 5.0": ["3.1", "3.2"],
    FSBP: ["CloudTrail.1", "CloudTrail.4"],
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
      "IA-3",
      "MA-4",
      "PM-11",
      "PM-14",
      "PM-17",
      "PM-31",
      "SA-1",
      "SA-10",
      "SC-16",
      "SC-7",
      "SI-1",
      "SI-10",
      "SI-3",
      "SI-4",
      "SI-7",
    ],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.6.3", "5.3.4", "A1.2.1"],
  },
  checkov: ["CKV_AWS_36", "CKV_AWS_67", "CKV_AWS_251"],
  trivy: ["AWS-0014", "AWS-0016"],
  aspects: {
    CKV_AWS_36: ["enableLogFileValidation"],
    CKV_AWS_67: ["isMultiRegionTrail"],
    CKV_AWS_251: ["enableLogging"],
    "AWS-0014": ["isMultiRegionTrail"],
    "AWS-0016": ["enableLogFileValidation"],
  },
  remedy: {
    replaces: false,
    edits: ({ props }) =>
      SWITCHES.filter(({ name, byDefault }) => isTrue(get(props, name), byDefault) === false).map(({ name }) => ({
        path: name,
        value: true,
      })),
  },
  why: "After a break-in the trail is what tells what was done: an attacker works in the region that it leaves out, or changes records that nothing validates.",
  fix: "Set `isMultiRegionTrail` and `enableLogFileValidation` to true, and leave `enableLogging` on.",
  bad: [
    {
      type: "aws:cloudtrail/trail:Trail",
      name: "audit",
      props: { s3BucketName: "audit-1" },
    },
  ],
  good: [
    {
      type: "aws:cloudtrail/trail:Trail",
      name: "audit",
      props: {
        s3BucketName: "audit-1",
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
      },
    },
  ],
  check: ({ props }) =>
    every(
      SWITCHES.map(({ name, byDefault, wrong }) => {
        const field = get(props, name);
        return demand(isTrue(field, byDefault), field, wrong);
      }),
    ),
};
