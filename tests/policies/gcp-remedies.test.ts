import { describe, expect, it } from "vitest";
import type { Edit } from "../../policies/core/remedy.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { resourcesOf } from "./support.js";

/** What a rule's remedy sets in a resource. */
function edits(id: string, type: string, props: Props): readonly Edit[] {
  const remedy = rules.find((rule) => rule.id === id)?.remedy;
  return resourcesOf([{ type, name: "it", props }]).flatMap((resource) => remedy?.edits(resource, {}) ?? []);
}

const MACHINE = "gcp:compute/instance:Instance";
const TEMPLATE = "gcp:compute/instanceTemplate:InstanceTemplate";
const ITEM = "gcp:compute/projectMetadataItem:ProjectMetadataItem";

describe("remedies on GCP", () => {
  it("change metadata where it stands, and in no template, which that would replace", () => {
    const metadata = { "serial-port-enable": "true" };
    const key = "metadata.serial-port-enable";
    expect(edits("gcp-vm-serial-port", MACHINE, { metadata })).toEqual([{ path: key, value: "false" }]);
    expect(edits("gcp-vm-serial-port", TEMPLATE, { metadata })).toEqual([]);
    expect(edits("gcp-vm-serial-port", MACHINE, { metadata: UNKNOWN.object })).toEqual([]);
    const item = { key: "enable-oslogin", value: "false" };
    expect(edits("gcp-vm-os-login", ITEM, item)).toEqual([{ path: "value", value: "true" }]);
    expect(edits("gcp-vm-os-login", ITEM, { ...item, key: "other" })).toEqual([]);
  });

  it("stop no machine without its owner's leave", () => {
    const config = { shieldedInstanceConfig: { enableVtpm: false } };
    expect(edits("gcp-vm-shielded", MACHINE, config)).toEqual([]);
    expect(edits("gcp-vm-shielded", MACHINE, { ...config, allowStoppingForUpdate: true })).toEqual([
      { path: "shieldedInstanceConfig.enableVtpm", value: true },
    ]);
  });

  it("turn on no versions where the cloud would refuse them", () => {
    const bucket = (props: Props) => edits("gcp-gcs-versioning", "gcp:storage/bucket:Bucket", props);
    expect(bucket({})).toEqual([{ path: "versioning.enabled", value: true }]);
    expect(bucket({ retentionPolicy: { retentionPeriod: "2592000" } })).toEqual([]);
    expect(bucket({ retentionPolicy: UNKNOWN.object })).toEqual([]);
  });

  it("keep what is stronger than asked for, and what is the owner's choice", () => {
    const ssl = (props: Props) => edits("gcp-ssl-policy", "gcp:compute/sSLPolicy:SSLPolicy", props);
    expect(ssl({ minTlsVersion: "TLS_1_3", profile: "RESTRICTED" })).toEqual([]);
    expect(ssl({ minTlsVersion: "TLS_1_2", profile: "CUSTOM", customFeatures: ["TLS_RSA_A", "TLS_ECDHE_B"] })).toEqual([
      { path: "customFeatures", value: ["TLS_ECDHE_B"] },
    ]);
    const key = (props: Props) => edits("gcp-kms-rotation", "gcp:kms/cryptoKey:CryptoKey", props);
    expect(key({ rotationPeriod: "86400s" })).toEqual([]);
    expect(key({ purpose: "MAC" })).toEqual([]);
    expect(key({})).toEqual([{ path: "rotationPeriod", value: "7776000s" }]);
    const service = { service: "storage.googleapis.com", auditLogConfigs: [{ logType: "DATA_READ" }] };
    expect(edits("gcp-iam-audit-log", "gcp:projects/iAMAuditConfig:IAMAuditConfig", service)).toEqual([]);
  });
});
