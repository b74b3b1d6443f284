import { checkChoice, checkFlag, checkProperties, checkTable, checkWholeInput } from "../../core/checks.js";
import type { CloudName } from "../../core/clouds.js";
import { Problems } from "../../core/errors.js";
import { checkOverrides } from "../../core/overrides.js";
import { checkAnnotations, checkFreeLabels, checkLabels, checkNumber, checkObjectName } from "../checks.js";
import { namespaceChildren } from "../children.js";
import { checkCluster } from "../cluster.js";
import { managedBy } from "../labels.js";
import { type ExistingNamespaceArgs, type NamespaceArgs, PodSecurity } from "./args.js";

const known = [
  "cluster",
  "name",
  "podSecurity",
  "defaultDeny",
  "quota",
  "limits",
  "labels",
  "annotations",
  "kubernetes",
] as const satisfies readonly (keyof NamespaceArgs)[];

/** Names that Kubernetes keeps for itself. */
const reserved = /^(kube-.*|default)$/;

/** @throws ArgumentsError with everything that is wrong with the arguments of a namespace */
export function checkNamespace<C extends CloudName>(name: string, args: NamespaceArgs<C>): void {
  const problems = new Problems();
  checkProperties(problems, "", args, known);
  checkCluster(problems, "cluster", args.cluster);
  checkObjectName(problems, "name", args.name, 63);
  if (reserved.test(args.name ?? ""))
    problems.add("name", `"${args.name}" is there already and belongs to Kubernetes; choose another name`);
  if (args.podSecurity !== undefined)
    checkChoice(problems, "podSecurity", args.podSecurity, Object.values(PodSecurity));
  checkFlag(problems, "defaultDeny", args.defaultDeny);
  checkQuota(problems, args.quota);
  checkLimits(problems, args.limits);
  checkOverrides(problems, "kubernetes", args.kubernetes, namespaceChildren);
  if (args.annotations !== undefined && checkTable(problems, "annotations", args.annotations, texts))
    checkAnnotations(problems, "annotations", args.annotations);
  if (args.labels !== undefined && checkTable(problems, "labels", args.labels, texts)) checkOwnLabels(problems, args);
  problems.throwIfAny(`Namespace "${name}"`);
}

const texts = '{ <key>: "<value>" }';

function checkOwnLabels(problems: Problems, args: Pick<NamespaceArgs, "labels">): void {
  checkLabels(problems, "labels", args.labels);
  checkFreeLabels(problems, "labels", args.labels, [
    ...Object.keys(managedBy),
    ...["enforce", "warn", "audit"].map((mode) => `pod-security.kubernetes.io/${mode}`),
  ]);
}

function checkQuota(problems: Problems, quota: NamespaceArgs["quota"]): void {
  if (quota === undefined || quota === false) return;
  if (!checkTable(problems, "quota", quota, "false, or an object such as { cpu: 40 }")) return;
  checkProperties(problems, "quota", quota, ["cpu", "memoryGiB", "pods", "storageGiB", "loadBalancers"]);
  checkNumber(problems, "quota.cpu", quota.cpu, 0.1, 100_000);
  checkNumber(problems, "quota.memoryGiB", quota.memoryGiB, 0.1, 1_000_000);
  checkWholeInput(problems, "quota.pods", quota.pods, 1, 100_000);
  checkNumber(problems, "quota.storageGiB", quota.storageGiB, 0, 10_000_000);
  checkWholeInput(problems, "quota.loadBalancers", quota.loadBalancers, 0, 1000);
}

function checkLimits(problems: Problems, limits: NamespaceArgs["limits"]): void {
  if (limits === undefined || limits === false) return;
  if (!checkTable(problems, "limits", limits, "false, or an object such as { memoryMiB: 256 }")) return;
  checkProperties(problems, "limits", limits, ["cpu", "memoryMiB", "maxMemoryMiB"]);
  checkNumber(problems, "limits.cpu", limits.cpu, 0.001, 1000);
  checkWholeInput(problems, "limits.memoryMiB", limits.memoryMiB, 4, 16_777_216);
  checkWholeInput(problems, "limits.maxMemoryMiB", limits.maxMemoryMiB, 4, 16_777_216);
  const { memoryMiB = 128, maxMemoryMiB } = limits;
  if (typeof memoryMiB === "number" && typeof maxMemoryMiB === "number" && memoryMiB > maxMemoryMiB)
    problems.add(
      "limits.maxMemoryMiB",
      `${maxMemoryMiB} is less than limits.memoryMiB, which is ${memoryMiB}; use at least ${memoryMiB}`,
    );
}

/** @throws ArgumentsError with everything that is wrong with the arguments for an existing namespace */
export function checkExistingNamespace<C extends CloudName>(name: string, args: ExistingNamespaceArgs<C>): void {
  const problems = new Problems();
  checkProperties(problems, "", args, ["cluster", "name"]);
  checkCluster(problems, "cluster", args.cluster);
  checkObjectName(problems, "name", args.name ?? name, 63);
  problems.throwIfAny(`Namespace.fromExisting("${name}")`);
}
