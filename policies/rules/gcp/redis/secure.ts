import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const INSTANCE = "gcp:redis/instance:Instance";

/** A setting, its secure values with the one to choose first, and what is wrong with the others. */
interface Setting {
  readonly path: string;
  readonly secure: readonly [unknown, ...unknown[]];
  readonly wrong: string;
  /** Whether it can be changed without a new instance. */
  readonly inPlace?: boolean;
}

const authentication = { wrong: "lets everybody on the network in without a password" };
const encryption = { path: "transitEncryptionMode", wrong: "sends passwords and data over plain connections" };

/** Each service of the family names the two settings in its own way; all leave both off unless they are asked for. */
const SETTINGS: Readonly<Record<string, readonly Setting[]>> = {
  [INSTANCE]: [
    { ...authentication, path: "authEnabled", secure: [true, "true"], inPlace: true },
    { ...encryption, secure: ["SERVER_AUTHENTICATION"] },
  ],
  "gcp:redis/cluster:Cluster": [
    { ...authentication, path: "authorizationMode", secure: ["AUTH_MODE_IAM_AUTH"] },
    { ...encryption, secure: ["TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION"] },
  ],
  "gcp:memorystore/instance:Instance": [
    { ...authentication, path: "authorizationMode", secure: ["IAM_AUTH", "TOKEN_AUTH"] },
    { ...encryption, secure: ["SERVER_AUTHENTICATION"] },
  ],
};

function judged(resource: Resource): readonly (readonly [setting: Setting, at: Field, good: Tri])[] {
  return (SETTINGS[resource.type] ?? []).map((setting) => {
    const at = get(resource.props, setting.path);
    return [setting, at, holds(at, (value) => setting.secure.includes(value))];
  });
}

const example = (settings: object) => ({
  type: INSTANCE,
  name: "sessions",
  props: { memorySizeGb: 1, tier: "STANDARD_HA", ...settings },
});

export const gcpRedisSecure: ResourceRule = {
  id: "gcp-redis-secure",
  title: "Redis without AUTH or TLS",
  severity: Severity.High,
  graph: false,
  judges: Object.fromEntries(
    Object.entries(SETTINGS).map(([type, settings]) => [type, settings.map(({ path }) => path)]),
  ),
  controls: {},
  checkov: ["CKV_GCP_95", "CKV_GCP_97"],
  aspects: {
    CKV_GCP_95: ["authEnabled", "authorizationMode"],
    CKV_GCP_97: ["transitEncryptionMode"],
  },
  remedy: {
    replaces: true,
    edits: (resource) =>
      judged(resource).flatMap(([{ path, secure, inPlace = false }, , good]) =>
        good === false ? [{ path, value: secure[0], inPlace }] : [],
      ),
  },
  why: "Whatever runs in the same network can then read and change every key, or listen to those who do.",
  fix: 'Set `authEnabled` to true and `transitEncryptionMode` to "SERVER_AUTHENTICATION"; for clusters and Valkey choose IAM in `authorizationMode`.',
  bad: [example({})],
  good: [example({ authEnabled: true, transitEncryptionMode: "SERVER_AUTHENTICATION" })],
  check: (resource) => every(judged(resource).map(([{ wrong }, at, good]) => demand(good, at, wrong))),
};
