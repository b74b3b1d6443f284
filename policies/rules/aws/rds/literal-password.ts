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
 * Whether the password is a text that stands open in the program or in the configuration of the stack. The SDKs make a
 * secret of every password, a literal too, so of a secret only the configuration tells whether it was kept as one. What is
 * made from another resource is no literal. A literal is always known.
 */
function isOpen(resource: Resource, password: Field): Tri {
  if ((resource.dependencies[password.path] ?? []).length > 0) return false;
  const kept = resource.secrets.includes(password.path) && !resource.configuredInClear?.includes(password.path);
  return all(isSet(password), !kept);
}

/** The password itself is never printed. */
const masked = (password: Field): Field => (password.state === "known" ? { ...password, value: "[hidden]" } : password);

export const awsRdsLiteralPassword: ResourceRule = {
  id: "aws-rds-literal-password",
  title: "Master password written in the program or its configuration",
  severity: Severity.High,
  graph: false,
  judges: {
    [INSTANCE]: ["password", "passwordWo", "manageMasterUserPassword"],
    [CLUSTER]: CLUSTERS,
    "aws:docdb/cluster:Cluster": CLUSTERS,
    "aws:redshift/cluster:Cluster": ["masterPassword", "masterPasswordWo", "manageMasterPassword"],
  },
  controls: {},
  why: "A password in the program or in the stack's open configuration is in the repository and in every copy of it, and nobody changes it.",
  fix: "Set `manageMasterUserPassword` to true (`manageMasterPassword` for Redshift), or take the password from a random.RandomPassword or a secret of the configuration (`pulumi config set --secret`).",
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
          "stands in plain text in the program or its configuration",
        );
      }),
    );
  },
};
