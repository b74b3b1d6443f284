import * as compute from "@pulumi/gcp/compute";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** Names of Compute Engine: RFC 1035, at most 63 characters. */
const computeName: NameRule = { limit: 63, charset: "a-z0-9-" };
/** https://cloud.google.com/iam/docs/service-accounts-create */
const accountName: NameRule = { limit: 30, charset: "a-z0-9-", property: "accountId" };

/** Every kind of child of a virtual machine on GCP. The keys are the keys of overrides. */
export const gcpMachineChildren = childKinds({
  instance: { type: () => compute.Instance, tags: "labels", name: computeName, deep: true },
  serviceAccount: { type: () => serviceaccount.Account, name: accountName },
  ingress: { type: () => compute.Firewall, name: computeName },
  publicIp: { type: () => compute.Address, tags: "labels", name: computeName },
  dataDisk: { type: () => compute.Disk, tags: "labels", name: computeName },
  attachment: { type: () => compute.AttachedDisk },
  backup: { type: () => compute.ResourcePolicy, name: computeName },
  backupAttachment: { type: () => compute.DiskResourcePolicyAttachment },
});

export type GcpMachineOverrides = OverridesOf<typeof gcpMachineChildren>;
export type GcpMachineScope = Scope<"gcp", typeof gcpMachineChildren>;

/** The GCP resources of a virtual machine, for what the neutral outputs do not say. */
export interface GcpMachineNative {
  readonly cloud: "gcp";
  readonly instance: compute.Instance;
  readonly serviceAccount: serviceaccount.Account;
  /** By name of the rule; the login's is `session`. */
  readonly firewalls: Readonly<Record<string, compute.Firewall>>;
  readonly publicIp: compute.Address | undefined;
  /** By name. */
  readonly dataDisks: Readonly<Record<string, compute.Disk>>;
  readonly backup: compute.ResourcePolicy | undefined;
}
