import { at, isRecord, records, same, text, texts } from "../../models/values.js";
import type { CloudError, Props, WorldObject } from "../../types.js";

/** Filters whose name is not the property's in words with dashes. */
const paths: Readonly<Record<string, string>> = {
  "cidr-block": "cidrBlock",
  cidr: "cidrBlock",
  "subnet-id": "id",
  "vpc-id": "vpcId",
  "group-id": "id",
  "group-name": "name",
  "instance-id": "id",
  "instance-state-name": "instanceState",
  "internet-gateway-id": "id",
  "nat-gateway-id": "id",
  "route-table-id": "id",
  "allocation-id": "id",
  "attachment.vpc-id": "vpcId",
  "association.subnet-id": "subnetId",
  "dhcp-options-id": "dhcpOptionsId",
  "image-id": "id",
  "volume-id": "id",
  "ipv6-cidr-block-association.ipv6-cidr-block": "ipv6CidrBlock",
};

/** What every object of the sandbox is in, once it exists. */
const constants: Readonly<Record<string, string>> = { state: "available", status: "available" };

/** A value with EC2's wildcards. */
export function matches(pattern: string, value: string): boolean {
  const form = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${form}$`, "s").test(value);
}

/** Objects that pass AWS's `filters` and `tags`; a filter on something that no such object has is refused, never ignored. */
export function filtered(objects: WorldObject[], args: Props): WorldObject[] | { error: CloudError } {
  let found = objects;
  for (const [key, value] of Object.entries(isRecord(args.tags) ? args.tags : {}))
    found = found.filter((o) => tagOf(o, key) === value);
  for (const filter of records(args.filters)) {
    const name = String(filter.name);
    const values = texts(filter.values);
    const get = reader(name);
    // Only what is there can say whether its kind has such a property.
    if (found.length > 0 && found.every((o) => get(o) === undefined) && !/^tag[:-]/.test(name))
      return {
        error: {
          code: "InvalidParameterValue",
          message: `The filter '${name}' is invalid: the sandbox finds no such property on ${found[0]?.type}; filter by tag:<key> or by a property in words with dashes, such as vpc-id`,
        },
      };
    found = found.filter((o) => texts(get(o)).some((have) => values.some((pattern) => matches(pattern, have))));
  }
  return found;
}

function reader(name: string): (o: WorldObject) => unknown {
  const tag = /^tag:(.+)$/s.exec(name)?.[1];
  if (tag !== undefined) return (o) => tagOf(o, tag);
  if (name === "tag-key") return (o) => Object.keys(tagsOf(o));
  const path = paths[name] ?? name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return (o) => (path === "id" ? o.id : (asText(at(o.outputs, path) ?? at(o.inputs, path)) ?? constants[name]));
}

function asText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function tagsOf(object: WorldObject): Props {
  const all = object.outputs.tagsAll ?? object.outputs.tags;
  return isRecord(all) ? all : {};
}

function tagOf(object: WorldObject, key: string): string | undefined {
  return text(tagsOf(object)[key]);
}

/** Whether what a program asks for is what an object has; names of Azure are equal in any case of their letters. */
export function equal(wanted: unknown, have: unknown, anyCase: boolean): boolean {
  if (anyCase && typeof wanted === "string" && typeof have === "string")
    return wanted.toLowerCase() === have.toLowerCase();
  return same(wanted, have);
}
