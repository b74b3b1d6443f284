import { gcpTargets } from "../../data/references/gcp-targets.js";
import type { Member, ResourceSchema } from "../../schema/index.js";
import { type CheckFailure, UNKNOWN } from "../../types.js";
import type { CheckContext, NameRule, ObjectContext } from "../model.js";
import { tableNames } from "../reference-table.js";
import type { PackageRules } from "../rules.js";
import { isRecord, text } from "../values.js";
import { sameGrants } from "./grants.js";
import { computeLink, idFromFormat, regionOf, relative } from "./identifiers.js";
import { missingReference } from "./references.js";

const gceName = /^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$/;

export const gcpRules: PackageRules = {
  name: nameRule,
  check: (c) => [...checkName(c), ...checkLabels(c)],
  id: idFromFormat,
  output,
  // The bridge's computed attributes of blocks: unknown when they are planned, set by the cloud.
  nested: (_, place, guessed) => (place.member.optional ? undefined : guessed()),
  // The upstream provider fills these in while it plans (CustomizeDiff: DefaultProviderProject, -Region, -Zone, -DeletionPolicy).
  planned: ["project", "region", "zone", "deletionPolicy", "pulumiLabels", "effectiveLabels"],
  replaceOn: (schema) => ["name", "project", "region", "zone", "location"].filter((key) => schema.inputs.has(key)),
  references: missingReference,
  conflict: (c, id, model) => {
    if (model?.unique === false || !id.includes("/") || text(c.inputs.name) === undefined) return undefined;
    const other = c.world.find(c.type, id);
    if (other === undefined) return undefined;
    const fix = `it belongs to ${other.urn}; choose another name, or leave it out to have one made`;
    return { code: "Error 409", message: `The resource '${id}' already exists, alreadyExists: ${fix}` };
  },
  takesOver: sameGrants,
  blocked: (object, by) => ({
    code: "Error 400",
    message: `The ${object.type} resource '${object.id}' is already being used by '${by.id}' (${by.urn}), resourceInUseByAnotherResource: delete that first`,
  }),
  identities: (o) => {
    const link = text(o.outputs.selfLink);
    return [relative(o.id), ...(link === undefined ? [] : [relative(link)]), ...tableNames(gcpTargets, o)];
  },
};

function nameRule(schema: ResourceSchema): NameRule | undefined {
  const input = schema.inputs.get("name");
  if (input?.optional !== true || input.type.kind !== "string" || schema.properties.get("name")?.optional !== false)
    return undefined;
  return { property: "name", limit: schema.token.startsWith("gcp:compute/") ? 63 : 255 };
}

function checkName(c: CheckContext): CheckFailure[] {
  const name = c.inputs.name;
  if (!c.schema.token.startsWith("gcp:compute/") || typeof name !== "string" || gceName.test(name)) return [];
  if (
    !c.schema.inputs.has("network") &&
    !/network|subnetwork|router|firewall|address|route|instance/i.test(c.schema.className)
  )
    return [];
  return [
    {
      property: "name",
      reason: `"name" ("${name}") doesn't match regexp "${gceName.source}": use 1 to 63 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen`,
    },
  ];
}

const labelKey = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const labelValue = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;

function checkLabels(c: CheckContext): CheckFailure[] {
  const labels = c.inputs.labels;
  // Some types call other settings so: only what the provider adds its own label to holds labels.
  if (!isRecord(labels) || !c.schema.properties.has("effectiveLabels")) return [];
  const failures: CheckFailure[] = [];
  for (const [key, value] of Object.entries(labels)) {
    const rule = "use at most 63 lower-case letters, digits, _ and -";
    if (!labelKey.test(key))
      failures.push({
        property: `labels["${key}"]`,
        reason: `label key "${key}" is invalid: ${rule}, beginning with a letter`,
      });
    else if (typeof value === "string" && !labelValue.test(value))
      failures.push({ property: `labels["${key}"]`, reason: `label value "${value}" is invalid: ${rule}` });
  }
  return failures;
}

function output(c: ObjectContext, member: Member, id: string): unknown {
  switch (member.name) {
    case "project":
      return c.schema.inputs.has("project") ? c.account : undefined;
    case "selfLink":
      return selfLink(c, id);
    case "region":
      return c.schema.inputs.has("region") ? regionOf(c) : undefined;
    case "zone":
      return c.schema.inputs.has("zone") ? `${c.region}-b` : undefined;
    case "creationTimestamp":
      return c.derive.time().replace("Z", ".000-00:00");
    case "deletionPolicy":
      return member.optional ? undefined : "DELETE";
    case "pulumiLabels":
      return labels(c, false);
    case "effectiveLabels":
      return labels(c, true);
    case "labelFingerprint":
    case "fingerprint":
      return `${c.derive.draw(member.name, 11, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")}=`;
    case "etag":
      return `${c.derive.draw("etag", 10, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")}=`;
    case "name":
      return member.type.kind === "string" && id !== "" && !c.schema.inputs.has("name") ? id : undefined;
    default:
      return undefined;
  }
}

function selfLink(c: ObjectContext, id: string): string | undefined {
  const module = c.type.split(":")[1]?.split("/")[0];
  if (module === "compute") return computeLink(c, id);
  return id === "" ? undefined : `https://${module}.googleapis.com/v1/${id}`;
}

/** The provider puts its own label on everything, besides the defaults of its configuration and the resource's own. */
function labels(c: ObjectContext, effective: boolean): unknown {
  const own = c.inputs.labels;
  if (own === UNKNOWN) return UNKNOWN;
  const common = c.session.config.defaultLabels;
  const merged = { ...(isRecord(common) ? common : {}), ...(isRecord(own) ? own : {}) };
  const attribution = c.session.config.addPulumiAttributionLabel !== false;
  return effective && attribution ? { ...merged, "goog-pulumi-provisioned": "true" } : merged;
}
