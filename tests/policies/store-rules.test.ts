import { describe, expect, it } from "vitest";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { awsElasticacheEncryption } from "../../policies/rules/aws/elasticache/encryption.js";
import { awsMskSecure } from "../../policies/rules/aws/msk/secure.js";
import { awsOpensearchSecure } from "../../policies/rules/aws/opensearch/secure.js";
import { awsRedshiftSecure } from "../../policies/rules/aws/redshift/secure.js";
import { findings, resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props): ExampleResource => ({ type, name: "it", props });
const edits = (rule: Rule, resource: ExampleResource) =>
  resourcesOf([resource]).flatMap((seen) => rule.remedy?.edits(seen, {}) ?? []);
/** The places that the rule finds wrong. */
const wrong = (rule: Rule, resource: ExampleResource): readonly string[] =>
  findings([resource]).flatMap((finding) =>
    finding.rule === rule && finding.kind === "violation" ? finding.problems.map(({ path }) => path) : [],
  );

const WRONG = ["violation it"];

describe("aws-elasticache-encryption", () => {
  const group = (props: Props) => one("aws:elasticache/replicationGroup:ReplicationGroup", props);
  const at = (props: Props) => verdicts("aws-elasticache-encryption", group(props));
  const ENCRYPTED = { atRestEncryptionEnabled: true, transitEncryptionEnabled: true };

  it("wants all three, AUTH in any form", () => {
    expect(wrong(awsElasticacheEncryption, group({}))).toEqual([
      "atRestEncryptionEnabled",
      "transitEncryptionEnabled",
      "authToken",
    ]);
    expect(at({ ...ENCRYPTED, authToken: "s3cret-s3cret-s3cret" })).toEqual([]);
    expect(at({ ...ENCRYPTED, authTokenWo: "s3cret-s3cret-s3cret" })).toEqual([]);
    expect(at({ ...ENCRYPTED, userGroupIds: [UNKNOWN.string] })).toEqual([]);
    expect(at({ ...ENCRYPTED, userGroupIds: [] })).toEqual(WRONG);
    expect(at({ ...ENCRYPTED, authToken: UNKNOWN.string })).toEqual(["undecided it"]);
  });

  it("knows that Valkey encrypts its storage by default, and nothing else", () => {
    const props = { engine: "valkey", userGroupIds: ["sessions"] };
    expect(at({ ...props, transitEncryptionEnabled: true })).toEqual([]);
    expect(wrong(awsElasticacheEncryption, group(props))).toEqual(["transitEncryptionEnabled"]);
    expect(at({ ...ENCRYPTED, ...props, atRestEncryptionEnabled: false })).toEqual(WRONG);
    expect(edits(awsElasticacheEncryption, group(props))).toEqual([{ path: "transitEncryptionEnabled", value: true }]);
  });

  it("leaves a secondary group to its primary, and AUTH to the owner", () => {
    expect(at({ globalReplicationGroupId: "ldgnf-sessions" })).toEqual([]);
    expect(at({ globalReplicationGroupId: UNKNOWN.string })).toEqual(["undecided it"]);
    expect(edits(awsElasticacheEncryption, group({}))).toEqual([]);
  });
});

