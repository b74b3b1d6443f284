import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const TOPIC = "aws:sns/topic:Topic";

export const awsSnsEncrypted: ResourceRule = {
  id: "aws-sns-encrypted",
  title: "Topic unencrypted",
  severity: Severity.Low,
  graph: false,
  judges: { [TOPIC]: ["kmsMasterKeyId"] },
  controls: { FSBP: ["SNS.1"], NIST: ["AU-9", "CP-9", "SC-13", "SC-28", "SC-8"], PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV_AWS_26"],
  trivy: ["AWS-0095"],
  why: "Messages that wait for delivery are not protected by a key, so whoever gets hold of the storage can read them.",
  fix: 'Set `kmsMasterKeyId` to "alias/aws/sns", or to a key of your own where other services publish to the topic.',
  bad: [{ type: TOPIC, name: "orders", props: { displayName: "Orders" } }],
  good: [{ type: TOPIC, name: "orders", props: { displayName: "Orders", kmsMasterKeyId: "alias/aws/sns" } }],
  check({ props }) {
    const key = get(props, "kmsMasterKeyId");
    return demand(isSet(key), key, "leaves the messages unencrypted");
  },
};
