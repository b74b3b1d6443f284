import { checkFlag, checkList, checkProperties, checkTable, checkWhole, checkWholeInput } from "../../core/checks.js";
import type { CloudName } from "../../core/clouds.js";
import { Problems } from "../../core/errors.js";
import { checkOverrides } from "../../core/overrides.js";
import { describe } from "../../core/target.js";
import { checkFreeLabels, checkLabelKey, checkLabels, checkNumber, checkObjectName, checkText } from "../checks.js";
import { workloadChildren } from "../children.js";
import { checkCluster, clusterOf } from "../cluster.js";
import { managedBy, selectorOf } from "../labels.js";
import type { NamespaceLike } from "../namespace/types.js";
import type { WorkloadArgs } from "./args.js";
import { checkKind, checkReplicas } from "./check-kind.js";
import { checkExpose, checkRules } from "./check-network.js";
import { checkShape } from "./check-shape.js";
import { checkVolumes } from "./check-volumes.js";
import { imageProblem } from "./image.js";
import { planWorkload, refers } from "./plan.js";
import type { ClusterFacts, WorkloadPlan } from "./types.js";

const known = [
  ...["namespace", "identity", "kubernetes", "name", "image", "kind", "replicas", "port", "command", "args", "env"],
  ...["secrets", "resources", "probes", "expose", "ingress", "egress", "volumes", "nodes", "terminationGraceSeconds"],
  ...["timeoutSeconds", "retries", "writableRoot", "runAsUser", "allowRoot", "apiToken", "labels", "annotations"],
];

/** What the checks of a workload look at. */
export interface Checking {
  readonly problems: Problems;
  readonly args: WorkloadArgs;
  readonly plan: WorkloadPlan;
  readonly namespace: NamespaceLike;
  /** Undefined where all that is known of the cluster is its provider. */
  readonly cluster: (ClusterFacts & { storageClass(tier: "balanced" | "fast"): string }) | undefined;
}

/** @throws ArgumentsError with everything that is wrong, or UnsupportedError. @returns the plan that has passed */
export function checkWorkload<C extends CloudName>(name: string, args: WorkloadArgs<C>): WorkloadPlan {
  const problems = new Problems();
  checkShape(problems, args as unknown as WorkloadArgs);
  problems.throwIfAny(`Workload "${name}"`);
  const plan = planWorkload(name, args);
  checkProperties(problems, "", args, known);
  checkOverrides(problems, "kubernetes", args.kubernetes, workloadChildren);
  checkObjectName(problems, "name", args.name, 52);
  if (checkNamespaceLike(problems, args.namespace)) {
    const namespace = args.namespace as unknown as NamespaceLike;
    const checking: Checking = {
      problems,
      args: args as unknown as WorkloadArgs,
      plan,
      namespace,
      cluster: clusterOf(namespace.cluster),
    };
    for (const check of checks) check(checking);
  }
  problems.throwIfAny(`Workload "${name}"`);
  return plan;
}

function checkNamespaceLike(problems: Problems, namespace: unknown): boolean {
  const given = namespace as Partial<NamespaceLike> | undefined | null;
  if (typeof given === "object" && given !== null && typeof given.objectName === "string")
    return checkCluster(problems, "namespace.cluster", given.cluster);
  problems.add(
    "namespace",
    `${describe(namespace)} is no namespace; give a Namespace, or Namespace.fromExisting("<name>", { cluster })`,
  );
  return false;
}

const checks: readonly ((checking: Checking) => void)[] = [
  checkImage,
  checkKind,
  checkReplicas,
  checkContainer,
  checkEnvironment,
  checkProbes,
  checkSecurity,
  checkIdentity,
  checkRules,
  checkExpose,
  checkVolumes,
  checkNodes,
];

function checkImage({ problems, args: { image } }: Checking): void {
  if (typeof image === "object" && image !== null) return;
  const problem =
    typeof image === "string"
      ? imageProblem(image)
      : `${describe(image)} is not an image; give its name with a version`;
  if (problem !== undefined) problems.add("image", problem);
}

function checkContainer({ problems, args }: Checking): void {
  const { port, resources = {}, terminationGraceSeconds } = args;
  checkWhole(problems, "port", port, 1, 65_535);
  checkProperties(problems, "resources", resources, ["cpu", "memoryMiB"]);
  checkNumber(problems, "resources.cpu", resources.cpu, 0.001, 1000);
  checkWholeInput(problems, "resources.memoryMiB", resources.memoryMiB, 4, 16_777_216);
  checkWhole(problems, "terminationGraceSeconds", terminationGraceSeconds, 0, 86_400);
}

