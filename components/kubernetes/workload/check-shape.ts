import { checkList, checkTable } from "../../core/checks.js";
import type { Problems } from "../../core/errors.js";
import { checkAnnotations, checkText } from "../checks.js";
import type { WorkloadArgs } from "./args.js";

/** How tables look, by argument; `each`: how their entries do. */
const tables: Readonly<Record<string, { readonly form: string; readonly each?: string }>> = {
  replicas: { form: "{ min: 2, max: 6 }" },
  env: { form: '{ NAME: "<value>" }' },
  secrets: { form: '{ NAME: "<value>" }, or { NAME: { secret, key } }' },
  resources: { form: "{ cpu: 0.25, memoryMiB: 256 }" },
  probes: { form: 'false, or an object such as { path: "/healthz" }' },
  ingress: { form: "{ <name>: { from } }", each: "{ from, port }" },
  egress: { form: "{ <name>: { to, port } }", each: "{ to, port }" },
  volumes: { form: '{ <name>: { path: "/data", ... } }', each: '{ path: "/data", ... }' },
  nodes: { form: "{ labels, tolerate }" },
  labels: { form: '{ <key>: "<value>" }' },
  annotations: { form: '{ <key>: "<value>" }' },
};

/** What has to be an object or a list before anything can be planned. */
export function checkShape(problems: Problems, args: WorkloadArgs): void {
  for (const [name, { form, each }] of Object.entries(tables)) {
    const value: unknown = args[name as keyof WorkloadArgs];
    if (value === undefined || (name === "probes" && value === false)) continue;
    if (!checkTable(problems, name, value, form) || each === undefined) continue;
    for (const [key, entry] of Object.entries(value)) checkTable(problems, `${name}.${key}`, entry, each);
  }
  const { nodes, identity } = args;
  for (const name of ["labels", "tolerate"] as const)
    if (typeof nodes === "object" && nodes?.[name] !== undefined)
      checkTable(problems, `nodes.${name}`, nodes[name], "an object, key by key");
  if (identity !== undefined && identity !== true)
    checkTable(problems, "identity", identity, "true for a new one, or an identity that is there");
  for (const name of ["command", "args"] as const)
    for (const [i, word] of checkList(
      problems,
      name,
      args[name],
      'give each word as an entry: ["--port", "80"]',
    ).entries())
      checkText(problems, `${name}[${i}]`, word);
  if (problems.found.length === 0) checkAnnotations(problems, "annotations", args.annotations);
}
