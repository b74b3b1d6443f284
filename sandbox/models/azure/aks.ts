import type { CheckFailure, CloudError, Props } from "../../types.js";
import { minorOf, upgradeProblem } from "../kubernetes-versions.js";
import type { CheckContext, Later, Models, ObjectContext } from "../model.js";
import { at, filled, isRecord, isSet, records, text, texts } from "../values.js";
import { agentPoolModels, badPool, poolFailures } from "./aks-pools.js";
import { find } from "./references.js";
import { sandboxTenant } from "./rules.js";

export const clusterType = "azure-native:containerservice:ManagedCluster";

/** A full version of the minor that is asked for, of the default minor where none is. */
export function aksVersion(version: unknown): string {
  const given = text(version);
  if (given !== undefined && /^1\.\d+\.\d+$/.test(given)) return given;
  return `1.${minorOf(given) ?? 34}.2`;
}

function checkCluster(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(c.inputs.resourceName);
  if (name !== undefined && !/^[A-Za-z0-9]([\w-]{0,61}[A-Za-z0-9])?$/.test(name))
    failures.push({
      property: "resourceName",
      reason: `"${name}" must have 1 to 63 letters, digits, hyphens and underscores, beginning and ending with a letter or digit`,
    });
  const version = c.inputs.kubernetesVersion;
  if (typeof version === "string" && !/^1\.\d{2}(\.\d+)?$/.test(version))
    failures.push({
      property: "kubernetesVersion",
      reason: `"${version}" is not a version of AKS; use for example 1.34`,
    });
  for (const [i, pool] of records(c.inputs.agentPoolProfiles).entries())
    failures.push(...poolFailures(`agentPoolProfiles[${i}].`, { ...pool, agentPoolName: pool.name }, "name"));
  return failures;
}

function invalid(message: string): CloudError {
  return { code: "InvalidParameter", message };
}

function badShape(c: ObjectContext): CloudError | undefined {
  const pools = records(c.inputs.agentPoolProfiles);
  if (pools.length > 0 && !pools.some((pool) => pool.mode === "System"))
    return invalid("Must define at least one system pool: set mode System on a pool of agentPoolProfiles.");
  const pool = pools.map((p) => badPool(p, c.inputs.kubernetesVersion)).find((error) => error !== undefined);
  if (pool !== undefined) return pool;
  const access = at(c.inputs, "apiServerAccessProfile");
  if (at(access, "enablePrivateCluster") === true && texts(at(access, "authorizedIPRanges")).length > 0)
    return invalid("authorizedIPRanges cannot be set on a private cluster: its API has no public address");
  if (c.inputs.disableLocalAccounts === true && !isRecord(c.inputs.aadProfile))
    return invalid("disableLocalAccounts needs aadProfile: without Entra ID nobody could log in");
  const workload = at(c.inputs, "securityProfile.workloadIdentity.enabled");
  if (workload === true && at(c.inputs, "oidcIssuerProfile.enabled") !== true)
    return invalid("workloadIdentity needs the OIDC issuer: set oidcIssuerProfile.enabled to true");
  return noGateway(c);
}

/** A cluster that goes out through the network's own gateway needs one on each of its subnets. */
function noGateway(c: ObjectContext): CloudError | undefined {
  if (at(c.inputs, "networkProfile.outboundType") !== "userAssignedNATGateway") return undefined;
  const subnets = texts(at(c.inputs, "agentPoolProfiles.vnetSubnetID"));
  const bare = subnets.find((id) => {
    const subnet = find(c, id);
    return subnet !== undefined && !isSet(at(subnet.inputs, "natGateway.id"));
  });
  if (subnets.length > 0 && bare === undefined) return undefined;
  return invalid(
    `outboundType userAssignedNATGateway needs a subnet with a NAT gateway: ${bare ?? "agentPoolProfiles has no vnetSubnetID"}`,
  );
}

function refuseCluster(c: ObjectContext): CloudError | undefined {
  const shape = badShape(c);
  if (shape !== undefined || c.self === undefined) return shape;
  const [from, to] = [c.self.outputs.currentKubernetesVersion, c.inputs.kubernetesVersion];
  const problem = upgradeProblem(from, to);
  if (problem === undefined) return undefined;
  return {
    code: "OperationNotAllowed",
    message: `Upgrading Kubernetes version ${String(from)} to ${String(to)} is not allowed: ${problem}`,
  };
}

