import type * as pulumi from "@pulumi/pulumi";
import { Problems } from "../../core/errors.js";
import { fitName } from "../../core/names.js";
import { labelName } from "../children.js";
import { managedBy } from "../labels.js";
import type { NamespaceLike } from "../namespace/types.js";
import { connectionSpec } from "./network.js";
import type { WorkloadMaker, WorkloadPlan } from "./types.js";

/** One end of a connection. */
export interface Connectable {
  readonly name: string;
  readonly subject: string;
  readonly maker: WorkloadMaker;
  readonly plan: WorkloadPlan;
  readonly namespace: Pick<NamespaceLike, "objectName" | "name"> & { readonly cluster: unknown };
}

/** What each workload has opened already, by the other end and port. */
const opened = new WeakMap<Connectable, Map<string, readonly pulumi.Resource[]>>();

/** Lets one workload connect to another: a policy for each end, both children of the one that connects. */
export function connect(from: Connectable, to: Connectable, port = to.plan.port): readonly pulumi.Resource[] {
  check(from, to, port);
  const known = opened.get(from) ?? new Map<string, readonly pulumi.Resource[]>();
  opened.set(from, known);
  const suffix = port === to.plan.port ? to.name : `${to.name}-${port}`;
  const found = known.get(suffix) ?? open(from, to, port as number, suffix);
  known.set(suffix, found);
  return found;
}

function open(from: Connectable, to: Connectable, port: number, suffix: string): readonly pulumi.Resource[] {
  const end = (one: Connectable) => ({ namespace: one.namespace.name, labels: one.plan.selector });
  // Several callers may have one name, in as many namespaces.
  const caller = `${from.namespace.objectName}-${from.plan.objectName}`;
  const named = (text: string) => fitName(port === to.plan.port ? text : `${text}-${port}`, labelName);
  const metadata = (one: Connectable, name: string) => ({ name, namespace: one.namespace.name, labels: managedBy });
  return [
    from.maker.child("connection", `to-${suffix}`, {
      metadata: metadata(from, named(`${from.plan.objectName}-to-${to.namespace.objectName}-${to.plan.objectName}`)),
      spec: connectionSpec("out", from.plan.selector, end(to), port),
    }),
    from.maker.child("connection", `into-${suffix}`, {
      metadata: metadata(to, named(`${to.plan.objectName}-from-${caller}`)),
      spec: connectionSpec("in", to.plan.selector, end(from), port),
    }),
  ];
}

function check(from: Connectable, to: Connectable, port: number | undefined): void {
  const problems = new Problems();
  if (from.namespace.cluster !== to.namespace.cluster)
    problems.add("other", `${to.subject} is in another cluster; use its address, with a rule of egress`);
  if (port === undefined) problems.add("port", `${to.subject} has no port; give one here, or to the workload`);
  else if (!Number.isInteger(port) || port < 1 || port > 65_535)
    problems.add("port", `${port} is not a port; use a whole number from 1 to 65535`);
  problems.throwIfAny(`${from.subject}.connectTo`);
}
