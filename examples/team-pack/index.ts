import { selectRules, servePack } from "groundplan/policies";
import { queueDeadLetter } from "./queue-dead-letter";
import { queueRetention } from "./queue-retention";

servePack({
  name: "acme",
  version: "1.0.0",
  title: "Acme",
  description: "What Acme asks of its queues, and the rules of groundplan that it keeps to.",
  rules: [
    ...selectRules({ services: ["aws-sqs", "aws-sns"] }, { ids: ["aws-s3-public-acl"] }),
    queueRetention,
    queueDeadLetter,
  ],
  config: {
    "acme-queue-retention": { days: 10 },
    "aws-sqs-encrypted": "mandatory",
  },
});
