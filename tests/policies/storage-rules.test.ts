import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const bucket = (props: Props = {}, type = "aws:s3/bucket:Bucket"): ExampleResource => ({ type, name: "assets", props });
const about = (type: string, name: string, props: Props): ExampleResource => ({
  type,
  name,
  props: { bucket: UNKNOWN.string, ...props },
  refs: { bucket: ["assets"] },
});
const SWITCHES = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

describe("aws-s3-public-access-block", () => {
  const block = (props: Props) => about("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", props);
  const at = (...resources: ExampleResource[]) => verdicts("aws-s3-public-access-block", ...resources);

  it("finds the block at a preview, by reference or by name", () => {
    expect(at(bucket(), block(SWITCHES))).toEqual([]);
    expect(at(bucket({}, "aws:s3/bucketV2:BucketV2"), block(SWITCHES))).toEqual([]);
    expect(at(bucket({ bucket: "a-1" }), { ...block({ ...SWITCHES, bucket: "a-1" }), refs: {} })).toEqual([]);
    expect(at(bucket({ bucket: "a-2" }), { ...block({ ...SWITCHES, bucket: "a-1" }), refs: {} })).toEqual([
      "violation assets",
    ]);
    expect(at(bucket())).toEqual(["violation assets"]);
  });

  it("reports an incomplete block at the block and at the bucket", () => {
    expect(at(bucket(), block({ ...SWITCHES, ignorePublicAcls: false }))).toEqual([
      "violation assets",
      "violation block",
    ]);
    expect(at(bucket(), block({ blockPublicAcls: true }))).toEqual(["violation assets", "violation block"]);
    expect(at(bucket(), block({ ...SWITCHES, ignorePublicAcls: UNKNOWN.boolean }))).toEqual([
      "undecided assets",
      "undecided block",
    ]);
  });

  it("counts a block for the whole account", () => {
    const account = {
      type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
      name: "account",
      props: SWITCHES,
    };
    expect(at(bucket(), account)).toEqual([]);
    expect(at(bucket(), { ...account, props: {} })).toEqual(["violation account", "violation assets"]);
  });
});

describe("aws-s3-public-acl", () => {
  const at = (resource: ExampleResource) => verdicts("aws-s3-public-acl", resource);

  it("finds canned ACLs and grants, inline and split", () => {
    const group = (name: string) => `http://acs.amazonaws.com/groups/global/${name}`;
    for (const acl of ["public-read", "public-read-write", "authenticated-read"]) {
      expect(at(bucket({ acl }))).toEqual(["violation assets"]);
      expect(at(about("aws:s3/bucketAcl:BucketAcl", "acl", { acl }))).toEqual(["violation acl"]);
    }
    expect(at(bucket({ grants: [{ type: "Group", uri: group("AllUsers"), permissions: ["READ"] }] }))).toEqual([
      "violation assets",
    ]);
    const grants = [{ grantee: { id: "1", type: "CanonicalUser" } }, { grantee: { uri: group("AuthenticatedUsers") } }];
    expect(at(about("aws:s3/bucketAclV2:BucketAclV2", "acl", { accessControlPolicy: { grants } }))).toEqual([
      "violation acl",
    ]);
  });

  it("leaves private ACLs and the log delivery group alone", () => {
    expect(at(bucket({ acl: "private" }))).toEqual([]);
    expect(at(bucket({ grants: [{ uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" }] }))).toEqual([]);
  });
});

describe("aws-s3-tls-only", () => {
  const deny = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const at = (...statements: Props[]) =>
    verdicts(
      "aws-s3-tls-only",
      bucket(),
      about("aws:s3/bucketPolicy:BucketPolicy", "policy", { policy: { Statement: statements } }),
    );

  it("accepts every way to write the denial", () => {
    expect(at(deny)).toEqual([]);
    expect(at({ ...deny, Principal: { AWS: ["*"] }, Action: ["s3:*"], Resource: "*" })).toEqual([]);
    expect(at({ ...deny, Condition: { BoolIfExists: { "aws:securetransport": [false] } } })).toEqual([]);
    const text = JSON.stringify({ Statement: deny });
    expect(verdicts("aws-s3-tls-only", bucket({ policy: text }))).toEqual([]);
  });

  it("does not accept a denial with a gap", () => {
    expect(at({ ...deny, Action: "s3:GetObject" })).toEqual(["violation assets"]);
    expect(at({ ...deny, Principal: { AWS: "arn:aws:iam::1:root" } })).toEqual(["violation assets"]);
    expect(at({ ...deny, Resource: "arn:aws:s3:::a" })).toEqual(["violation assets"]);
    expect(at({ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } })).toEqual(["violation assets"]);
    const narrow = { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalOrgID": "o-1" } };
    expect(at({ ...deny, Condition: narrow })).toEqual(["violation assets"]);
  });

  it("is undecided while the policy is not known", () => {
    const policy = about("aws:s3/bucketPolicy:BucketPolicy", "policy", { policy: UNKNOWN.string });
    expect(verdicts("aws-s3-tls-only", bucket(), policy)).toEqual(["undecided assets"]);
  });
});

describe("aws-s3-versioning", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-s3-versioning", ...resources);
  const split = (status: string) =>
    about("aws:s3/bucketVersioning:BucketVersioning", "versioning", { versioningConfiguration: { status } });

  it("reads all three forms", () => {
    expect(at(bucket({ versioning: { enabled: true } }))).toEqual([]);
    expect(at(bucket({ versionings: [{ enabled: true }] }, "aws:s3/bucketV2:BucketV2"))).toEqual([]);
    expect(at(bucket(), split("Enabled"))).toEqual([]);
    expect(at(bucket(), split("Suspended"))).toEqual(["violation assets", "violation versioning"]);
    expect(at(bucket())).toEqual(["violation assets"]);
  });
});

describe("aws-ec2-ebs-encrypted", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-ec2-ebs-encrypted", ...resources);
  const one = (type: string, props: Props): ExampleResource => ({ type, name: "it", props });

  it("looks at the root disk, every further disk and every form", () => {
    const instance = (props: Props) => at(one("aws:ec2/instance:Instance", props));
    expect(instance({})).toEqual(["violation it"]);
    expect(instance({ rootBlockDevice: { encrypted: true } })).toEqual([]);
    expect(instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "b" }] })).toEqual([
      "violation it",
    ]);
    expect(instance({ launchTemplate: { id: "lt-1" } })).toEqual([]);
    const template = (encrypted: unknown) =>
      at(
        one("aws:ec2/launchTemplate:LaunchTemplate", {
          blockDeviceMappings: [{ ebs: { encrypted } }, { noDevice: "" }],
        }),
      );
    expect([template("true"), template("false"), template(undefined)]).toEqual([
      [],
      ["violation it"],
      ["violation it"],
    ]);
  });

  it("counts the region's default, in the same region only", () => {
    const volume = one("aws:ebs/volume:Volume", { region: "eu-west-1" });
    const byDefault = (props: Props) => ({ type: "aws:ebs/encryptionByDefault:EncryptionByDefault", name: "d", props });
    expect(at(volume, byDefault({ region: "eu-west-1" }))).toEqual([]);
    expect(at(volume, byDefault({ region: "us-east-1" }))).toEqual(["violation it"]);
    expect(at(volume, byDefault({ region: "eu-west-1", enabled: false }))).toEqual(["violation it"]);
  });
});

