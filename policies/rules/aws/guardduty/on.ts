import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const awsGuarddutyOn: ResourceRule = {
  id: "aws-guardduty-on",
  title: "Threat detection off",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:guardduty/detector:Detector": ["enable"] },
  controls: {
    FSBP: ["GuardDuty.1"],
    NIST: [
      "AC-2",
      "AC-3",
      "AU-12",
      "AU-14",
      "AU-3",
      "AU-6",
      "CA-2",
      "CA-7",
      "CM-8",
      "PE-6",
      "PM-14",
      "PM-16",
      "PM-31",
      "RA-1",
      "RA-10",
      "RA-3",
      "RA-5",
      "SC-43",
      "SC-5",
      "SI-3",
      "SI-4",
      "SI-5",
    ],
    PCI4: ["11.5.1"],
  },
  checkov: ["CKV_AWS_238"],
  remedy: {
    replaces: false,
    edits: ({ props }) => (isTrue(get(props, "enable"), true) === false ? [{ path: "enable", value: true }] : []),
  },
  why: "A suspended detector reports nothing: stolen credentials and machines that mine coins are noticed by the bill.",
  fix: "Set `enable` to true, or leave it out.",
  bad: [{ type: "aws:guardduty/detector:Detector", name: "detector", props: { enable: false } }],
  good: [{ type: "aws:guardduty/detector:Detector", name: "detector", props: { enable: true } }],
  check({ props }) {
    const enable = get(props, "enable");
    return demand(isTrue(enable, true), enable, "suspends threat detection in the region");
  },
};
