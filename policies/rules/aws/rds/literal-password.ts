import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isSet, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { CLUSTER, INSTANCE } from "../../../facts/rds.js";

const MANAGED = ["manageMasterUserPassword", "manageMasterPassword"];
const PASSWORDS = ["password", "passwordWo", "masterPassword", "masterPasswordWo"];
const CLUSTERS = ["masterPassword", "masterPasswordWo", "manageMasterUserPassword"];

/**
 * Whether the password is a text that stands open in the program. What is made from another resource does not, and a
 * secret may come from the encrypted configuration. A literal is always known.
 */
function isOpen(resource: Resource, password: Field): Tri {
  if ((resource.dependencies[password.path] ?? []).length > 0) return false;
  return all(isSet(password), !resource.secrets.includes(password.path));
}

/** The password itself is never printed. */
const masked = (password: Field): Field => (password.state === "known" ? { ...password, value: "[hidden]" } : password);

export const awsRdsLiteralPassword: ResourceRule = {
  id: "aws-rds-literal-password",
  title: "Master password written in the program",
  severity: Severity.High,
  graph: false,
  judges: {
    [INSTANCE]: ["password", "passwordWo", "manageMasterUserPassword"],
    [CLUSTER]: CLUSTERS,
    "aws:docdb/cluster:Cluster": CLUSTERS,
    "aws:redshift/cluster:Cluster": ["masterPassword", "masterPasswordWo", "manageMasterPassword"],
  },
  controls: {},
  why: "A password in the program is in its repository, in every copy of it and in the state, and nobody changes it.",
  fix: "Set `manageMasterUserPassword` to true (`manageMasterPassword` for Redshift), or take the password from a random.RandomPassword or a secret of the configuration.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        username: "shop",
        password: "orders-2024",
      },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        username: "shop",
        manageMasterUserPassword: true,
      },
    },
  ],
  check(database) {
    const managed = any(...MANAGED.map((property) => isTrue(get(database.props, property))));
    return every(
      PASSWORDS.map((property) => {
        const password = get(database.props, property);
        return forbid(
          all(not(managed), isOpen(database, password)),
          masked(password),
          "stands in plain text in the program and in the state",
        );
      }),
    );
  },
};