describe("gcp-gcs-public", () => {
  const at = (kind: string, props: Props) =>
    verdicts("gcp-gcs-public", {
      type: `gcp:storage/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`,
      name: "it",
      props,
    });

  it("finds everybody in each form of a grant", () => {
    const policyData = JSON.stringify({ bindings: [{ role: "r", members: ["user:a@b.c", "allAuthenticatedUsers"] }] });
    expect(at("BucketIAMMember", { member: "allUsers" })).toEqual(["violation it"]);
    expect(at("BucketIAMBinding", { members: ["user:a@b.c", "allAuthenticatedUsers"] })).toEqual(["violation it"]);
    expect(at("BucketIAMPolicy", { policyData })).toEqual(["violation it"]);
    expect(at("BucketAccessControl", { entity: "allUsers" })).toEqual(["violation it"]);
    expect(at("DefaultObjectAccessControl", { entity: "allAuthenticatedUsers" })).toEqual(["violation it"]);
    expect(at("BucketACL", { roleEntities: ["OWNER:user-a@b.c", "READER:allUsers"] })).toEqual(["violation it"]);
    expect(at("BucketACL", { predefinedAcl: "publicRead" })).toEqual(["violation it"]);
    expect(at("ObjectACL", { predefinedAcl: "authenticatedRead" })).toEqual(["violation it"]);
    expect(at("ObjectAccessControl", { entity: "allUsers" })).toEqual(["violation it"]);
    expect(at("ManagedFolderIamMember", { member: "allUsers" })).toEqual(["violation it"]);
  });

  it("leaves named members alone", () => {
    expect(at("BucketIAMBinding", { members: ["group:all@users.example"] })).toEqual([]);
    expect(at("BucketACL", { predefinedAcl: "private", roleEntities: ["OWNER:project-owners-1"] })).toEqual([]);
  });

  it("finds everybody beside a member that is not known, and is undecided otherwise", () => {
    expect(at("BucketIAMBinding", { members: [UNKNOWN.string, "allUsers"] })).toEqual(["violation it"]);
    expect(at("BucketIAMMember", { member: UNKNOWN.string })).toEqual(["undecided it"]);
    expect(at("BucketIAMPolicy", { policyData: UNKNOWN.string })).toEqual(["undecided it"]);
  });
});

describe("azure storage", () => {
  const account = (props: Props): ExampleResource => ({
    type: "azure-native:storage:StorageAccount",
    name: "it",
    props,
  });
  const container = (props: Props): ExampleResource => ({
    type: "azure-native:storage:BlobContainer",
    name: "it",
    props,
  });

  it("wants anonymous access refused in so many words", () => {
    expect(verdicts("az-storage-blob-public", account({}))).toEqual(["violation it"]);
    expect(verdicts("az-storage-blob-public", container({ publicAccess: "Blob" }))).toEqual(["violation it"]);
    expect(verdicts("az-storage-blob-public", container({ publicAccess: "none" }))).toEqual([]);
    expect(verdicts("az-storage-blob-public", container({}))).toEqual([]);
  });

  it("knows what the account does when it says nothing", () => {
    expect(verdicts("az-storage-https", account({}))).toEqual([]);
    expect(verdicts("az-storage-tls", account({}))).toEqual(["violation it"]);
  });
});