/** The part of the host names that Azure adds to the DNS prefix. */
const prefix = (c: ObjectContext) =>
  `${text(c.inputs.dnsPrefix) ?? text(c.inputs.fqdnSubdomain) ?? "aks"}-${c.derive.draw("fqdn", 8, "abcdefghijklmnopqrstuvwxyz0123456789")}`;
const place = (c: ObjectContext) => (text(c.inputs.location) ?? c.region).toLowerCase().replaceAll(" ", "");
const isPrivate = (c: ObjectContext) => at(c.inputs, "apiServerAccessProfile.enablePrivateCluster") === true;
const fqdn = (c: ObjectContext) => `${prefix(c)}.hcp.${place(c)}.azmk8s.io`;
const privateFqdn = (c: ObjectContext) =>
  `${prefix(c)}.${c.derive.uuid("private zone")}.privatelink.${place(c)}.azmk8s.io`;
const nodeGroup = (c: ObjectContext) =>
  `MC_${text(c.inputs.resourceGroupName)}_${text(c.inputs.resourceName)}_${place(c)}`;

function kubelet(c: ObjectContext) {
  const identity = `${text(c.inputs.resourceName)}-agentpool`;
  return {
    kubeletidentity: {
      clientId: c.derive.uuid("kubelet client"),
      objectId: c.derive.uuid("kubelet principal"),
      resourceId: `/subscriptions/${c.account}/resourceGroups/${nodeGroup(c)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity}`,
    },
  };
}

function issuer(c: ObjectContext): string {
  const tenant = text(c.session.config.tenantId) ?? sandboxTenant;
  return `https://${place(c)}.oic.prod-aks.azure.com/${tenant}/${c.derive.uuid("issuer")}/`;
}

function completeCluster(c: ObjectContext, outputs: Props, later: Later): Props {
  const network = {
    dnsServiceIP: later(() => "10.0.0.10"),
    ipFamilies: later(() => ["IPv4"]),
    loadBalancerSku: later(() => "standard"),
    outboundType: later(() => "loadBalancer"),
    podCidr: later(() => "10.244.0.0/16"),
    serviceCidr: later(() => "10.0.0.0/16"),
  };
  const issuers = at(outputs, "oidcIssuerProfile.enabled") === true ? { issuerURL: later(() => issuer(c)) } : {};
  const pools = Array.isArray(outputs.agentPoolProfiles)
    ? {
        agentPoolProfiles: outputs.agentPoolProfiles.map((pool) =>
          filled(pool, {
            currentOrchestratorVersion: later(() => aksVersion(c.inputs.kubernetesVersion)),
            nodeImageVersion: later(() => "AKSUbuntu-2204gen2containerd-202606.01.0"),
            provisioningState: later(() => "Succeeded"),
          }),
        ),
      }
    : {};
  return {
    ...outputs,
    ...pools,
    networkProfile: filled(outputs.networkProfile, network),
    oidcIssuerProfile: filled(outputs.oidcIssuerProfile, issuers),
  };
}

/** AKS: a control plane with its first pools; further pools are resources of their own. */
export const aksModels: Models = {
  ...agentPoolModels,
  [clusterType]: {
    check: checkCluster,
    refuse: refuseCluster,
    // From the provider's own table; of the network profile only what AKS cannot change.
    complete: completeCluster,
    outputs: {
      azurePortalFQDN: (c) => (isPrivate(c) ? privateFqdn(c) : fqdn(c).replace(".hcp.", ".portal.hcp.")),
      currentKubernetesVersion: (c) => aksVersion(c.inputs.kubernetesVersion),
      eTag: (c) => c.derive.uuid("etag"),
      enableRBAC: () => true,
      fqdn: (c) => (isPrivate(c) ? "" : fqdn(c)),
      identityProfile: kubelet,
      maxAgentPools: () => 100,
      nodeResourceGroup: nodeGroup,
      oidcIssuerProfile: () => ({ enabled: false }),
      powerState: () => ({ code: "Running" }),
      privateFQDN: (c) => (isPrivate(c) ? privateFqdn(c) : ""),
      resourceUID: (c) => c.derive.hex("resource uid", 24),
    },
    identities: (o) => texts([o.outputs.fqdn, o.outputs.privateFQDN]),
  },
};
