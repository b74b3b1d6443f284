/** Virtual machines of GCP and the metadata that they read. */

import type { Edit, Remedy } from "../core/remedy.js";
import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { holds, type Tri } from "../core/tri.js";
import { type Field, get } from "../core/value.js";

export const MACHINE = "gcp:compute/instance:Instance";

/** Templates cannot be changed: whatever is changed in one replaces it. */
const TEMPLATES = [
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
];

/** Machines that take what is left out from a template or an image of a machine. */
const DERIVED = [
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
];

/** Whether what the resource leaves out is decided elsewhere. */
export const isDerived = ({ type }: Resource): boolean => DERIVED.includes(type);

/** The machines and their templates, with the properties of them that a rule reads. */
export const machines = (...properties: readonly string[]): Reads =>
  Object.fromEntries([MACHINE, ...TEMPLATES, ...DERIVED].map((type) => [type, properties]));

export const PROJECT_METADATA = "gcp:compute/projectMetadata:ProjectMetadata";
export const METADATA_ITEM = "gcp:compute/projectMetadataItem:ProjectMetadataItem";
export const ZONE_METADATA = "gcp:compute/instanceSettings:InstanceSettings";

/** Metadata for all machines of a project, or of a zone of it. */
export const SHARED_METADATA: Reads = {
  [PROJECT_METADATA]: ["metadata"],
  [METADATA_ITEM]: ["key", "value"],
  [ZONE_METADATA]: ["metadata.items"],
};

/** The path of an entry of the metadata. */
export function metadataPath({ type }: Resource, key: string): string {
  if (type === METADATA_ITEM) return "value";
  return type === ZONE_METADATA ? `metadata.items.${key}` : `metadata.${key}`;
}

/** An entry of the metadata that the resource sets, whatever kind of resource it is. */
export function metadataOf(resource: Resource, key: string): Field {
  const value = get(resource.props, metadataPath(resource, key));
  if (resource.type !== METADATA_ITEM) return value;
  const named = get(resource.props, "key");
  if (named.state === "unknown") return named;
  return named.state === "known" && named.value === key ? value : { state: "absent", path: value.path };
}

/** Whether the entry says yes, in one of the spellings that GCP takes. */
export function saysYes(entry: Field, whenAbsent = false): Tri {
  return holds(entry, (value) => /^(true|y|yes|1)$/i.test(String(value).trim()), whenAbsent);
}

/** Sets an entry of the metadata, where that changes the machine in place. */
export function setsMetadata(key: string, value: string, wrong: (entry: Field, resource: Resource) => boolean): Remedy {
  return {
    replaces: false,
    edits(resource): readonly Edit[] {
      if (TEMPLATES.includes(resource.type)) return [];
      return wrong(metadataOf(resource, key), resource) ? [{ path: metadataPath(resource, key), value }] : [];
    },
  };
}

/** Whether a running machine may be stopped for the changes that need it. */
export const mayStop = ({ type, props }: Resource): boolean =>
  !TEMPLATES.includes(type) && props.allowStoppingForUpdate === true;
