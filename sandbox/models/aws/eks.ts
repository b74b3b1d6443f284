import type { CheckFailure, CloudError, Props, WorldObject } from "../../types.js";
import { clusterCertificate } from "../certificate.js";
import { hostOf } from "../kubernetes/reach.js";
import { upgradeProblem } from "../kubernetes-versions.js";
import type { CheckContext, Later, Models, ObjectContext } from "../model.js";
import { at, filled, isSet, same, text, texts } from "../values.js";
import { clusterAccessModels } from "./eks-access.js";
import { clusterType } from "./eks-clusters.js";
import { nodeGroupModels, nodeGroupType } from "./eks-nodes.js";
import { arn, resourceId } from "./identifiers.js";
import { findHere } from "./references.js";
import { notTrusted } from "./trust.js";
import { subnetType } from "./vpc.js";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

function checkCluster(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(c.inputs.name);
  if (name !== undefined && !/^[0-9A-Za-z][\w-]{0,99}$/.test(name))
    failures.push({
      property: "name",
      reason: `invalid name "${name}": use 1 to 100 letters, digits, hyphens and underscores, beginning with a letter or digit`,
    });
  for (const [i, kind] of texts(c.inputs.enabledClusterLogTypes).entries())
    if (!logTypes.includes(kind))
      failures.push({
        property: `enabledClusterLogTypes[${i}]`,
        reason: `"${kind}" is not allowed; use one of ${logTypes.join(", ")}`,
      });
  const version = c.inputs.version;
  if (typeof version === "string" && !/^1\.\d{2}$/.test(version))
    failures.push({
      property: "version",
      reason: `"${version}" is not a version of EKS; give the minor, such as "1.34"`,
    });
  return failures;
}

function refuseCluster(c: ObjectContext): CloudError | undefined {
  const { publicEndpoint, privateEndpoint } = endpoints(c.inputs);
  if (!publicEndpoint && !privateEndpoint)
    return {
      code: "InvalidParameterException",
      message: "Private and public endpoint access cannot be false: set vpcConfig.endpointPrivateAccess to true",
    };
  const subnets = texts(at(c.inputs, "vpcConfig.subnetIds")).map((id) => findHere(c, subnetType, id));
  const zones = new Set(subnets.flatMap((s) => s?.outputs.availabilityZone ?? []));
  if (subnets.every((s) => s !== undefined) && zones.size < 2)
    return {
      code: "InvalidParameterException",
      message: `Subnets specified must be in at least two different AZs: vpcConfig.subnetIds are all in ${[...zones].join("") || "none"}`,
    };
  const vpcs = new Set(subnets.flatMap((s) => s?.inputs.vpcId ?? []));
  if (vpcs.size > 1)
    return {
      code: "InvalidParameterException",
      message: `subnets must be in one VPC, and lie in ${[...vpcs].join(", ")}`,
    };
  const words = "Role with arn could not be assumed because the trusted entity is not correct";
  return (
    notTrusted(c, c.inputs.roleArn, "eks.amazonaws.com", "InvalidParameterException", words) ??
    (c.self === undefined ? undefined : refuseChange(c, c.self))
  );
}

function refuseChange(c: ObjectContext, self: WorldObject): CloudError | undefined {
  const [from, to] = [self.outputs.version, c.inputs.version ?? self.outputs.version];
  const problem = upgradeProblem(from, to);
  if (problem !== undefined)
    return {
      code: "InvalidParameterException",
      message: `Unsupported Kubernetes minor version update from ${String(from)} to ${String(to)}: ${problem}`,
    };
  const [was, is] = [self.outputs, c.inputs].map((p) => at(p, "accessConfig.authenticationMode"));
  const order = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
  if (typeof is === "string" && order.indexOf(is) < order.indexOf(String(was)))
    return {
      code: "InvalidParameterException",
      message: `Unsupported authentication mode update from ${String(was)} to ${is}: it goes from CONFIG_MAP to API_AND_CONFIG_MAP to API only`,
    };
  const keys = [self.inputs, c.inputs].map((p) => at(p, "encryptionConfig.provider.keyArn"));
  if (isSet(keys[0]) && isSet(keys[1]) && !same(keys[0], keys[1]))
    return {
      code: "InvalidParameterException",
      message: "The encryption key of a cluster cannot be changed; keep the first",
    };
  return undefined;
}

