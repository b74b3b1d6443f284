import type { CloudError } from "../../types.js";
import { skewProblem } from "../kubernetes-versions.js";
import type { Models, ObjectContext } from "../model.js";
import { at, isSet, text } from "../values.js";
import { clusterOf, noCluster } from "./eks-clusters.js";
import { arn, resourceId } from "./identifiers.js";
import { noTemplate } from "./launch-templates.js";
import { notTrusted } from "./trust.js";

export const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

function invalid(message: string): CloudError {
  return { code: "InvalidParameterException", message };
}

function badScale(c: ObjectContext): CloudError | undefined {
  const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map((k) =>
    Number(at(c.inputs, `scalingConfig.${k}`)),
  );
  if (Number(max) < 1) return invalid(`maxSize ${max} is not allowed; use 1 or more`);
  if (Number(min) > Number(desired))
    return invalid(`Minimum capacity ${min} can't be greater than desired size ${desired}`);
  if (Number(desired) > Number(max))
    return invalid(`desired capacity ${desired} can't be greater than max size ${max}`);
  return undefined;
}

/** What a launch template decides, the node group must not say as well. */
function saidTwice(c: ObjectContext): CloudError | undefined {
  if (!isSet(c.inputs.launchTemplate)) return undefined;
  if (isSet(c.inputs.diskSize)) return invalid("Disk size must be specified within the launch template.");
  if (isSet(c.inputs.remoteAccess))
    return invalid("Remote access configuration cannot be specified with a launch template.");
  return undefined;
}

function badVersion(c: ObjectContext): CloudError | undefined {
  const control = clusterOf(c)?.outputs.version;
  const problem = skewProblem(control, c.inputs.version);
  if (problem === undefined) return undefined;
  return invalid(`Requested Nodegroup Kubernetes version ${String(c.inputs.version)} is not valid: ${problem}`);
}

function refuseNodeGroup(c: ObjectContext): CloudError | undefined {
  return (
    noCluster(c) ??
    noTemplate(c) ??
    saidTwice(c) ??
    badScale(c) ??
    badVersion(c) ??
    notTrusted(
      c,
      c.inputs.nodeRoleArn,
      "ec2.amazonaws.com",
      "InvalidParameterException",
      "The following supplied node role cannot be assumed by EC2",
    )
  );
}

const nameOf = (c: ObjectContext) =>
  text(c.inputs.nodeGroupName) ?? `${text(c.inputs.nodeGroupNamePrefix) ?? "terraform-"}${c.derive.digits("name", 26)}`;

const versionOf = (c: ObjectContext) => text(c.inputs.version) ?? text(clusterOf(c)?.outputs.version) ?? "";

export const nodeGroupModels: Models = {
  [nodeGroupType]: {
    name: { property: "nodeGroupName", limit: 63, prefixProperty: "nodeGroupNamePrefix" },
    refuse: refuseNodeGroup,
    id: (c) => `${String(c.inputs.clusterName)}:${nameOf(c)}`,
    unique: true,
    outputs: {
      amiType: () => "AL2023_x86_64_STANDARD",
      arn: (c) =>
        arn(c, "eks", `nodegroup/${String(c.inputs.clusterName)}/${nameOf(c)}/${c.derive.uuid("node group")}`),
      capacityType: () => "ON_DEMAND",
      diskSize: (c) => (isSet(c.inputs.launchTemplate) ? 0 : 20),
      instanceTypes: (c) => (isSet(c.inputs.launchTemplate) ? [] : ["t3.medium"]),
      nodeGroupName: nameOf,
      nodeGroupNamePrefix: () => "",
      nodeRepairConfig: () => ({ enabled: false }),
      releaseVersion: (c) => `${versionOf(c)}.0-20260601`,
      resources: (c) => [
        {
          autoscalingGroups: [{ name: `eks-${nameOf(c)}-${c.derive.uuid("node group")}` }],
          remoteAccessSecurityGroupId: isSet(c.inputs.remoteAccess) ? resourceId(c, "sg", "remote") : "",
        },
      ],
      status: () => "ACTIVE",
      updateConfig: () => ({ maxUnavailable: 1, maxUnavailablePercentage: 0 }),
      version: versionOf,
    },
  },
};
