import { azureRegions } from "../../../components/core/regions/azure.js";
import { closest } from "../../../components/core/regions/table.js";
import type { Member, ResourceSchema } from "../../schema/index.js";
import {
  type CheckFailure,
  type CloudError,
  type Props,
  UNKNOWN,
  type WorldObject,
  type WorldView,
} from "../../types.js";
import type { CheckContext, NameRule, ObjectContext } from "../model.js";
import type { NestedPlace, PackageRules } from "../rules.js";
import { isRecord, isSet, lastSegment, text } from "../values.js";
import { unchangeable } from "./changes.js";
import { fillPath, levelsOf, ownNameInput, pathInputs, pathOf, typeOfId } from "./paths.js";
import { bornIds, missingReference } from "./references.js";

/** The tenant of every sandbox. */
export const sandboxTenant = "5a4db0c5-0000-4000-8000-7e0a17000000";

const groupType = "azure-native:resources:ResourceGroup";

const nameLimits: Readonly<Record<string, number>> = {
  "azure-native:resources:ResourceGroup": 90,
  "azure-native:storage:StorageAccount": 24,
  "azure-native:network:VirtualNetwork": 64,
  "azure-native:network:PrivateEndpoint": 64,
  "azure-native:keyvault:Vault": 24,
  "azure-native:storage:BlobContainer": 63,
  "azure-native:operationalinsights:Workspace": 63,
};

export const azureRules: PackageRules = {
  name: nameRule,
  prepare: withLocation,
  check: checkLocation,
  id: (c) =>
    fillPath(pathOf(c.schema), c.inputs, c.account, (key) =>
      key === "name" ? c.name : `${c.name}${c.derive.hex(key, 8)}`,
    ),
  output,
  nested,
  // The provider's previews know what the program gives and nothing else (its PreviewOutputs), below inputs too.
  openIsUnknown: true,
  planned: [],
  replaceOn: (schema) => [
    ...pathInputs(schema),
    ...["location", "scope", "resourceUri"].filter((key) => schema.inputs.has(key)),
  ],
  references: (c, model) => unchangeable(c) ?? missingReference(c, model),
  conflict: (c, id, model) => {
    const other =
      model?.unique === false ? undefined : c.world.byIdentity(id.toLowerCase()).find((o) => o.type === c.type);
    if (other === undefined) return undefined;
    return {
      code: "Conflict",
      message: `cannot create already existing resource '${id}': it belongs to ${other.urn}; choose another name, or leave it out to have one made`,
    };
  },
  blocked: (object, by) => ({
    code: "CannotDeleteResource",
    message: `Cannot delete resource ${object.id}, because it is in use by ${by.id} (${by.urn}); delete that first`,
  }),
  identities: (o) => [o.id.toLowerCase(), ...bornIds(o), ...groupName(o)],
  canDelete: locked,
  goesWith: inGroup,
  finish: withIdentity,
};

/** A lock on the object, on anything that it lies in, or on anything in a group keeps it from being deleted. */
function locked(object: WorldObject, world: WorldView): CloudError | undefined {
  const id = `${object.id.toLowerCase()}/`;
  const holds = (scope: string) => id.startsWith(scope) || (object.type === groupType && scope.startsWith(id));
  const lock = world
    .byType("azure-native:authorization:ManagementLockByScope")
    .find((o) => o.urn !== object.urn && holds(`${text(o.inputs.scope)?.toLowerCase()}/`));
  if (lock === undefined) return undefined;
  return {
    code: "ScopeLocked",
    message: `The scope '${object.id}' cannot perform delete operation because following scope(s) are locked: '${String(lock.inputs.scope)}'. Please remove the lock (${lock.urn}) and try again.`,
  };
}

/** A group's name, by which everything in it mentions it. */
function groupName(object: Pick<WorldObject, "type" | "id">): string[] {
  return object.type === groupType ? [lastSegment(object.id)] : [];
}

/** Deleting a group deletes all that lies in it, whoever made it. */
function inGroup(object: WorldObject, world: WorldView): WorldObject[] {
  if (object.type !== groupType) return [];
  const root = `${object.id.toLowerCase()}/`;
  return world.users(object).filter((o) => o.pkg === object.pkg && o.id.toLowerCase().startsWith(root));
}

