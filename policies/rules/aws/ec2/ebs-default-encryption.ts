import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const awsEc2EbsDefaultEncryption: ResourceRule = {
  id: "aws-ec2-ebs-default-encryption",
  title: "Account default for disk encryption off",
  severity: Severity.High,
  graph: false,
  judges: { "aws:ebs/encryptionByDefault:EncryptionByDefault": ["enabled"] },
  controls: { FSBP: ["EC2.7"], NIST: ["AU-9", "CM-6", "CM-9", "CP-9", "SC-13", "SC-28", "SC-8", "SI-19"] },
  checkov: ["CKV_AWS_106"],
  remedy: {
    replaces: false,
    edits: ({ props }) => (isTrue(get(props, "enabled"), true) === false ? [{ path: "enabled", value: true }] : []),
  },
  why: "With the default off, every disk of the region whose owner forgets to say so, and every snapshot of it, lies unencrypted.",
  fix: "Set `enabled` to true, or leave it out.",
  bad: [{ type: "aws:ebs/encryptionByDefault:EncryptionByDefault", name: "default", props: { enabled: false } }],
  good: [{ type: "aws:ebs/encryptionByDefault:EncryptionByDefault", name: "default", props: { enabled: true } }],
  check({ props }) {
    const enabled = get(props, "enabled");
    return demand(isTrue(enabled, true), enabled, "leaves new disks of the region unencrypted");
  },
};