function endpoints(inputs: Props) {
  return {
    publicEndpoint: at(inputs, "vpcConfig.endpointPublicAccess") !== false,
    privateEndpoint: at(inputs, "vpcConfig.endpointPrivateAccess") === true,
  };
}

const hexId = (c: ObjectContext) => c.derive.hex("cluster", 32).toUpperCase();

function completeCluster(c: ObjectContext, outputs: Props, later: Later): Props {
  const subnet = findHere(c, subnetType, texts(at(c.inputs, "vpcConfig.subnetIds"))[0]);
  const vpcConfig = filled(outputs.vpcConfig, {
    clusterSecurityGroupId: later(() => resourceId(c, "sg", "cluster group")),
    endpointPrivateAccess: false,
    endpointPublicAccess: true,
    publicAccessCidrs: endpoints(c.inputs).publicEndpoint ? later(() => ["0.0.0.0/0"]) : later(() => []),
    securityGroupIds: [],
    vpcId: later(() => text(subnet?.inputs.vpcId) ?? ""),
  });
  const network = {
    ipFamily: later(() => "ipv4"),
    serviceIpv4Cidr: later(() => "172.20.0.0/16"),
    serviceIpv6Cidr: later(() => ""),
    elasticLoadBalancing: later(() => ({ enabled: false })),
  };
  const access = { authenticationMode: later(() => "CONFIG_MAP"), bootstrapClusterCreatorAdminPermissions: true };
  return {
    ...outputs,
    vpcConfig,
    accessConfig: filled(outputs.accessConfig, access),
    kubernetesNetworkConfig: filled(outputs.kubernetesNetworkConfig, network),
  };
}

/** EKS: a control plane, its node groups, who may use it and what runs on it from the start. */
export const eksModels: Models = {
  ...nodeGroupModels,
  ...clusterAccessModels,
  [clusterType]: {
    name: { property: "name", limit: 100 },
    defaults: { bootstrapSelfManagedAddons: true },
    check: checkCluster,
    refuse: refuseCluster,
    id: (c) => String(c.inputs.name),
    complete: completeCluster,
    outputs: {
      accessConfig: () => ({ authenticationMode: "CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true }),
      arn: (c, id) => arn(c, "eks", `cluster/${id}`),
      certificateAuthority: (c) => ({ data: clusterCertificate(c) }),
      // Only clusters on Outposts have one.
      clusterId: () => "",
      createdAt: (c) => c.derive.time(),
      deletionProtection: () => false,
      endpoint: (c) =>
        `https://${hexId(c)}.${c.derive.draw("shard", 3, "abcdefghij0123456789")}.${c.region}.eks.amazonaws.com`,
      identities: (c) => [{ oidcs: [{ issuer: `https://oidc.eks.${c.region}.amazonaws.com/id/${hexId(c)}` }] }],
      kubernetesNetworkConfig: () => ({
        ipFamily: "ipv4",
        serviceIpv4Cidr: "172.20.0.0/16",
        serviceIpv6Cidr: "",
        elasticLoadBalancing: { enabled: false },
      }),
      platformVersion: () => "eks.5",
      status: () => "ACTIVE",
      upgradePolicy: () => ({ supportType: "EXTENDED" }),
      version: () => "1.34",
    },
    identities: (o) => [
      ...texts(at(o.outputs, "vpcConfig.clusterSecurityGroupId")),
      hostOf(text(o.outputs.endpoint) ?? ""),
    ],
    blockers: [
      { type: nodeGroupType, properties: ["clusterName"] },
      { type: "aws:eks/fargateProfile:FargateProfile", properties: ["clusterName"] },
    ],
    blocked: (cluster, by) => ({
      code: "ResourceInUseException",
      message: `Cluster has ${by.type === nodeGroupType ? "nodegroups" : "Fargate profiles"} attached: ${by.id} (${by.urn}) is in ${cluster.id}; delete that first`,
    }),
    canDelete: (cluster) =>
      cluster.inputs.deletionProtection === true
        ? {
            code: "InvalidRequestException",
            message: `Cluster ${cluster.id} has deletion protection: set deletionProtection to false and update first`,
          }
        : undefined,
  },
};
