import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";

const SPANNER = "gcp:spanner/database:Database";
const BIGTABLE = "gcp:bigtable/instance:Instance";
const DEPLOYED = "deletionProtection";

/**
 * The switch that keeps the data, and whether it is on by itself. Spanner's holds against every way to delete the database,
 * `deletionProtection` only against a deployment: with the first on, the second changes nothing.
 */
const SWITCHES: Readonly<Record<string, readonly [path: string, byDefault: boolean]>> = {
  [SPANNER]: ["enableDropProtection", false],
  [BIGTABLE]: [DEPLOYED, true],
};

const switchOf = (type: string): readonly [path: string, byDefault: boolean] => SWITCHES[type] ?? [DEPLOYED, true];

const database = (settings: object) => ({
  type: SPANNER,
  name: "orders",
  props: { instance: "shop", ...settings },
});

export const gcpSpannerProtect: ResourceRule = {
  id: "gcp-spanner-protect",
  title: "Database without drop protection",
  severity: Severity.Medium,
  graph: false,
  judges: { [SPANNER]: ["enableDropProtection", DEPLOYED], [BIGTABLE]: [DEPLOYED] },
  controls: {},
  checkov: ["CKV_GCP_119", "CKV_GCP_120", "CKV_GCP_122"],
  aspects: {
    CKV_GCP_119: [DEPLOYED],
    CKV_GCP_120: ["enableDropProtection"],
    CKV_GCP_122: [DEPLOYED],
  },
  remedy: {
    replaces: false,
    edits({ type, props }) {
      const [path, byDefault] = switchOf(type);
      return isTrue(get(props, path), byDefault) === false ? [{ path, value: true }] : [];
    },
  },
  why: "One wrong command, or one renamed resource, deletes the database with everything in it.",
  fix: "Set `enableDropProtection` of the Spanner database to true, and do not set `deletionProtection` of the Bigtable instance to false.",
  bad: [database({ deletionProtection: false })],
  good: [database({ enableDropProtection: true })],
  check({ type, props }) {
    const [path, byDefault] = switchOf(type);
    const protection = get(props, path);
    const good = isTrue(protection, byDefault);
    const deployed = get(props, DEPLOYED);
    const unguarded = all(type === SPANNER, not(good), not(isTrue(deployed, true)));
    return every([
      demand(good, protection, "lets anybody who may change it delete the data"),
      forbid(unguarded, deployed, "lets a deployment delete the data"),
    ]);
  },
};
