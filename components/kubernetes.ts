export type { NamespaceChildOverrides, WorkloadChildOverrides } from "./kubernetes/children.js";
export type { ClusterOrProvider } from "./kubernetes/cluster.js";
export * from "./kubernetes/namespace/index.js";
export { type ClusterProviderOptions, clusterProvider } from "./kubernetes/provider.js";
export * from "./kubernetes/workload/index.js";
