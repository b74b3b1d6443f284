import type { CloudError } from "../../types.js";
import type { Models, ObjectContext } from "../model.js";
import { at, isSet, text } from "../values.js";
import { clusterOf, noCluster } from "./eks-clusters.js";
import { arn } from "./identifiers.js";
import { here } from "./references.js";
import { notTrusted } from "./trust.js";

const entryType = "aws:eks/accessEntry:AccessEntry";
const podIdentityType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const clusterName = (c: ObjectContext) => String(c.inputs.clusterName);

/** Access entries work only where the cluster's authentication mode has the API in it. */
function refuseEntry(c: ObjectContext): CloudError | undefined {
  const missing = noCluster(c);
  if (missing !== undefined) return missing;
  const mode = text(at(clusterOf(c)?.outputs, "accessConfig.authenticationMode"));
  if (mode !== "CONFIG_MAP") return undefined;
  return {
    code: "InvalidRequestException",
    message: `The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation: set accessConfig.authenticationMode of ${clusterName(c)}`,
  };
}

function refusePolicy(c: ObjectContext): CloudError | undefined {
  const refusal = refuseEntry(c);
  if (refusal !== undefined) return refusal;
  const entry = here(c, entryType).some(
    (o) => o.inputs.clusterName === c.inputs.clusterName && o.inputs.principalArn === c.inputs.principalArn,
  );
  if (!entry)
    return {
      code: "ResourceNotFoundException",
      message: `The specified principalArn could not be found: ${String(c.inputs.principalArn)} has no access entry on ${clusterName(c)}; create the AccessEntry first (dependsOn)`,
    };
  const policy = String(c.inputs.policyArn);
  if (/^arn:aws[\w-]*:eks::aws:cluster-access-policy\/\w+$/.test(policy)) return undefined;
  return {
    code: "InvalidParameterException",
    message: `The policyArn parameter format is not valid: ${policy}; use for example arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
  };
}

function refusePodIdentity(c: ObjectContext): CloudError | undefined {
  const words = "Trust policy of role is invalid: pods cannot take it";
  const refusal =
    noCluster(c) ?? notTrusted(c, c.inputs.roleArn, "pods.eks.amazonaws.com", "InvalidParameterException", words);
  if (refusal !== undefined) return refusal;
  const keys = ["clusterName", "namespace", "serviceAccount"];
  const other = here(c, podIdentityType).find((o) => keys.every((key) => o.inputs[key] === c.inputs[key]));
  if (other === undefined) return undefined;
  return {
    code: "ResourceInUseException",
    message: `Association already exists: ${other.id} (${other.urn}) gives ${String(c.inputs.namespace)}/${String(c.inputs.serviceAccount)} its role; a service account has one`,
  };
}

function principal(c: ObjectContext): { kind: string; name: string; account: string } {
  const [, account = c.account, kind = "role", name = ""] =
    /^arn:aws[\w-]*:iam::(\d+):(\w+)\/(?:.*\/)?([^/]+)$/.exec(String(c.inputs.principalArn)) ?? [];
  return { account, kind, name };
}

/** People's roles are there before any stack: whom an entry lets in need not be made by one. */
const fromOutside = ["principalArn"];

export const clusterAccessModels: Models = {
  [entryType]: {
    defaults: { type: "STANDARD" },
    notReferences: fromOutside,
    refuse: refuseEntry,
    deleteBeforeReplace: true,
    id: (c) => `${clusterName(c)}:${String(c.inputs.principalArn)}`,
    unique: true,
    outputs: {
      accessEntryArn: (c) => {
        const { account, kind, name } = principal(c);
        return arn(c, "eks", `access-entry/${clusterName(c)}/${kind}/${account}/${name}/${c.derive.uuid("entry")}`);
      },
      createdAt: (c) => c.derive.time(),
      kubernetesGroups: () => [],
      modifiedAt: (c) => c.derive.time(),
      userName: (c) => {
        const { account, kind, name } = principal(c);
        if (kind !== "role") return String(c.inputs.principalArn);
        return `arn:aws:sts::${account}:assumed-role/${name}/{{SessionName}}`;
      },
    },
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    refuse: refusePolicy,
    notReferences: fromOutside,
    deleteBeforeReplace: true,
    id: (c) => [c.inputs.clusterName, c.inputs.principalArn, c.inputs.policyArn].join("#"),
    unique: true,
    outputs: { associatedAt: (c) => c.derive.time(), modifiedAt: (c) => c.derive.time() },
  },
  [podIdentityType]: {
    refuse: refusePodIdentity,
    id: (c) => `a-${c.derive.draw("association", 17, "abcdefghijklmnopqrstuvwxyz0123456789")}`,
    outputs: {
      associationArn: (c, id) => arn(c, "eks", `podidentityassociation/${clusterName(c)}/${id}`),
      associationId: (_, id) => id,
      disableSessionTags: () => false,
      externalId: (c) => (isSet(c.inputs.targetRoleArn) ? c.derive.uuid("external") : ""),
    },
  },
  "aws:eks/addon:Addon": {
    refuse: noCluster,
    deleteBeforeReplace: true,
    id: (c) => `${clusterName(c)}:${String(c.inputs.addonName)}`,
    unique: true,
    outputs: {
      addonVersion: (c) => `v1.${10 + c.derive.below("addon", 10)}.0-eksbuild.1`,
      arn: (c) => arn(c, "eks", `addon/${clusterName(c)}/${String(c.inputs.addonName)}/${c.derive.uuid("addon")}`),
      configurationValues: () => "",
      createdAt: (c) => c.derive.time(),
      modifiedAt: (c) => c.derive.time(),
    },
  },
};
