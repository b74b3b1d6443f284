import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const KEYS: Readonly<Record<string, string>> = {
  "aws:backup/vault:Vault": "kmsKeyArn",
  "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": "encryptionKeyArn",
};

export const awsBackupVaultKey: ResourceRule = {
  id: "aws-backup-vault-key",
  title: "Backup vault without a customer key",
  severity: Severity.Low,
  graph: false,
  judges: Object.fromEntries(Object.entries(KEYS).map(([type, key]) => [type, [key]])),
  groups: ["customer-keys"],
  controls: {},
  checkov: ["CKV_AWS_166"],
  why: "Under the key that AWS keeps, backups cannot be shared with another account, and nobody can cut off access to them by closing a key.",
  fix: "Set `kmsKeyArn` to the ARN of an aws.kms.Key of your own.",
  bad: [{ type: "aws:backup/vault:Vault", name: "daily", props: { name: "daily" } }],
  good: [
    {
      type: "aws:backup/vault:Vault",
      name: "daily",
      props: { name: "daily", kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    },
  ],
  check({ type, props }) {
    const key = get(props, KEYS[type] ?? "kmsKeyArn");
    return demand(isSet(key), key, "leaves the backups under the key that AWS keeps");
  },
};
