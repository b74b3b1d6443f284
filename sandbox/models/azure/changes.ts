import type { CloudError } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, same, text } from "../values.js";

/**
 * Azure's refusal to change one of these properties of an object that exists. The provider does not replace by itself: a
 * program says `replaceOnChanges` for it.
 */
export function changeOf(c: ObjectContext, fixed: readonly string[]): CloudError | undefined {
  const changed = changedOf(c, fixed);
  if (changed === undefined) return undefined;
  return {
    code: "PropertyChangeNotAllowed",
    message: `Changing property '${changed}' is not allowed: replace ${c.self?.id} (replaceOnChanges: ["${changed}"]), or keep the value`,
  };
}

function changedOf(c: ObjectContext, paths: readonly string[]): string | undefined {
  const was = c.self?.inputs;
  return was && paths.find((path) => !same(at(was, path), at(c.inputs, path)));
}

/** What stays as it was made, of types whose provider sends a change all the same. */
const fixedOf: Readonly<Record<string, readonly string[]>> = {
  "azure-native:compute:Disk": ["creationData", "zones"],
  "azure-native:eventgrid:SystemTopic": ["source", "topicType"],
  "azure-native:network:FlowLog": ["targetResourceId"],
  "azure-native:network:VirtualNetworkPeering": ["remoteVirtualNetwork"],
  "azure-native:privatedns:VirtualNetworkLink": ["virtualNetwork"],
};

const accountProperties = ["dnsEndpointType", "enableNfsV3", "extendedLocation", "immutableStorageWithVersioning"];
const zonal = ["azure-native:network:NatGateway", "azure-native:network:PublicIPAddress"];

/** Why Azure does not take a change that azure-native sends to it: it replaces only for what its own tables name. */
export function unchangeable(c: ObjectContext): CloudError | undefined {
  if (c.self === undefined) return undefined;
  const token = c.schema.token.replace(/\/v\d{8}\w*:/, ":");
  return moved(c) ?? rezoned(c, token) ?? reopened(c, token) ?? changeOf(c, fixedOf[token] ?? []);
}

/** A location as Azure compares it: "West Europe" is westeurope. */
export function plainLocation(location: unknown): string | undefined {
  return text(location)?.toLowerCase().replaceAll(" ", "");
}

function moved(c: ObjectContext): CloudError | undefined {
  const [was, is] = [c.self?.inputs.location, c.inputs.location].map(plainLocation);
  if (was === undefined || is === undefined || was === is) return undefined;
  const group = text(c.inputs.resourceGroupName);
  return {
    code: "InvalidResourceLocation",
    message: `The resource '${c.self?.id}' already exists in location '${was}'${group === undefined ? "" : ` in resource group '${group}'`}. A resource with the same name cannot be created in location '${is}'. Please select a new resource name, or replace it (replaceOnChanges: ["location"]); see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors`,
  };
}

function rezoned(c: ObjectContext, token: string): CloudError | undefined {
  if (!zonal.includes(token) || changedOf(c, ["zones"]) === undefined) return undefined;
  return {
    code: "ResourceAvailabilityZonesCannotBeModified",
    message: `Resource ${c.self?.id} has another availability zone constraint than the request. Zones cannot be added/updated/removed once the resource is created: replace it (replaceOnChanges: ["zones"])`,
  };
}

function reopened(c: ObjectContext, token: string): CloudError | undefined {
  const changed = token === "azure-native:storage:StorageAccount" ? changedOf(c, accountProperties) : undefined;
  if (changed === undefined) return undefined;
  return {
    code: "AccountPropertyCannotBeUpdated",
    message: `The property '${changed}' was specified in the input, but it cannot be updated: replace the account (replaceOnChanges: ["${changed}"])`,
  };
}
