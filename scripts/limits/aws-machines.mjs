// Machine types of AWS's services, by family: EC2's from botocore, the others' from the lists that cfn-lint takes from AWS's
// price lists.
import { join } from "node:path";
import { awsSources, fetched, readJson } from "./sources.mjs";

const lists = {
  rds: ["aws_rds_dbinstance/dbinstanceclass_enum.json", "db."],
  docdb: ["aws_docdb_dbinstance/dbinstanceclass_enum.json", "db."],
  neptune: ["aws_neptune_dbinstance/dbinstanceclass_enum.json", "db."],
  elasticache: ["aws_elasticache_cachecluster/cachenodetype_enum.json", "cache."],
  dax: ["aws_dax_cluster/nodetype_enum.json", "dax."],
};

export function awsMachines(dir, find) {
  const extensions = join(fetched(dir, "cfn-lint", awsSources["cfn-lint"]), "cfnlint", "data", "schemas", "extensions");
  const machines = { ec2: byFamily(find("ec2").shapes.InstanceType.enum, "") };
  for (const [service, [file, prefix]] of Object.entries(lists))
    machines[service] = byFamily(stringsOf(readJson(join(extensions, file))), prefix);
  return machines;
}

function stringsOf(value) {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function byFamily(types, prefix) {
  const families = new Map();
  for (const type of new Set(types)) {
    const [, family, size] = type.startsWith(prefix) ? (/^([^.]+)\.(.+)$/.exec(type.slice(prefix.length)) ?? []) : [];
    if (family !== undefined) families.set(family, [...(families.get(family) ?? []), size]);
  }
  const order = (size) =>
    Number(/^\d+(?=x)/.exec(size)?.[0] ?? ["nano", "micro", "small", "medium", "large", "xlarge"].indexOf(size) / 10);
  return Object.fromEntries(
    [...families].map(([family, sizes]) => [family, sizes.sort((a, b) => order(a) - order(b)).join(" ")]),
  );
}
