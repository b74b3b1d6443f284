import type { Address, InstanceArgs } from "@pulumi/gcp/compute";
import type { Account } from "@pulumi/gcp/serviceaccount";
import * as pulumi from "@pulumi/pulumi";
import { serviceAccountId } from "../core/gcp-accounts.js";
import { implementation } from "../core/implementation.js";
import { identityKey } from "../core/names.js";
import { gcpSizes } from "../core/sizes/gcp.js";
import { mapInput } from "../core/values.js";
import { DiskTier } from "./args.js";
import { gcpUnsupported } from "./capabilities.js";
import { cloudConfig } from "./cloud-init/index.js";
import { type GcpMachineScope, gcpMachineChildren } from "./gcp/children.js";
import { attachDisks, createBackup, createDisks, diskType, mountCommands } from "./gcp/disks.js";
import { createFirewalls } from "./gcp/firewall.js";
import { gcpImages } from "./images.js";
import type {
  VirtualMachineImplementation,
  VirtualMachineParts,
  VirtualMachinePlan,
  VirtualMachineRules,
} from "./types.js";

export { type GcpMachineNative, type GcpMachineOverrides, gcpMachineChildren } from "./gcp/children.js";

const rules: VirtualMachineRules = {
  sizes: gcpSizes,
  images: gcpImages,
  image: {
    pattern:
      /^(https:\/\/[a-z.]+\/compute\/[a-z0-9]+\/)?(projects\/)?[a-z][a-z0-9.:-]+\/(global\/images\/(family\/)?)?[a-z0-9-]+$/,
    example: "projects/acme-images/global/images/family/base",
  },
  disk: { usual: 20, least: 10, most: 65_536 },
  // Persistent disks begin at 10 GiB; a balanced Hyperdisk has at most 500 operations a second for each GiB.
  dataDisk: { least: 10, leastFast: 24, most: 65_536 },
  // A value of metadata. https://cloud.google.com/compute/docs/metadata/setting-custom-metadata
  cloudInitBytes: 262_144,
  keyTypes: ["ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"],
  zonal: true,
  source: {
    property: "serviceAccountEmail",
    pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
    example: "app@acme-dev.iam.gserviceaccount.com",
  },
  keepDays: { least: 1, most: 3650 },
  reservedUsers: ["root", "ubuntu", "debian"],
  noSpot: () => false,
};

function build(scope: GcpMachineScope, plan: VirtualMachinePlan<"gcp">): VirtualMachineParts<"gcp"> {
  const zone = plan.network.zones[plan.zone ?? ""] as pulumi.Output<string>;
  const serviceAccount = scope.child("serviceAccount", "", {
    accountId: serviceAccountId(`${scope.name}-vm`),
    displayName: `Machine ${scope.name}`.slice(0, 100),
  });
  const firewalls = createFirewalls(scope, plan, serviceAccount);
  const publicIp = plan.public ? scope.child("publicIp", "", { region: scope.target.region }) : undefined;
  const dataDisks = createDisks(scope, plan, zone);
  const instance = scope.child("instance", "", instanceArgs(plan, zone, serviceAccount, publicIp), {
    ignoreChanges: fixed(plan),
    replacementTrigger: plan.machine.arch,
    // An address is at one machine at a time.
    ...(plan.public ? { deleteBeforeReplace: true } : {}),
    ...(plan.replaceOn.cloudInit ? { replaceOnChanges: ['metadata["user-data"]'] } : {}),
    ...(plan.deletionProtection ? { protect: true } : {}),
  });
  attachDisks(scope, plan, instance, dataDisks);
  const backup = createBackup(scope, plan, zone, instance, dataDisks);
  return {
    id: instance.selfLink,
    privateIp: instance.networkInterfaces.apply(([first]) => first?.networkIp ?? ""),
    publicIp: publicIp?.address,
    identity: { key: identityKey(scope.name), member: pulumi.interpolate`serviceAccount:${serviceAccount.email}` },
    source: { serviceAccountEmail: serviceAccount.email },
    native: { cloud: "gcp", instance, serviceAccount, firewalls, publicIp, dataDisks, backup },
  };
}

/** Newer images and other first steps reach new machines only; disks are attached by resources of their own. */
function fixed({ replaceOn }: VirtualMachinePlan): string[] {
  return [
    "attachedDisks",
    ...(replaceOn.image ? [] : ["bootDisk.initializeParams.image"]),
    ...(replaceOn.cloudInit ? [] : ['metadata["user-data"]']),
  ];
}

function instanceArgs(
  plan: VirtualMachinePlan<"gcp">,
  zone: pulumi.Input<string>,
  account: Account,
  publicIp: Address | undefined,
): InstanceArgs {
  const subnetwork = plan.network.subnetsByZone[plan.zone ?? ""]?.[plan.tier] as pulumi.Output<string>;
  const args: InstanceArgs = {
    zone,
    machineType: plan.machine.type,
    networkInterfaces: [
      { subnetwork, ...(publicIp === undefined ? {} : { accessConfigs: [{ natIp: publicIp.address }] }) },
    ],
    bootDisk: {
      autoDelete: true,
      initializeParams: {
        image: plan.image,
        size: plan.diskGiB,
        type: diskType(plan.machine.type, DiskTier.Balanced),
      },
    },
    // The scope opens nothing by itself: what the machine may do is decided by the account's roles, of which it has none.
    serviceAccount: { email: account.email, scopes: ["cloud-platform"] },
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
    metadata: metadata(plan),
    // Another size means a stop and a start, which the provider does only when it may.
    allowStoppingForUpdate: true,
    deletionProtection: plan.deletionProtection,
  };
  if (plan.spot)
    args.scheduling = {
      provisioningModel: "SPOT",
      preemptible: true,
      automaticRestart: false,
      onHostMaintenance: "TERMINATE",
      instanceTerminationAction: "STOP",
    };
  return args;
}

/** A key in metadata counts only where OS Login is off. */
function metadata(plan: VirtualMachinePlan<"gcp">): Record<string, pulumi.Input<string>> {
  const { ssh } = plan;
  const userData = cloudConfig(plan.cloudInit, { defaultUser: undefined, first: mountCommands(plan) });
  return {
    "enable-oslogin": ssh === undefined ? "TRUE" : "FALSE",
    "block-project-ssh-keys": "TRUE",
    "serial-port-enable": "FALSE",
    ...(ssh === undefined ? {} : { "ssh-keys": mapInput(ssh.publicKey, (key) => `${ssh.user}:${key.trim()}`) }),
    ...(userData === undefined ? {} : { "user-data": userData }),
  };
}

/** Virtual machines on GCP. */
export const gcpVirtualMachine: VirtualMachineImplementation<"gcp"> = {
  ...implementation<"gcp", typeof gcpMachineChildren, VirtualMachinePlan<"gcp">, VirtualMachineParts<"gcp">>({
    children: gcpMachineChildren,
    unsupported: gcpUnsupported,
    build,
  }),
  rules,
};
