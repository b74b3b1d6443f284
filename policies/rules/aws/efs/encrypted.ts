import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

export const awsEfsEncrypted: ResourceRule = {
  id: "aws-efs-encrypted",
  title: "Unencrypted file system",
  severity: Severity.High,
  graph: false,
  judges: { "aws:efs/fileSystem:FileSystem": ["encrypted"] },
  controls: {
    "CIS AWS 5.0": ["2.3.1"],
    FSBP: ["EFS.1"],
    NIST: ["AU-9", "CP-9", "SC-13", "SC-28", "SC-8", "SI-19"],
    PCI4: ["3.5.1", "8.3.2"],
  },
  checkov: ["CKV_AWS_42"],
  trivy: ["AWS-0037"],
  remedy: sets({ encrypted: true }, true),
  why: "A file system that says nothing is unencrypted, and can never be encrypted later: its files must be copied to a new one.",
  fix: "Set `encrypted` to true; the file system is made again, so copy its files first.",
  bad: [{ type: "aws:efs/fileSystem:FileSystem", name: "shared", props: { creationToken: "shared" } }],
  good: [
    { type: "aws:efs/fileSystem:FileSystem", name: "shared", props: { creationToken: "shared", encrypted: true } },
  ],
  check({ props }) {
    const encrypted = get(props, "encrypted");
    return demand(isTrue(encrypted), encrypted, "leaves the files unencrypted");
  },
};
