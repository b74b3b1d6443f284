import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isSet, isText, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const STREAM = "aws:kinesis/stream:Stream";
const FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** Sources that Firehose reads from: what waits there is encrypted there, and Firehose takes no setting of its own. */
const SOURCES = ["kinesisSourceConfiguration", "mskSourceConfiguration"];

const switchOf = ({ type, props }: Resource): Field =>
  get(props, type === STREAM ? "encryptionType" : "serverSideEncryption.enabled");

function encrypted(resource: Resource): Tri {
  const at = switchOf(resource);
  if (resource.type === STREAM) return isText(at, "KMS");
  return any(isTrue(at), ...SOURCES.map((source) => isSet(get(resource.props, source))));
}

function edits(resource: Resource): readonly Edit[] {
  if (encrypted(resource) !== false) return [];
  if (resource.type === FIREHOSE) return [{ path: "serverSideEncryption.enabled", value: true }];
  const key = { path: "kmsKeyId", value: "alias/aws/kinesis" };
  return [{ path: "encryptionType", value: "KMS" }, ...(isSet(get(resource.props, "kmsKeyId")) === false ? [key] : [])];
}

export const awsKinesisEncrypted: ResourceRule = {
  id: "aws-kinesis-encrypted",
  title: "Stream unencrypted",
  severity: Severity.Medium,
  graph: false,
  judges: { [STREAM]: ["encryptionType"], [FIREHOSE]: ["serverSideEncryption.enabled", ...SOURCES] },
  controls: { PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV_AWS_43", "CKV_AWS_240"],
  trivy: ["AWS-0064"],
  remedy: { replaces: false, edits },
  why: "The records lie on the service's disks in clear, readable by whoever gets hold of the storage.",
  fix: 'Set `encryptionType` to "KMS" and `kmsKeyId` to "alias/aws/kinesis" or a key of your own; on Firehose set `serverSideEncryption.enabled`.',
  bad: [{ type: STREAM, name: "clicks", props: { shardCount: 2 } }],
  good: [
    { type: STREAM, name: "clicks", props: { shardCount: 2, encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" } },
  ],
  check: (resource) => demand(encrypted(resource), switchOf(resource), "leaves the records unencrypted"),
};
