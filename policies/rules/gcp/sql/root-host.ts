import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, type Tri } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { runs, SQL_INSTANCE } from "../../../facts/cloud-sql.js";

const USER = "gcp:sql/user:User";

/** Whether the account is root and may come from anywhere: a user without a host is one of every host. */
function isRootFromAnywhere(user: Resource): Tri {
  return all(
    holds(of(user, "name"), (name) => name === "root"),
    holds(of(user, "host"), (host) => /^[%.]*$/.test(String(host).trim()), true),
  );
}

const isMySql = (instance: Resource): Tri => runs(of(instance, "databaseVersion"), "MYSQL");

/** Whether the user is one of MySQL: only that has hosts, so a host says it, and else the instance. */
function isOfMySql(user: Resource, stack: Stack): Tri {
  const instances = stack.ofType(SQL_INSTANCE).flatMap((instance) => {
    const mine = stack.referring(instance, "instance", USER).filter(({ resource }) => resource === user);
    return mine.map(({ refers }) => all(refers, isMySql(instance)));
  });
  return any(
    holds(get(user.props, "host"), (host) => host !== ""),
    ...instances,
  );
}

const example = (host: object) => [
  {
    type: SQL_INSTANCE,
    name: "orders",
    props: { databaseVersion: "MYSQL_8_4", settings: { tier: "db-f1-micro" } },
  },
  {
    type: USER,
    name: "root",
    props: { instance: "orders-1", name: "root", password: "from the vault", ...host },
    refs: { instance: ["orders"] },
  },
];

export const gcpSqlRootHost: StackRule = {
  id: "gcp-sql-root-host",
  title: "MySQL root from any host",
  severity: Severity.High,
  graph: true,
  judges: { [SQL_INSTANCE]: ["databaseVersion"], [USER]: ["name", "host"] },
  consults: { [USER]: ["instance"] },
  controls: {},
  checkov: ["CKV2_GCP_7"],
  why: "Whoever guesses or finds root's password then owns every database of the instance, from wherever the instance can be reached.",
  fix: "Set `host` of the user to the address that administers the instance, or give root no account and log in through IAM.",
  bad: example({}),
  good: example({ host: "10.20.0.5" }),
  check(resource, stack) {
    const wrong = "lets root log in from every address";
    if (resource.type === USER) {
      const bad = all(isRootFromAnywhere(resource), isOfMySql(resource, stack));
      return forbid(bad, get(resource.props, "host"), wrong);
    }
    const users = stack.referring(resource, "instance", USER);
    return every(
      users.map(({ resource: user, refers }) =>
        forbid(all(isMySql(resource), refers, isRootFromAnywhere(user)), of(user, "host"), wrong),
      ),
    );
  },
};
