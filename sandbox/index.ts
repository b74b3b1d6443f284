/** The sandbox: offline clouds that a stock Pulumi engine deploys to. See docs/sandbox.md. */
export { type CheckedState, checkWorld, type Finding } from "./check.js";
export { SandboxError, type SandboxErrorCode } from "./errors.js";
export type { DriftChange, DriftOrder, DriftOutcome } from "./faults/drift-order.js";
export type { FaultPlan, RunOptions } from "./faults/model.js";
export type { Injected, RunEvent, Taken } from "./faults/record.js";
export { type CriticalPath, criticalPath, type Dependent } from "./faults/timing.js";
export { type Attached, attachSandbox, type SandboxOptions } from "./process/attach.js";
export type { ServerStatus } from "./process/control.js";
export {
  changeByHand,
  enginesOf,
  reindexSandbox,
  resetSandbox,
  type SandboxStatus,
  sandboxStatus,
  startSandbox,
  stopSandbox,
} from "./process/lifecycle.js";
export {
  type Deployment,
  listedOtherwise,
  type Matched,
  objectKey,
  type Recovery,
  recoverDeployment,
} from "./recover.js";
export type { WorldObject } from "./types.js";
export { projectRoot, worldDirectory, worldFiles } from "./world/directory.js";
export { type InventoryObject, inventory } from "./world/inventory.js";
