import type { Cluster, ClusterArgs } from "@pulumi/gcp/container";
import type { CryptoKey } from "@pulumi/gcp/kms";
import type { Account } from "@pulumi/gcp/serviceaccount";
import type * as pulumi from "@pulumi/pulumi";
import { podRangeName, serviceRangeName } from "../../network/gcp/subnets.js";
import { ClusterLog, ClusterMode, type MaintenanceArgs, UpgradeChannel, WeekDay } from "../args.js";
import type { ClusterPlan } from "../types.js";
import type { GcpClusterScope } from "./children.js";
import { nodeArgs, nodeScopes } from "./pools.js";

export function createCluster(
  scope: GcpClusterScope,
  plan: ClusterPlan<"gcp">,
  key: CryptoKey,
  account: Account,
  before: pulumi.Resource[],
): Cluster {
  const args: ClusterArgs = {
    location: scope.target.region,
    minMasterVersion: plan.version,
    ...networkArgs(plan),
    ...guards(plan, key),
    releaseChannel: { channel: channels[plan.upgrade] },
    loggingConfig: { enableComponents: logComponents(plan) },
    addonsConfig: addonsConfig(plan),
    secretManagerConfig: { enabled: plan.addons.secretsStore },
    deletionProtection: plan.deletionProtection,
    ...(plan.mode === ClusterMode.Managed ? autopilot(account) : standard(scope, account)),
  };
  if (plan.maintenance !== undefined) args.maintenancePolicy = { recurringWindow: window(plan.maintenance) };
  return scope.child("cluster", "", args, {
    dependsOn: before,
    // They describe the pool that GKE makes with the cluster and that is taken away at once.
    ...(plan.mode === ClusterMode.Nodes ? { ignoreChanges: ["nodeConfig", "initialNodeCount"] } : {}),
    ...(plan.deletionProtection ? { protect: true } : {}),
  });
}

/** Nodes and API have addresses of the network; the ranges are those that a Network gives its first private tier. */
function networkArgs({ network, tier, publicFrom }: ClusterPlan<"gcp">) {
  return {
    network: network.id,
    subnetwork: network.subnetsOf(tier)[0] as pulumi.Output<string>,
    networkingMode: "VPC_NATIVE",
    ipAllocationPolicy: { clusterSecondaryRangeName: podRangeName, servicesSecondaryRangeName: serviceRangeName },
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: publicFrom === undefined },
    // Without a list nobody but the nodes' own subnet reaches the address inside the network.
    masterAuthorizedNetworksConfig: {
      cidrBlocks: [network.cidr, ...(publicFrom ?? [])].map((cidrBlock) => ({ cidrBlock })),
      gcpPublicCidrsAccessEnabled: false,
    },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: false },
      ipEndpointsConfig: { enabled: true },
    },
  };
}

/** No certificates of clients, no rights for everybody, secrets under a key of the cluster's own. */
function guards(_plan: ClusterPlan<"gcp">, key: CryptoKey) {
  return {
    databaseEncryption: { state: "ENCRYPTED", keyName: key.id },
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    enableLegacyAbac: false,
    rbacBindingConfig: {
      enableInsecureBindingSystemAuthenticated: false,
      enableInsecureBindingSystemUnauthenticated: false,
    },
  };
}

function standard(scope: GcpClusterScope, account: Account) {
  return {
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    nodeConfig: nodeArgs(account),
    datapathProvider: "ADVANCED_DATAPATH",
    enableShieldedNodes: true,
    workloadIdentityConfig: { workloadPool: workloadPool(scope) },
  };
}

/** Autopilot has all that `standard` asks for, and refuses to be asked. */
function autopilot(account: Account) {
  return {
    enableAutopilot: true,
    clusterAutoscaling: { autoProvisioningDefaults: { serviceAccount: account.email, oauthScopes: nodeScopes } },
  };
}

export function workloadPool(scope: GcpClusterScope): string {
  return `${scope.target.settings.project}.svc.id.goog`;
}

const channels: Readonly<Record<UpgradeChannel, string>> = {
  [UpgradeChannel.Stable]: "STABLE",
  [UpgradeChannel.Regular]: "REGULAR",
  [UpgradeChannel.Manual]: "UNSPECIFIED",
};

const components: Readonly<Partial<Record<ClusterLog, string>>> = {
  [ClusterLog.Api]: "APISERVER",
  [ClusterLog.Scheduler]: "SCHEDULER",
  [ClusterLog.Controller]: "CONTROLLER_MANAGER",
};

/** What the nodes' own services and the pods write is always kept; audits are in Cloud Audit Logs whatever is said here. */
function logComponents({ logs }: ClusterPlan<"gcp">): string[] {
  return ["SYSTEM_COMPONENTS", "WORKLOADS", ...(logs?.kinds ?? []).flatMap((kind) => components[kind] ?? [])];
}

function addonsConfig({ addons, mode }: ClusterPlan<"gcp">): NonNullable<ClusterArgs["addonsConfig"]> {
  if (mode === ClusterMode.Managed) return { httpLoadBalancing: { disabled: false } };
  return {
    gcePersistentDiskCsiDriverConfig: { enabled: addons.disk },
    httpLoadBalancing: { disabled: !addons.ingress },
  };
}

/** The window's first occurrence, in a week that begins with a Monday: 5 January 2026. */
const firstDays: Readonly<Record<WeekDay, { readonly day: number; readonly code: string }>> = {
  [WeekDay.Monday]: { day: 5, code: "MO" },
  [WeekDay.Tuesday]: { day: 6, code: "TU" },
  [WeekDay.Wednesday]: { day: 7, code: "WE" },
  [WeekDay.Thursday]: { day: 8, code: "TH" },
  [WeekDay.Friday]: { day: 9, code: "FR" },
  [WeekDay.Saturday]: { day: 10, code: "SA" },
  [WeekDay.Sunday]: { day: 11, code: "SU" },
};

function window({ day, startHourUtc, hours }: MaintenanceArgs) {
  const first = firstDays[day];
  const at = (hour: number) => new Date(Date.UTC(2026, 0, first.day, hour)).toISOString().replace(".000Z", "Z");
  return {
    startTime: at(startHourUtc),
    endTime: at(startHourUtc + hours),
    recurrence: `FREQ=WEEKLY;BYDAY=${first.code}`,
  };
}
