import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isTrue, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const ENCRYPTED: ReadonlySet<string> = new Set(["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"]);

const MODE = "settings.ipConfiguration.sslMode";

function isEncrypted(props: Props): Tri {
  return any(
    holds(get(props, MODE), (mode) => ENCRYPTED.has(String(mode))),
    // Programs for earlier majors of the provider write requireSsl, which sslMode replaced.
    isTrue(get(props, "settings.ipConfiguration.requireSsl")),
  );
}

/** None where there are no settings to add to: a block of them needs a tier. */
const remedy: Remedy = {
  replaces: false,
  edits: ({ props }) =>
    get(props, "settings").state === "known" && isEncrypted(props) === false
      ? [{ path: MODE, value: "ENCRYPTED_ONLY" }]
      : [],
};

export const gcpSqlTls: ResourceRule = {
  id: "gcp-sql-tls",
  title: "Database accepts plain connections",
  severity: Severity.High,
  graph: false,
  judges: { "gcp:sql/databaseInstance:DatabaseInstance": [MODE] },
  controls: {
    "CIS GCP 4.0": ["6.4"],
    PCI4: [
      "1.2.5",
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "10.2.1",
      "10.3.2",
      "2.2.5",
      "2.2.7",
      "3.5.1",
      "4.2.1",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.2",
      "A1.1.2",
    ],
  },
  checkov: ["CKV_GCP_6"],
  remedy,
  why: "Without it the database takes passwords and data over plain connections.",
  fix: 'Set settings.ipConfiguration.sslMode to "ENCRYPTED_ONLY" or "TRUSTED_CLIENT_CERTIFICATE_REQUIRED".',
  bad: [
    {
      type: "gcp:sql/databaseInstance:DatabaseInstance",
      name: "orders",
      props: { databaseVersion: "POSTGRES_17", settings: { tier: "db-f1-micro" } },
    },
  ],
  good: [
    {
      type: "gcp:sql/databaseInstance:DatabaseInstance",
      name: "orders",
      props: {
        databaseVersion: "POSTGRES_17",
        settings: { tier: "db-f1-micro", ipConfiguration: { sslMode: "ENCRYPTED_ONLY" } },
      },
    },
  ],
  check(instance) {
    return demand(isEncrypted(instance.props), get(instance.props, MODE), "lets clients connect without encryption");
  },
};