/** The principal that Azure makes for a resource that asks for an identity of its own. */
function withIdentity(c: ObjectContext, outputs: Props, preview: boolean): Props {
  const { identity } = c.inputs;
  if (!isRecord(identity) || !/SystemAssigned/.test(String(identity.type))) return outputs;
  const made = preview
    ? { principalId: UNKNOWN, tenantId: UNKNOWN }
    : { principalId: c.derive.uuid("principal"), tenantId: text(c.session.config.tenantId) ?? sandboxTenant };
  return { ...outputs, identity: { ...identity, ...made } };
}

/** A resource of its own gets eight random digits; a part of another resource gets the logical name as it is. */
function nameRule(schema: ResourceSchema): NameRule | undefined {
  const property = ownNameInput(schema);
  if (property === undefined || schema.required.includes(property)) return undefined;
  const path = pathOf(schema);
  if (/roleAssignmentName|roleDefinitionId|policyAssignmentName$/.test(property))
    return { property, limit: 64, uuid: true };
  const top = path.startsWith("/") || (levelsOf(path) === 1 && !path.startsWith("{"));
  return { property, limit: nameLimits[schema.token] ?? 80, separator: "", random: top ? 8 : 0 };
}

/** The provider's location, or else the resource group's: known in a preview as far as the group is. */
function withLocation(c: CheckContext): Props {
  if (!c.schema.inputs.has("location") || isSet(c.inputs.location)) return c.inputs;
  const kept = text(c.olds?.location) ?? text(c.session.config.location);
  if (kept !== undefined) return { ...c.inputs, location: kept };
  const group = c.inputs.resourceGroupName;
  if (group === UNKNOWN) return { ...c.inputs, location: UNKNOWN };
  const id = `/subscriptions/${c.session.account}/resourceGroups/${text(group)}`.toLowerCase();
  const location = c.world.byIdentity(id)[0]?.inputs.location;
  return location === undefined ? c.inputs : { ...c.inputs, location };
}

function checkLocation(c: CheckContext): CheckFailure[] {
  const location = text(c.inputs.location);
  const plain = location?.toLowerCase().replaceAll(" ", "");
  if (plain === undefined || plain in azureRegions || !c.schema.inputs.has("location")) return [];
  // Directory-like services have locations of their own ("global", "europe", "unitedstates").
  if (["global", "europe", "unitedstates", "asiapacific", "usa", "eu"].includes(plain)) return [];
  const near = closest(azureRegions, plain);
  const fix = near === undefined ? "use a location such as westeurope" : `did you mean "${near}"?`;
  return [
    {
      property: "location",
      reason: `LocationNotAvailableForResourceType: the provided location '${location}' is not available; ${fix}`,
    },
  ];
}

function nested(_: ObjectContext, place: NestedPlace, guessed: () => unknown): unknown {
  const { member, path, beside, id, preview } = place;
  if (preview) return UNKNOWN;
  // An object with an id alone is a reference to another resource.
  if (Object.keys(beside).length === 1 && text(beside.id) !== undefined) return undefined;
  const name = text(beside.name);
  const list = /^(\w+)\[\d+\]\.(id|type)$/.exec(path);
  if (list !== null && name !== undefined)
    return list[2] === "id" ? `${id}/${list[1]}/${name}` : `${typeOfId(id)}/${list[1]}`;
  return member.optional ? undefined : guessed();
}

function output(c: ObjectContext, member: Member, id: string): unknown {
  switch (member.name) {
    case "name":
      return id === "" ? undefined : lastSegment(id);
    case "type":
      return id === "" || member.type.kind !== "string" ? undefined : typeOfId(id);
    case "azureApiVersion":
      return /REST API version (\d{4}-\d{2}-\d{2}(?:-preview)?)/.exec(c.schema.doc)?.[1] ?? "";
    case "provisioningState":
      return "Succeeded";
    case "etag":
      return member.type.kind === "string" ? `W/"${c.derive.uuid("etag")}"` : undefined;
    case "resourceGuid":
      return c.derive.uuid("guid");
    case "tenantId":
      return text(c.session.config.tenantId) ?? sandboxTenant;
    case "systemData":
      return {
        createdAt: c.derive.time(),
        createdBy: c.derive.uuid("created by"),
        createdByType: "Application",
        lastModifiedAt: c.derive.time(),
        lastModifiedBy: c.derive.uuid("created by"),
        lastModifiedByType: "Application",
      };
    default:
      return undefined;
  }
}
