import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, graded } from "../../../core/verdict.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

const SECRET = "gcp:secretmanager/secret:Secret";
const REGIONAL = "gcp:secretmanager/regionalSecret:RegionalSecret";
const WHEN = ["rotation.rotationPeriod", "rotation.nextRotationTime"] as const;

const secret = (settings: object) => ({
  type: SECRET,
  name: "token",
  props: { secretId: "token", replication: { auto: {} }, ...settings },
});

export const gcpSecretRotation: ResourceRule = {
  id: "gcp-secret-rotation",
  title: "Secret without rotation or open to everybody",
  severity: Severity.Medium,
  severities: [Severity.Critical],
  graph: false,
  judges: {
    [SECRET]: WHEN,
    [REGIONAL]: WHEN,
    ...grants("gcp:secretmanager/secretIam"),
    ...grants("gcp:secretmanager/regionalSecretIam"),
  },
  controls: {},
  why: "A secret that nobody is reminded to change stays good for whoever copied it years ago, and one that is granted to everybody is none.",
  fix: "Set `rotation.rotationPeriod` and `rotation.nextRotationTime` with a topic in `topics`, and name in `member` or `members` the service accounts that read the secret.",
  bad: [secret({})],
  good: [
    secret({
      topics: [{ name: "projects/acme/topics/rotate" }],
      rotation: { rotationPeriod: "7776000s", nextRotationTime: "2030-01-01T00:00:00Z" },
    }),
  ],
  check(resource) {
    if (resource.type !== SECRET && resource.type !== REGIONAL)
      return graded(namesSomebody(resource, "opens the secret to everybody"), Severity.Critical);
    const planned = any(...WHEN.map((path) => isSet(get(resource.props, path))));
    return demand(planned, get(resource.props, "rotation"), "reminds nobody to change the secret");
  },
};
