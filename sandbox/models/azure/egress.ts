import type { CloudError } from "../../types.js";
import type { Models, ObjectContext } from "../model.js";
import { at, text, texts } from "../values.js";
import { inUse, ipType, natType, subnetType, vnetType } from "./network-types.js";
import { here } from "./references.js";

function refuseFlowLog(c: ObjectContext): CloudError | undefined {
  const target = text(c.inputs.targetResourceId)?.toLowerCase();
  const other = here(c, "azure-native:network:FlowLog").find(
    (o) => text(o.inputs.targetResourceId)?.toLowerCase() === target,
  );
  if (other === undefined) return undefined;
  return {
    code: "FlowLogAlreadyExists",
    message: `A flow log of ${target} exists already: ${other.id} (${other.urn}); a resource has one`,
  };
}

/** One watcher a region and subscription: Azure has made it already. */
function refuseWatcher(c: ObjectContext): CloudError | undefined {
  const other = here(c, "azure-native:network:NetworkWatcher").find((o) => o.inputs.location === c.inputs.location);
  if (other === undefined) return undefined;
  return {
    code: "NetworkWatcherCountLimitReached",
    message: `Cannot create more than 1 network watchers for this subscription in region ${String(c.inputs.location)}: ${other.id} (${other.urn})`,
  };
}

/** How a network reaches the internet, and how its traffic is watched. */
export const egressModels: Models = {
  [natType]: {
    check: (c) => {
      const zones = texts(c.inputs.zones);
      return zones.length > 1 && at(c.inputs, "sku.name") === "Standard"
        ? [
            {
              property: "zones",
              reason: `a Standard NAT gateway lies in one zone, and zones lists ${zones.length}; give one, or none`,
            },
          ]
        : [];
    },
    refuse: (c) => {
      const wanted = texts(at(c.inputs, "publicIpAddresses.id")).map((id) => id.toLowerCase());
      const other = here(c, natType).find((o) =>
        texts(at(o.inputs, "publicIpAddresses.id")).some((id) => wanted.includes(id.toLowerCase())),
      );
      return (
        other && {
          code: "PublicIPAddressInUse",
          message: `Resource ${wanted.join(", ")} is already allocated to ${other.id} (${other.urn}); give each NAT gateway its own address`,
        }
      );
    },
    outputs: { subnets: () => [], idleTimeoutInMinutes: () => 4 },
    blockers: [
      { type: subnetType, properties: ["natGateway.id"] },
      { type: vnetType, properties: ["subnets.natGateway.id"] },
    ],
    blocked: inUse("InUseNatGatewayCannotBeDeleted", "NAT gateway"),
  },
  [ipType]: {
    check: (c) => {
      const dynamic =
        c.inputs.publicIPAllocationMethod === "Dynamic" || c.inputs.publicIPAllocationMethod === undefined;
      return at(c.inputs, "sku.name") === "Standard" && dynamic
        ? [
            {
              property: "publicIPAllocationMethod",
              reason:
                'StandardSkuPublicIPAddressesMustUseStaticAllocation: sku Standard needs publicIPAllocationMethod "Static"',
            },
          ]
        : [];
    },
    outputs: { ipAddress: (c) => c.derive.publicIp(), ipConfiguration: () => undefined, idleTimeoutInMinutes: () => 4 },
    blockers: [
      { type: natType, properties: ["publicIpAddresses.id"] },
      { type: "azure-native:network:NetworkInterface", properties: ["ipConfigurations.publicIPAddress.id"] },
      { type: "azure-native:network:LoadBalancer", properties: ["frontendIPConfigurations.publicIPAddress.id"] },
    ],
    blocked: inUse("PublicIPAddressCannotBeDeleted", "Public IP address"),
  },
  "azure-native:network:NetworkWatcher": { refuse: refuseWatcher },
  "azure-native:network:FlowLog": {
    refuse: refuseFlowLog,
    outputs: { targetResourceGuid: (c) => c.derive.uuid("target") },
  },
};
