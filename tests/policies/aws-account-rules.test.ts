import { describe, expect, it } from "vitest";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { namesCredential } from "../../policies/facts/credentials.js";
import { awsGuarddutyOn } from "../../policies/rules/aws/guardduty/on.js";
import { awsKmsRotation } from "../../policies/rules/aws/kms/rotation.js";
import { awsLogsRetention } from "../../policies/rules/aws/logs/retention.js";
import { awsSsmSecureString } from "../../policies/rules/aws/ssm/secure-string.js";
import { awsTrailComplete } from "../../policies/rules/aws/trail/complete.js";
import { resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
  type,
  name: "it",
  props,
  refs,
});
const [found, open] = [["violation it"], ["undecided it"]];
const edits = (rule: Rule, props: Props, settings: Props = {}) =>
  resourcesOf([one(Object.keys(rule.judges)[0] ?? "", props)]).flatMap((r) => rule.remedy?.edits(r, settings) ?? []);

describe("aws-trail-complete", () => {
  const at = (props: Props) => verdicts("aws-trail-complete", one("aws:cloudtrail/trail:Trail", props));
  const complete = { isMultiRegionTrail: true, enableLogFileValidation: true };

  it("wants every part", () => {
    expect(at({ ...complete, enableLogging: true })).toEqual([]);
    expect(at({ ...complete, enableLogging: false })).toEqual(found);
    expect(at({ ...complete, isMultiRegionTrail: "false" })).toEqual(found);
    expect(at({ ...complete, enableLogging: UNKNOWN.boolean })).toEqual(open);
    expect(at({ ...complete, enableLogging: UNKNOWN.boolean, enableLogFileValidation: false })).toEqual(found);
  });

  it("is put right part by part", () => {
    expect(edits(awsTrailComplete, { enableLogging: false })).toEqual([
      { path: "isMultiRegionTrail", value: true },
      { path: "enableLogFileValidation", value: true },
      { path: "enableLogging", value: true },
    ]);
    expect(edits(awsTrailComplete, { ...complete, enableLogging: UNKNOWN.boolean })).toEqual([]);
  });
});

describe("aws-trail-key", () => {
  const at = (type: string, props: Props) => verdicts("aws-trail-key", one(`aws:cloudtrail/${type}`, props));

  it("wants a key for trails and for stores of events", () => {
    expect(at("trail:Trail", { s3BucketName: "audit-1" })).toEqual(found);
    expect(at("trail:Trail", { s3BucketName: "audit-1", kmsKeyId: "alias/audit" })).toEqual([]);
    expect(at("trail:Trail", { s3BucketName: "audit-1", kmsKeyId: UNKNOWN.string })).toEqual(open);
    expect(at("eventDataStore:EventDataStore", { kmsKeyId: "" })).toEqual(found);
  });
});

describe("aws-logs-retention", () => {
  const at = (props: Props) => verdicts("aws-logs-retention", one("aws:cloudwatch/logGroup:LogGroup", props));

  it("wants a limit, and not a short one", () => {
    expect(at({})).toEqual(found);
    expect(at({ retentionInDays: 0 })).toEqual(found);
    expect([at({ retentionInDays: 5 }), at({ retentionInDays: 7 })]).toEqual([found, []]);
    expect(at({ retentionInDays: UNKNOWN.number })).toEqual(open);
    expect(at({ logGroupClass: "DELIVERY" })).toEqual([]);
  });

  it("is put right with the next period, and never by deleting", () => {
    expect(edits(awsLogsRetention, { retentionInDays: 1 }, { days: 100 })).toEqual([
      { path: "retentionInDays", value: 120 },
    ]);
    expect(edits(awsLogsRetention, {})).toEqual([]);
    expect(edits(awsLogsRetention, { retentionInDays: 0 })).toEqual([]);
    expect(edits(awsLogsRetention, { retentionInDays: UNKNOWN.number })).toEqual([]);
  });
});

