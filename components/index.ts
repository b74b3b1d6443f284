export * from "./bucket/index.js";
export {
  type ArgsOf,
  type ChildKind,
  type ChildTable,
  childKinds,
  type NameRule,
  type Override,
  type OverridesOf,
} from "./core/children.js";
export type * from "./core/clouds.js";
export { ArgumentsError, ErrorCode, type Problem, UnsupportedError } from "./core/errors.js";
export { type ImplementationSpec, implementation } from "./core/implementation.js";
export { nearest } from "./core/nearest.js";
export { Scope } from "./core/scope.js";
export { Arch, type Size, SizeName } from "./core/sizes/index.js";
export { makeTarget, type TargetArgs } from "./core/target.js";
export * from "./function/index.js";
export * from "./kubernetes-cluster/index.js";
export * from "./network/index.js";
export * from "./virtual-machine/index.js";
