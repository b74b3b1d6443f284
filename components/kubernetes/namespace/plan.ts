import { fitName } from "../../core/names.js";
import { labelName } from "../children.js";
import { type NamespaceOptions, PodSecurity } from "./args.js";
import type { NamespacePlan } from "./types.js";

/** Everything about a namespace that can be decided without the engine. Pure: it checks nothing and registers nothing. */
export function planNamespace(name: string, options: NamespaceOptions): NamespacePlan {
  const { quota = {}, limits = {} } = options;
  return {
    objectName: options.name ?? fitName(name, labelName),
    podSecurity: options.podSecurity ?? PodSecurity.Restricted,
    defaultDeny: options.defaultDeny ?? true,
    quota:
      quota === false ? undefined : { cpu: 10, memoryGiB: 20, pods: 50, storageGiB: 100, loadBalancers: 0, ...quota },
    limits: limits === false ? undefined : { cpu: 0.1, memoryMiB: 128, ...limits },
    labels: options.labels ?? {},
    annotations: options.annotations ?? {},
  };
}

/** What state shows of a namespace's arguments: plain and structural. */
export function summarizeNamespace(plan: NamespacePlan): Record<string, unknown> {
  const { objectName, podSecurity, defaultDeny, quota, limits } = plan;
  return { name: objectName, podSecurity, defaultDeny, quota: quota !== undefined, limits: limits !== undefined };
}
