import { type ResourceRule, Severity } from "../../../core/rule.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

const MEMBER = "gcp:pubsub/topicIAMMember:TopicIAMMember";

const grantTo = (member: string) => ({
  type: MEMBER,
  name: "publishers",
  props: { topic: "orders", role: "roles/pubsub.publisher", member },
});

export const gcpPubsubPublic: ResourceRule = {
  id: "gcp-pubsub-public",
  title: "Topic open to everybody",
  severity: Severity.Critical,
  graph: false,
  judges: { ...grants("gcp:pubsub/topicIAM"), ...grants("gcp:pubsub/subscriptionIAM") },
  controls: {},
  checkov: ["CKV_GCP_99"],
  why: "allUsers is the whole internet, and allAuthenticatedUsers is everybody with a Google account: strangers can then read the messages or send their own.",
  fix: "Name in `member` or `members` the service accounts that publish or subscribe.",
  bad: [grantTo("allUsers")],
  good: [grantTo("serviceAccount:shop@acme.iam.gserviceaccount.com")],
  check: (grant) => namesSomebody(grant, "opens the messages to everybody"),
};
