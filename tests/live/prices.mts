/*
 * What the stack may cost. Amounts are USD an hour, rounded up from the list prices of the clouds' European regions in 2025:
 * they are there to refuse a run, not to predict a bill.
 */

/** What is charged as long as it exists. */
const hourly: Readonly<Record<string, number>> = {
  "aws:ec2/natGateway:NatGateway": 0.12, // regional: as much for each of two zones
  "aws:ec2/eip:Eip": 0.01,
  "aws:ec2/instance:Instance": 0.06,
  "aws:ec2/volume:Volume": 0.01,
  "aws:eks/cluster:Cluster": 0.12,
  "aws:eks/nodeGroup:NodeGroup": 0.15,
  "aws:kms/key:Key": 0.01,
  "gcp:compute/routerNat:RouterNat": 0.06,
  "gcp:compute/address:Address": 0.01,
  "gcp:compute/instance:Instance": 0.06,
  "gcp:compute/disk:Disk": 0.01,
  "gcp:container/cluster:Cluster": 0.12,
  "gcp:container/nodePool:NodePool": 0.3, // one machine, in each of two zones
  "gcp:kms/cryptoKey:CryptoKey": 0.01,
  "azure-native:network:NatGateway": 0.06,
  "azure-native:network:PublicIPAddress": 0.01,
  "azure-native:compute:VirtualMachine": 0.07,
  "azure-native:compute:Disk": 0.01,
  "azure-native:containerservice:ManagedCluster": 0.4, // with its system pool
  "azure-native:containerservice:AgentPool": 0.15,
};

/** Modules of the SDKs whose other types are free or charged by use. */
const byUse = [
  ...["cloudwatch", "ec2", "eks", "iam", "kms", "lambda", "s3", "scheduler", "vpc"].map((name) => `aws:${name}/`),
  ...["cloudfunctionsv2", "cloudrunv2", "cloudscheduler", "compute", "container", "dns", "eventarc", "kms"].map(
    (name) => `gcp:${name}/`,
  ),
  ...["projects", "serviceaccount", "storage"].map((name) => `gcp:${name}/`),
  ...["applicationinsights", "authorization", "compute", "containerservice", "eventgrid", "keyvault"].map(
    (name) => `azure-native:${name}:`,
  ),
  ...["managedidentity", "monitor", "network", "operationalinsights", "resources", "storage", "web"].map(
    (name) => `azure-native:${name}:`,
  ),
];

/** Requests, records and bytes of one run. */
const useUsd = 0.2;
/** How long deleting everything may take beyond the time limit. */
const cleanUpMinutes = 30;

/** What a run may cost at most, and what nobody has said the price of. */
export interface Estimate {
  readonly usd: number;
  readonly hourlyUsd: number;
  readonly unknown: readonly string[];
}

/** The cost of resources of these types, one entry a resource, if all of them exist from the first to the last minute. */
export function estimate(types: readonly string[], minutes: number): Estimate {
  const hourlyUsd = types.reduce((sum, type) => sum + (hourly[type] ?? 0), 0);
  const known = (type: string) => type in hourly || byUse.some((prefix) => type.startsWith(prefix));
  return {
    usd: hourlyUsd * ((minutes + cleanUpMinutes) / 60) + useUsd,
    hourlyUsd,
    unknown: [...new Set(types.filter((type) => !known(type)))].sort(),
  };
}
