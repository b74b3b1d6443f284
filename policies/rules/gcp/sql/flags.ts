import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { isPlainClone, runs, SQL_INSTANCE } from "../../../facts/cloud-sql.js";

const FLAGS = "settings.databaseFlags";

interface Flag {
  readonly name: string;
  /** What the names of the versions begin with that have the flag. */
  readonly engine: string;
  readonly wanted: "on" | "off";
  /** The same for the versions that do the opposite where nothing is said. */
  readonly unsafeWithout?: string;
  readonly wrong: string;
}

const logged = { engine: "POSTGRES", wanted: "on", unsafeWithout: "POSTGRES" } as const;
const sqlServer = { engine: "SQLSERVER", wanted: "off" } as const;

const WATCHED: readonly Flag[] = [
  {
    name: "local_infile",
    engine: "MYSQL",
    wanted: "off",
    // Since 8.0 the server takes no local files unless it is told to.
    unsafeWithout: "MYSQL_5",
    wrong: "lets the database ask its clients for their files",
  },
  { ...logged, name: "log_connections", wrong: "keeps no record of who connects" },
  { ...logged, name: "log_disconnections", wrong: "keeps no record of how long anybody was connected" },
  {
    ...sqlServer,
    name: "cross db ownership chaining",
    wrong: "lets the owner of one database reach into the others",
  },
  {
    ...sqlServer,
    name: "contained database authentication",
    wrong: "lets databases admit users whom the server does not know",
  },
];

const isOn = (value: unknown): boolean => /^(on|true|yes|1)$/i.test(String(value).trim());

const isNamed = (entry: Field, flag: Flag): Tri => isText(within(entry, "name"), flag.name);

const isWrong = (entry: Field, flag: Flag): Tri =>
  holds(within(entry, "value"), (value) => isOn(value) !== (flag.wanted === "on"));

/** The value of an entry under the flag's own name, which says more than a place in the list. */
function named(entry: Field, { name }: Flag): Field {
  return { ...within(entry, "value"), path: `${FLAGS}.${name}` };
}

/** Each entry, whether it sets the flag wrongly; and the list, whether the flag is missing where that is unsafe. */
function judged(instance: Resource, flag: Flag): readonly (readonly [at: Field, bad: Tri])[] {
  const [version, list] = [get(instance.props, "databaseVersion"), get(instance.props, FLAGS)];
  const entries = items(list);
  const set = entries.map(
    (entry) =>
      [named(entry, flag), all(runs(version, flag.engine), isNamed(entry, flag), isWrong(entry, flag))] as const,
  );
  if (flag.unsafeWithout === undefined) return set;
  const missing = not(any(...entries.map((entry) => isNamed(entry, flag))));
  return [
    ...set,
    [
      { state: "absent", path: `${FLAGS}.${flag.name}` },
      all(runs(version, flag.unsafeWithout), not(isPlainClone(instance)), missing),
    ],
  ];
}

/** The list with what is wrong put right and what is missing added. */
function corrected(instance: Resource): readonly unknown[] {
  const list = items(get(instance.props, FLAGS));
  const wrong = WATCHED.filter((flag) => judged(instance, flag).some(([, bad]) => bad === true));
  const rest = list.filter((entry) => !wrong.some((flag) => isNamed(entry, flag) === true));
  const kept = rest.map((entry) => (entry.state === "known" ? entry.value : undefined));
  return [...kept, ...wrong.map(({ name, wanted: value }) => ({ name, value }))];
}

export const gcpSqlFlags: ResourceRule = {
  id: "gcp-sql-flags",
  title: "Risky database flags",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [SQL_INSTANCE]: ["databaseVersion", "settings.databaseFlags[].name", "settings.databaseFlags[].value", "clone"],
  },
  controls: {
    "CIS GCP 4.0": ["6.1.3", "6.2.2", "6.3.2"],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.3.3", "10.6.3", "5.3.4", "A1.2.1"],
  },
  checkov: ["CKV_GCP_50", "CKV_GCP_52", "CKV_GCP_53", "CKV_GCP_58", "CKV_GCP_59"],
  trivy: ["GCP-0016", "GCP-0023", "GCP-0026"],
  aspects: {
    "GCP-0016": [`${FLAGS}.log_connections`],
    "GCP-0023": [`${FLAGS}.contained database authentication`],
    "GCP-0026": [`${FLAGS}.local_infile`],
    CKV_GCP_50: [`${FLAGS}.local_infile`],
    CKV_GCP_52: [`${FLAGS}.log_connections`],
    CKV_GCP_53: [`${FLAGS}.log_disconnections`],
    CKV_GCP_58: [`${FLAGS}.cross db ownership chaining`],
    CKV_GCP_59: [`${FLAGS}.contained database authentication`],
  },
  remedy: {
    replaces: false,
    edits(instance) {
      const verdicts = WATCHED.flatMap((flag) => judged(instance, flag).map(([, bad]) => bad));
      // Where an entry is not known, nobody can say what the whole list should be.
      const sure = verdicts.every((bad) => typeof bad === "boolean");
      return sure && verdicts.includes(true) ? [{ path: FLAGS, value: corrected(instance) }] : [];
    },
  },
  why: "Some settings of the engines open a way into or between databases, and without its connection log nobody can say afterwards who was in.",
  fix: "Set in `settings.databaseFlags`: local_infile off for MySQL, log_connections and log_disconnections on for PostgreSQL, cross db ownership chaining and contained database authentication off for SQL Server.",
  bad: [
    {
      type: SQL_INSTANCE,
      name: "orders",
      props: { databaseVersion: "POSTGRES_17", settings: { tier: "db-f1-micro" } },
    },
  ],
  good: [
    {
      type: SQL_INSTANCE,
      name: "orders",
      props: {
        databaseVersion: "POSTGRES_17",
        settings: {
          tier: "db-f1-micro",
          databaseFlags: [
            { name: "log_connections", value: "on" },
            { name: "log_disconnections", value: "on" },
          ],
        },
      },
    },
  ],
  check: (instance) =>
    every(WATCHED.flatMap((flag) => judged(instance, flag).map(([at, bad]) => forbid(bad, at, flag.wrong)))),
};