const variable = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

function checkEnvironment({ problems, args }: Checking): void {
  const { env = {}, secrets = {} } = args;
  for (const [table, entries] of Object.entries({ env, secrets }))
    for (const [name, value] of Object.entries(entries)) {
      const path = `${table}.${name}`;
      if (!variable.test(name))
        problems.add(
          path,
          `"${name}" is not the name of a variable; use letters, digits and _ , not beginning with a digit`,
        );
      if (table === "secrets" && refers(value)) {
        checkProperties(problems, path, value, ["secret", "key"]);
        for (const part of ["secret", "key"] as const) checkText(problems, `${path}.${part}`, value[part]);
      } else checkText(problems, path, value);
    }
  for (const name of Object.keys(env))
    if (name in secrets) problems.add(`secrets.${name}`, `env has ${name} as well; keep one of the two`);
}

function checkProbes({ problems, args, plan }: Checking): void {
  const { probes } = args;
  if (plan.replicas === undefined) {
    if (probes !== undefined && probes !== false)
      problems.add("probes", "a job ends when it is done and is not looked at meanwhile; leave probes out");
    return;
  }
  if (probes === false) return;
  const { path, port, command } = probes ?? {};
  if (plan.port === undefined && port === undefined && command === undefined)
    problems.add(
      probes === undefined ? "probes" : "probes.command",
      "nothing is given, and without a port there is nothing to look at; give a port, " +
        "or probes: { command: [...] }, or probes: false, which breaks the rule k8s-probes",
    );
  if (probes === undefined) return;
  checkProperties(problems, "probes", probes, ["path", "port", "command", "startupSeconds"]);
  checkWhole(problems, "probes.port", port, 1, 65_535);
  checkWhole(problems, "probes.startupSeconds", probes.startupSeconds, 5, 3600);
  if (path !== undefined && !String(path).startsWith("/"))
    problems.add("probes.path", `${describe(path)} is not a path; begin it with "/"`);
  for (const [i, word] of checkList(problems, "probes.command", command, 'use ["/bin/alive", "--quick"]').entries())
    checkText(problems, `probes.command[${i}]`, word);
  if (command !== undefined && (path !== undefined || port !== undefined))
    problems.add("probes.command", "a command beside path or port is too much; keep one of them");
}

function checkSecurity({ problems, args, namespace }: Checking): void {
  const { runAsUser, allowRoot, labels } = args;
  for (const name of ["writableRoot", "allowRoot", "apiToken"] as const) checkFlag(problems, name, args[name]);
  checkWhole(problems, "runAsUser", runAsUser, 1, 2_147_483_647);
  if (allowRoot === true && runAsUser !== undefined)
    problems.add("runAsUser", "with allowRoot the image says who runs; leave one of the two out");
  if (allowRoot === true && namespace.podSecurity === "restricted")
    problems.add(
      "allowRoot",
      `the namespace "${namespace.objectName}" refuses pods that may run as root; make it with podSecurity: "baseline", or leave allowRoot out`,
    );
  checkLabels(problems, "labels", labels);
  checkFreeLabels(problems, "labels", labels, [...Object.keys(managedBy), ...Object.keys(selectorOf(""))]);
}

function checkIdentity({ problems, args, cluster }: Checking): void {
  if (args.identity !== undefined && cluster === undefined)
    problems.add(
      "identity",
      "the namespace has a provider for a cluster, and so the cloud of the cluster is not known; " +
        "give the namespace the cluster itself, or KubernetesCluster.fromExisting(...)",
    );
}

function checkNodes({ problems, args: { nodes } }: Checking): void {
  if (nodes === undefined) return;
  checkProperties(problems, "nodes", nodes, ["labels", "tolerate"]);
  checkLabels(problems, "nodes.labels", nodes.labels);
  for (const [key, taint] of Object.entries(nodes.tolerate ?? {})) {
    const path = `nodes.tolerate.${key}`;
    checkLabelKey(problems, path, key);
    if (checkTable(problems, path, taint, "{} or { value }")) checkProperties(problems, path, taint, ["value"]);
  }
}
