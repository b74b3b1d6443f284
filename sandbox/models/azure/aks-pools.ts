import type { CheckFailure, CloudError, Props } from "../../types.js";
import { skewProblem } from "../kubernetes-versions.js";
import type { Models, ObjectContext } from "../model.js";
import { at, text } from "../values.js";
import { changeOf } from "./changes.js";
import { find } from "./references.js";

const poolType = "azure-native:containerservice:AgentPool";

/** What is wrong with a pool before anything is made; `named` is the property that its name stands in. */
export function poolFailures(prefix: string, pool: Props, named: string): CheckFailure[] {
  const name = text(pool.agentPoolName);
  const most = pool.osType === "Windows" ? 6 : 12;
  if (name === undefined || new RegExp(`^[a-z][a-z0-9]{0,${most - 1}}$`).test(name)) return [];
  return [
    {
      property: `${prefix}${named}`,
      reason: `InvalidParameter: the agent pool name "${name}" must have 1 to ${most} lower-case letters and digits, beginning with a letter`,
    },
  ];
}

/** AKS's refusal of a pool whose numbers or version do not fit. */
export function badPool(pool: Props, control: unknown): CloudError | undefined {
  const { minCount, maxCount, count } = pool;
  const scaling = pool.enableAutoScaling === true;
  const invalid = (message: string): CloudError => ({ code: "InvalidParameter", message });
  if (scaling && (typeof minCount !== "number" || typeof maxCount !== "number"))
    return invalid("enableAutoScaling needs minCount and maxCount");
  if (typeof minCount === "number" && typeof maxCount === "number" && minCount > maxCount)
    return invalid(
      `The value of parameter agentPoolProfile.minCount (${minCount}) must be at most maxCount (${maxCount})`,
    );
  if (scaling && typeof count === "number" && (count < Number(minCount) || count > Number(maxCount)))
    return invalid(`The value of parameter agentPoolProfile.count (${count}) must lie between minCount and maxCount`);
  const problem = skewProblem(control, pool.orchestratorVersion);
  if (problem === undefined) return undefined;
  return {
    code: "NodePoolMcVersionIncompatible",
    message: `Node pool version ${String(pool.orchestratorVersion)} and control plane version ${String(control)} are incompatible: ${problem}`,
  };
}

/** What AKS changes on no pool that exists, and the provider does not replace for. */
const fixed = [
  "availabilityZones",
  "enableEncryptionAtHost",
  "enableFIPS",
  "enableNodePublicIP",
  "maxPods",
  "osDiskSizeGB",
  "osDiskType",
  "osType",
  "scaleSetPriority",
  "vnetSubnetID",
];

function controlVersion(c: ObjectContext): unknown {
  const group = text(c.inputs.resourceGroupName);
  const id = `/subscriptions/${c.account}/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${text(c.inputs.resourceName)}`;
  return find(c, id)?.outputs.currentKubernetesVersion;
}

export const agentPoolModels: Models = {
  [poolType]: {
    check: (c) => poolFailures("", c.inputs, "agentPoolName"),
    refuse: (c) => changeOf(c, fixed) ?? badPool(c.inputs, controlVersion(c)),
    outputs: {
      currentOrchestratorVersion: (c) => text(c.inputs.orchestratorVersion) ?? text(controlVersion(c)) ?? "",
      eTag: (c) => c.derive.uuid("etag"),
      nodeImageVersion: () => "AKSUbuntu-2204gen2containerd-202606.01.0",
      powerState: () => ({ code: "Running" }),
      type: (c) => text(at(c.inputs, "type")) ?? "VirtualMachineScaleSets",
    },
  },
};
