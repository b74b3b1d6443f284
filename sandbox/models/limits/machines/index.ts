import type { CloudError } from "../../../types.js";
import type { CheckContext, ObjectContext } from "../../model.js";
import { at, strings } from "../../values.js";
import { meant } from "../messages.js";
import { machineFamilies } from "../table.js";
import { awsMachineProblem } from "./aws.js";
import { azureSizeProblem } from "./azure.js";
import { gcpMachineProblem, sqlTierProblem } from "./gcp.js";

type Context = Pick<CheckContext | ObjectContext, "session" | "schema" | "inputs">;

/** Where a type of @pulumi/aws names a machine, by the family table of its service. */
const awsPlaces: Readonly<Record<string, readonly [service: string, prefix: string, path: string]>> = {
  "aws:ec2/instance:Instance": ["ec2", "", "instanceType"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["ec2", "", "instanceType"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["ec2", "", "instanceType"],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["ec2", "", "instanceType"],
  "aws:ec2/fleet:Fleet": ["ec2", "", "launchTemplateConfigs.overrides.instanceType"],
  "aws:autoscaling/group:Group": ["ec2", "", "mixedInstancesPolicy.launchTemplate.overrides.instanceType"],
  "aws:eks/nodeGroup:NodeGroup": ["ec2", "", "instanceTypes"],
  "aws:rds/instance:Instance": ["rds", "db.", "instanceClass"],
  "aws:rds/clusterInstance:ClusterInstance": ["rds", "db.", "instanceClass"],
  "aws:docdb/clusterInstance:ClusterInstance": ["docdb", "db.", "instanceClass"],
  "aws:neptune/clusterInstance:ClusterInstance": ["neptune", "db.", "instanceClass"],
  "aws:elasticache/cluster:Cluster": ["elasticache", "cache.", "nodeType"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["elasticache", "cache.", "nodeType"],
  "aws:dax/cluster:Cluster": ["dax", "dax.", "nodeType"],
};

const gcpPlaces: Readonly<Record<string, readonly string[]>> = {
  "gcp:compute/instance:Instance": ["machineType"],
  "gcp:compute/instanceTemplate:InstanceTemplate": ["machineType"],
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": ["machineType"],
  "gcp:container/cluster:Cluster": ["nodeConfig.machineType", "nodePools.nodeConfig.machineType"],
  "gcp:container/nodePool:NodePool": ["nodeConfig.machineType"],
};

const azurePlaces: Readonly<Record<string, string>> = {
  "azure-native:compute:VirtualMachine": "hardwareProfile.vmSize",
  "azure-native:compute:VirtualMachineScaleSet": "sku.name",
  "azure-native:containerservice:ManagedCluster": "agentPoolProfiles.vmSize",
  "azure-native:containerservice:AgentPool": "vmSize",
};

/** The refusal of a machine type that the cloud does not have. */
export function machineRefusal(c: Context): CloudError | undefined {
  switch (c.session.pkg) {
    case "aws":
      return awsRefusal(c);
    case "gcp":
      return gcpRefusal(c) ?? sqlRefusal(c);
    case "azure-native":
      return azureRefusal(c);
    default:
      return undefined;
  }
}

function named(c: Context, path: string): { path: string; value: string }[] {
  return [...strings(at(c.inputs, path))].map(({ path: index, value }) => ({ path: `${path}${index}`, value }));
}

function awsRefusal(c: Context): CloudError | undefined {
  const place = awsPlaces[c.schema.token];
  if (place === undefined) return undefined;
  const [service, prefix, path] = place;
  const { families, date } = machineFamilies(service);
  for (const { path: property, value } of named(c, path)) {
    const problem = awsMachineProblem(value, families, prefix);
    if (problem === undefined) continue;
    const page = service === "ec2" ? "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-types.html" : undefined;
    const where = page === undefined ? "" : `; see ${page}`;
    return {
      code: "InvalidParameterValue",
      message: `Value (${value}) for parameter ${property} is invalid. There is no such type as of ${date}${meant(problem.near)}${where}`,
    };
  }
  return undefined;
}

function gcpRefusal(c: Context): CloudError | undefined {
  for (const place of gcpPlaces[c.schema.token] ?? [])
    for (const { path, value } of named(c, place)) {
      const problem = gcpMachineProblem(value);
      if (problem !== undefined)
        return {
          code: "Error 400",
          message: `Invalid value for field 'resource.${path}': '${value}'. Machine type with name '${value}' does not exist, invalid${meant(problem.near)}; see https://cloud.google.com/compute/docs/machine-resource`,
        };
    }
  return undefined;
}

function sqlRefusal(c: Context): CloudError | undefined {
  if (c.schema.token !== "gcp:sql/databaseInstance:DatabaseInstance") return undefined;
  const [tier] = named(c, "settings.tier");
  const problem = tier && sqlTierProblem(tier.value);
  if (tier === undefined || problem === undefined) return undefined;
  return {
    code: "Error 400",
    message: `Invalid request: Invalid Tier (${tier.value}) for (${String(c.inputs.databaseVersion ?? "the engine")})., invalid${meant(problem.near)}; see https://cloud.google.com/sql/docs/mysql/instance-settings`,
  };
}

function azureRefusal(c: Context): CloudError | undefined {
  const path = azurePlaces[c.schema.token];
  if (path === undefined) return undefined;
  for (const { value } of named(c, path)) {
    const problem = azureSizeProblem(value);
    if (problem !== undefined)
      return {
        code: "InvalidParameter",
        message: `The value ${value} provided for the VM size is not valid${meant(problem.near)}; see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions`,
      };
  }
  return undefined;
}