describe("aws-kms-rotation", () => {
  const at = (props: Props) => verdicts("aws-kms-rotation", one("aws:kms/key:Key", props));

  it("exempts keys that KMS cannot rotate", () => {
    expect(at({ customerMasterKeySpec: "SYMMETRIC_DEFAULT" })).toEqual(found);
    expect(at({ customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" })).toEqual([]);
    expect(at({ customerMasterKeySpec: "HMAC_256" })).toEqual([]);
    expect(at({ customKeyStoreId: "cks-1" })).toEqual([]);
    expect(at({ isEnabled: false })).toEqual([]);
    expect(at({ customerMasterKeySpec: UNKNOWN.string })).toEqual(open);
  });

  it("is put right only where that works", () => {
    expect(edits(awsKmsRotation, { enableKeyRotation: false })).toEqual([{ path: "enableKeyRotation", value: true }]);
    expect(edits(awsKmsRotation, { customerMasterKeySpec: "RSA_4096" })).toEqual([]);
  });
});

describe("aws-kms-policy-public", () => {
  const at = (statement: Props, type = "aws:kms/keyPolicy:KeyPolicy") =>
    verdicts("aws-kms-policy-public", one(type, { policy: JSON.stringify({ Statement: [statement] }) }));
  const everybody = { Effect: "Allow", Principal: { AWS: ["*"] }, Action: "kms:Decrypt", Resource: "*" };

  it("finds everybody in every kind of key", () => {
    for (const type of ["keyPolicy:KeyPolicy", "replicaKey:ReplicaKey", "externalKey:ExternalKey"])
      expect(at(everybody, `aws:kms/${type}`)).toEqual(found);
    expect(at({ ...everybody, Effect: "Deny" })).toEqual([]);
  });

  it("accepts a condition on the caller's account", () => {
    const when = (key: string, value: string) => at({ ...everybody, Condition: { StringEquals: { [key]: value } } });
    expect(when("kms:CallerAccount", "123456789012")).toEqual([]);
    expect(when("kms:ViaService", "s3.eu-west-1.amazonaws.com")).toEqual([]);
    expect(when("aws:PrincipalOrgID", "o-1")).toEqual([]);
    expect(when("kms:EncryptionContext:app", "shop")).toEqual(found);
    expect(at({ ...everybody, Condition: { StringLike: { "kms:CallerAccount": "*" } } })).toEqual(found);
  });

  it("is undecided while the policy is not known", () => {
    expect(verdicts("aws-kms-policy-public", one("aws:kms/key:Key", { policy: UNKNOWN.string }))).toEqual(open);
    expect(verdicts("aws-kms-policy-public", one("aws:kms/key:Key", {}))).toEqual([]);
  });
});

describe("aws-secret-rotation", () => {
  const secret = one("aws:secretsmanager/secret:Secret", { name: "database" });
  const rotation = (props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
    ...one("aws:secretsmanager/secretRotation:SecretRotation", props, refs),
    name: "rotation",
  });
  const at = (...resources: ExampleResource[]) => verdicts("aws-secret-rotation", secret, ...resources);

  it("finds the rotation by reference or by name", () => {
    expect(at(rotation({ secretId: UNKNOWN.string }, { secretId: ["it"] }))).toEqual([]);
    expect(at(rotation({ secretId: "database" }))).toEqual([]);
    expect(at(rotation({ secretId: "other" }))).toEqual(found);
    expect(at(rotation({ secretId: UNKNOWN.string }))).toEqual(open);
  });

  it("reports a rotation that is off at both", () => {
    expect(at(rotation({ secretId: "database", rotationEnabled: false }))).toEqual([...found, "violation rotation"]);
  });
});

describe("aws-ssm-secure-string", () => {
  it.each([
    "/shop/db/password",
    "API_KEY",
    "githubToken",
    "stripe.secret-1a2b3c4",
    "privateKey",
    "db-pwd",
    "Credentials",
  ])("takes %s for a credential", (name) => expect(namesCredential(name)).toBe(true));

  it.each([
    "/secrets/db/host",
    "token-url",
    "secretArn",
    "PASSWORD_MIN_LENGTH",
    "public-key",
    "keyboard",
    "compass",
    "",
  ])("does not take %s for one", (name) => expect(namesCredential(name)).toBe(false));

  it("falls back on the name that the provider makes one from", () => {
    const at = (name: string, props: Props) =>
      verdicts("aws-ssm-secure-string", { ...one("aws:ssm/parameter:Parameter", props), name });
    expect(at("db-password", { type: "String" })).toEqual(["violation db-password"]);
    expect(at("db-host", { type: "String" })).toEqual([]);
    expect(at("it", { type: "StringList", name: UNKNOWN.string })).toEqual(open);
    expect(at("it", { type: "SecureString", name: UNKNOWN.string })).toEqual([]);
  });

  it("moves no value that only a plain parameter may have", () => {
    const plain = { name: "token", type: "String" };
    expect(edits(awsSsmSecureString, { ...plain, value: "v" })).toEqual([{ path: "type", value: "SecureString" }]);
    expect(edits(awsSsmSecureString, { ...plain, insecureValue: "v" })).toEqual([]);
    expect(edits(awsSsmSecureString, { ...plain, name: "host" })).toEqual([]);
  });
});

describe("aws-provider-static-keys", () => {
  const at = (props: Props) => verdicts("aws-provider-static-keys", one("pulumi:providers:aws", props));
  const keys = { accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };

  it("tells fixed keys from temporary ones and from an emulator's", () => {
    expect(at(keys)).toEqual(found);
    expect(at({ ...keys, token: "IQoJb3JpZ2luX2Vj" })).toEqual([]);
    expect(at({ ...keys, token: UNKNOWN.string })).toEqual(open);
    expect(at({ accessKey: "test", secretKey: "test" })).toEqual([]);
    expect(at({ accessKey: UNKNOWN.string, secretKey: UNKNOWN.string })).toEqual(open);
    expect(at({})).toEqual([]);
  });
});

describe("aws-efs-access-point, aws-backup-vault-key and aws-guardduty-on", () => {
  it("want a directory and a user of its own", () => {
    const at = (props: Props) => verdicts("aws-efs-access-point", one("aws:efs/accessPoint:AccessPoint", props));
    const user = { posixUser: { uid: 1000, gid: 1000 } };
    expect(at({ ...user, rootDirectory: { path: "/" } })).toEqual(found);
    expect(at({ ...user, rootDirectory: { creationInfo: {} } })).toEqual(found);
    expect(at({ rootDirectory: { path: "/app" } })).toEqual(found);
    expect(at({ ...user, rootDirectory: UNKNOWN.object })).toEqual(open);
  });

  it("know the property of each kind of vault", () => {
    const vault = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";
    expect(verdicts("aws-backup-vault-key", one(vault, { encryptionKeyArn: "arn:aws:kms:k" }))).toEqual([]);
    expect(verdicts("aws-backup-vault-key", one(vault, { kmsKeyArn: "arn:aws:kms:k" }))).toEqual(found);
  });

  it("leave a detector alone that says nothing", () => {
    expect(verdicts("aws-guardduty-on", one("aws:guardduty/detector:Detector", {}))).toEqual([]);
    expect(edits(awsGuarddutyOn, {})).toEqual([]);
  });
});
