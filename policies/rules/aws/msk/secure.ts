import { corrects, type Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const CLUSTER = "aws:msk/cluster:Cluster";
const CLIENTS = "encryptionInfo.encryptionInTransit.clientBroker";
const BROKERS = "encryptionInfo.encryptionInTransit.inCluster";
const PUBLIC = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type";

const inPlace = corrects({ [CLIENTS]: "TLS", [PUBLIC]: "DISABLED" });

/** What the brokers say to each other is settled when the cluster is made. */
const remedy: Remedy = {
  replaces: false,
  edits: (cluster, settings) =>
    isTrue(get(cluster.props, BROKERS), true) === false ? [] : inPlace.edits(cluster, settings),
};

export const awsMskSecure: ResourceRule = {
  id: "aws-msk-secure",
  title: "Kafka cluster public or in clear",
  severity: Severity.High,
  graph: false,
  judges: { [CLUSTER]: [CLIENTS, BROKERS, PUBLIC] },
  controls: { FSBP: ["MSK.1"], PCI4: ["2.2.7", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AWS_81", "CKV_AWS_291"],
  trivy: ["AWS-0073"],
  aspects: { CKV_AWS_81: ["encryptionInfo"], CKV_AWS_291: ["brokerNodeGroupInfo"], "AWS-0073": ["encryptionInfo"] },
  remedy,
  why: "Kafka carries every event of the business; in clear whoever is on the network reads them, and a public broker is open to attack by everybody.",
  fix: 'Set `encryptionInfo.encryptionInTransit.clientBroker` to "TLS", leave `inCluster` at true, and `brokerNodeGroupInfo.connectivityInfo.publicAccess.type` at "DISABLED".',
  bad: [
    {
      type: CLUSTER,
      name: "events",
      props: {
        kafkaVersion: "3.8.x",
        numberOfBrokerNodes: 3,
        brokerNodeGroupInfo: { instanceType: "kafka.m7g.large", clientSubnets: ["subnet-1"], securityGroups: ["sg-1"] },
        encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } },
      },
    },
  ],
  good: [
    {
      type: CLUSTER,
      name: "events",
      props: {
        kafkaVersion: "3.8.x",
        numberOfBrokerNodes: 3,
        brokerNodeGroupInfo: { instanceType: "kafka.m7g.large", clientSubnets: ["subnet-1"], securityGroups: ["sg-1"] },
        encryptionInfo: { encryptionInTransit: { clientBroker: "TLS" } },
      },
    },
  ],
  check({ props }) {
    const [clients, brokers, access] = [get(props, CLIENTS), get(props, BROKERS), get(props, PUBLIC)];
    return every([
      demand(isText(clients, "TLS", true), clients, "lets clients connect in clear"),
      demand(isTrue(brokers, true), brokers, "lets the brokers talk in clear"),
      demand(isText(access, "DISABLED", true), access, "gives the brokers public addresses"),
    ]);
  },
};
