import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, isText, not, type Tri } from "../../../core/tri.js";
import { type Field, get, items, of, within } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, INSTANCE } from "../../../facts/rds.js";
import { enforcementOf, enforcementOfFamily } from "../../../facts/rds-tls.js";
import { referents } from "../../../facts/references.js";

const GROUP = "aws:rds/parameterGroup:ParameterGroup";
const CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

/** The property that names the parameter group, and the type of group. */
const GROUPS: Readonly<Record<string, readonly [property: string, type: string]>> = {
  [INSTANCE]: ["parameterGroupName", GROUP],
  [CLUSTER]: ["dbClusterParameterGroupName", CLUSTER_GROUP],
};
const PARAMETERS = ["family", "parameters[].name", "parameters[].value"];

const isOn = (value: unknown): boolean => /^(1|on|true)$/i.test(String(value));

/** Whether databases with the group refuse plain connections. Of Aurora only the cluster's group has a say. */
function groupRefuses(group: Resource): Tri {
  const family = of(group, "family");
  if (family.state === "unknown") return { unknown: [family.path] };
  const name = String(family.state === "known" ? family.value : "");
  const enforcement = enforcementOfFamily(name);
  if (enforcement === undefined || (group.type === GROUP && /^aurora/i.test(name))) return true;
  const parameters = items(get(group.props, "parameters"));
  const named = parameters.map((parameter) => isText(within(parameter, "name"), enforcement.parameter));
  const on = parameters.map((parameter, i) => all(named[i] ?? false, holds(within(parameter, "value"), isOn)));
  return any(...on, all(not(any(...named)), enforcement.byDefault));
}

/** The same without a group of its own: the engine's defaults decide. A replica has its source's engine and group. */
function engineRefuses(database: Resource): Tri {
  const [engine, version] = [get(database.props, "engine"), get(database.props, "engineVersion")];
  if (engine.state !== "known") return engine.state === "absent" || { unknown: [engine.path] };
  const newest = enforcementOf(String(engine.value), undefined);
  if (newest === undefined) return true;
  return holds(version, (v) => enforcementOf(String(engine.value), String(v))?.byDefault === true, newest.byDefault);
}

function refuses(database: Resource, stack: Stack): readonly [Field, Tri] {
  const [property = "", type = ""] = GROUPS[database.type] ?? [];
  const name = get(database.props, property);
  const groups = referents(stack, database, property, type).filter(({ refers }) => refers === true);
  if (groups.length > 0) return [name, all(...groups.map(({ target }) => groupRefuses(target)))];
  // A group from elsewhere is judged where it is made.
  const ofEngine = holds(name, (text) => /^default\./.test(String(text)), true);
  return [name, any(not(ofEngine), engineRefuses(database))];
}

export const awsRdsForceTls: StackRule = {
  id: "aws-rds-force-tls",
  title: "Database accepts plain connections",
  severity: Severity.Medium,
  graph: true,
  judges: {
    [INSTANCE]: ["engine", "engineVersion", "parameterGroupName"],
    [CLUSTER]: ["engine", "engineVersion", "dbClusterParameterGroupName"],
    [GROUP]: PARAMETERS,
    [CLUSTER_GROUP]: PARAMETERS,
  },
  consults: { [GROUP]: PARAMETERS, [CLUSTER_GROUP]: PARAMETERS },
  controls: { FSBP: ["RDS.38", "RDS.39"] },
  checkov: ["CKV2_AWS_69"],
  why: "A client that is not told to use TLS sends its password and every row in clear, and nothing tells anybody.",
  fix: 'Set rds.force_ssl (PostgreSQL, SQL Server) or require_secure_transport (MySQL, MariaDB) to "1" in the `parameters` of a group, and name the group in `parameterGroupName`.',
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "mysql", engineVersion: "8.0", instanceClass: "db.t4g.medium", parameterGroupName: "orders" },
      refs: { parameterGroupName: ["orders-parameters"] },
    },
    {
      type: GROUP,
      name: "orders-parameters",
      props: { name: "orders", family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "0" }] },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "mysql", engineVersion: "8.0", instanceClass: "db.t4g.medium", parameterGroupName: "orders" },
      refs: { parameterGroupName: ["orders-parameters"] },
    },
    {
      type: GROUP,
      name: "orders-parameters",
      props: { name: "orders", family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "1" }] },
    },
  ],
  check(resource, stack) {
    const wrong = "lets clients connect without TLS";
    if (!(resource.type in GROUPS)) return demand(groupRefuses(resource), get(resource.props, "parameters"), wrong);
    const [at, good] = refuses(resource, stack);
    return demand(good, at, wrong);
  },
};