describe("aws-opensearch-secure", () => {
  const TYPES = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"];
  const GOOD = {
    vpcOptions: { subnetIds: ["subnet-1"] },
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" },
  };

  it.each(TYPES)("names everything that is wrong with a %s", (type) => {
    expect(wrong(awsOpensearchSecure, one(type, {}))).toEqual([
      "encryptAtRest.enabled",
      "domainEndpointOptions.enforceHttps",
      "domainEndpointOptions.tlsSecurityPolicy",
      "vpcOptions.subnetIds",
    ]);
    expect(verdicts("aws-opensearch-secure", one(type, GOOD))).toEqual([]);
  });

  it.each(TYPES)("wants the nodes of a %s to encrypt what they say where there is more than one", (type) => {
    const { nodeToNodeEncryption: _, ...rest } = GOOD;
    const at = (clusterConfig: unknown) => verdicts("aws-opensearch-secure", one(type, { ...rest, clusterConfig }));
    const paths = (clusterConfig: Props) => wrong(awsOpensearchSecure, one(type, { ...rest, clusterConfig }));
    for (const several of [{ instanceCount: 2 }, { dedicatedMasterEnabled: true }, { warmEnabled: "true" }])
      expect(paths(several)).toEqual(["nodeToNodeEncryption.enabled"]);
    expect([at(undefined), at({}), at({ instanceCount: 1 })]).toEqual([[], [], []]);
    expect(at({ instanceCount: UNKNOWN.number })).toEqual(["undecided it"]);
    expect(at(UNKNOWN.object)).toEqual(["undecided it"]);
  });

  it("takes a block for the network for one, but not an unknown in its place", () => {
    const at = (vpcOptions: unknown) => verdicts("aws-opensearch-secure", one(TYPES[0] ?? "", { ...GOOD, vpcOptions }));
    expect(at({ subnetIds: UNKNOWN.array })).toEqual([]);
    expect(at(UNKNOWN.object)).toEqual(["undecided it"]);
  });

  it("knows what is left out and what is old", () => {
    const options = (props: Props) =>
      wrong(awsOpensearchSecure, one(TYPES[0] ?? "", { ...GOOD, domainEndpointOptions: props }));
    expect(options({ enforceHttps: false, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" })).toEqual([
      "domainEndpointOptions.enforceHttps",
    ]);
    expect(options({ tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" })).toEqual([
      "domainEndpointOptions.tlsSecurityPolicy",
    ]);
    expect(options({})).toEqual(["domainEndpointOptions.tlsSecurityPolicy"]);
  });

  it("finds a domain on the internet beside what is not known", () => {
    const { vpcOptions: _, ...open } = GOOD;
    expect(wrong(awsOpensearchSecure, one(TYPES[0] ?? "", { ...open, encryptAtRest: UNKNOWN.object }))).toEqual([
      "vpcOptions.subnetIds",
    ]);
    expect(edits(awsOpensearchSecure, one(TYPES[0] ?? "", {}))).toEqual([]);
  });
});

describe("aws-redshift-secure", () => {
  const cluster = (props: Props) => one("aws:redshift/cluster:Cluster", props);

  it("takes texts and booleans, and the defaults, which are right", () => {
    expect(wrong(awsRedshiftSecure, cluster({}))).toEqual([]);
    expect(wrong(awsRedshiftSecure, cluster({ encrypted: false }))).toEqual(["encrypted"]);
    expect(wrong(awsRedshiftSecure, cluster({ encrypted: "false", publiclyAccessible: true }))).toEqual([
      "encrypted",
      "publiclyAccessible",
    ]);
    const workgroup = "aws:redshiftserverless/workgroup:Workgroup";
    expect(wrong(awsRedshiftSecure, one(workgroup, { publiclyAccessible: true }))).toEqual(["publiclyAccessible"]);
  });

  it("is put right in the form that it was written in", () => {
    expect(edits(awsRedshiftSecure, cluster({ encrypted: false }))).toEqual([{ path: "encrypted", value: true }]);
    expect(edits(awsRedshiftSecure, cluster({ encrypted: "false" }))).toEqual([{ path: "encrypted", value: "true" }]);
    expect(edits(awsRedshiftSecure, cluster({}))).toEqual([]);
  });
});

describe("aws-msk-secure", () => {
  const cluster = (transit: Props, type?: string) =>
    one("aws:msk/cluster:Cluster", {
      encryptionInfo: { encryptionInTransit: transit },
      brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type } } },
    });
  const [CLIENTS, BROKERS] = ["clientBroker", "inCluster"].map((p) => `encryptionInfo.encryptionInTransit.${p}`);
  const PUBLIC = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type";

  it("knows that the defaults are right", () => {
    expect(wrong(awsMskSecure, one("aws:msk/cluster:Cluster", {}))).toEqual([]);
    expect(
      wrong(awsMskSecure, cluster({ clientBroker: "PLAINTEXT", inCluster: false }, "SERVICE_PROVIDED_EIPS")),
    ).toEqual([CLIENTS, BROKERS, PUBLIC]);
    expect(wrong(awsMskSecure, cluster({ clientBroker: "TLS" }, "DISABLED"))).toEqual([]);
  });

  it("is put right in place, or not at all", () => {
    expect(edits(awsMskSecure, cluster({ clientBroker: "TLS_PLAINTEXT" }, "SERVICE_PROVIDED_EIPS"))).toEqual([
      { path: CLIENTS, value: "TLS" },
      { path: PUBLIC, value: "DISABLED" },
    ]);
    expect(edits(awsMskSecure, cluster({ clientBroker: "PLAINTEXT", inCluster: false }))).toEqual([]);
  });
});

describe("tables", () => {
  const table = (props: Props) => one("aws:dynamodb/table:Table", props);

  it("have recovery only where it is switched on", () => {
    const at = (props: Props) => verdicts("aws-dynamodb-pitr", table(props));
    expect(at({})).toEqual(WRONG);
    expect(at({ pointInTimeRecovery: { enabled: false } })).toEqual(WRONG);
    expect(at({ pointInTimeRecovery: [{ enabled: true }] })).toEqual([]);
  });

  it("have a key of one's own only where AWS does not manage it", () => {
    const at = (kmsKeyArn: unknown, enabled: unknown = true) =>
      verdicts("aws-dynamodb-key", table({ serverSideEncryption: { enabled, kmsKeyArn } }));
    expect(at("arn:aws:kms:eu-west-1:1:key/1")).toEqual([]);
    expect(at("arn:aws:kms:eu-west-1:1:alias/aws/dynamodb")).toEqual(WRONG);
    expect(at(UNKNOWN.string)).toEqual(["undecided it"]);
    expect(at(UNKNOWN.string, false)).toEqual(WRONG);
  });
});
