import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, isRecord, isSet, same, text } from "../values.js";
import { arn, resourceId } from "./identifiers.js";
import { findHere, here } from "./references.js";

export const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** Changes of these make no new version. */
const unversioned = ["name", "namePrefix", "description", "defaultVersion", "updateDefaultVersion", "tags"];

/** The newest version: one more with each change of what a machine is started with. */
function latestVersion(c: ObjectContext): number {
  if (c.self === undefined) return 1;
  const was = c.self.inputs;
  const keys = new Set([...Object.keys(was), ...Object.keys(c.inputs)]);
  const changed = [...keys].some((key) => !unversioned.includes(key) && !same(was[key], c.inputs[key]));
  return Number(c.self.outputs.latestVersion) + (changed ? 1 : 0);
}

function checkTemplate(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (isSet(c.inputs.defaultVersion) && isSet(c.inputs.updateDefaultVersion))
    failures.push({ property: "defaultVersion", reason: "conflicts with updateDefaultVersion: give one of the two" });
  const data = text(c.inputs.userData);
  if (data !== undefined && !/^[A-Za-z0-9+/=\s]*$/.test(data))
    failures.push({ property: "userData", reason: 'must be base64-encoded: use Buffer.from(text).toString("base64")' });
  return failures;
}

/** The refusal of a launch template, or of a version of it, that does not exist. */
export function noTemplate(c: ObjectContext, property = "launchTemplate"): CloudError | undefined {
  const wanted = c.inputs[property];
  if (!isRecord(wanted)) return undefined;
  const template =
    findHere(c, launchTemplateType, wanted.id) ??
    here(c, launchTemplateType).find((o) => isSet(wanted.name) && o.outputs.name === wanted.name);
  if (template === undefined)
    return {
      code: "InvalidLaunchTemplateName.NotFoundException",
      message: `The specified launch template, with template name ${String(wanted.name ?? wanted.id)}, does not exist (${property})`,
    };
  const version = Number(wanted.version);
  if (Number.isNaN(version) || version <= Number(template.outputs.latestVersion)) return undefined;
  return {
    code: "InvalidLaunchTemplateId.VersionNotFound",
    message: `Could not find launch template version ${version} of ${template.id}; its latest is ${String(template.outputs.latestVersion)}`,
  };
}

function refuseTemplate(c: ObjectContext): CloudError | undefined {
  const name = text(c.inputs.name);
  const other = here(c, launchTemplateType).find((o) => name !== undefined && o.inputs.name === name);
  if (other === undefined) return undefined;
  return {
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    message: `Launch template name already in use: ${name} belongs to ${other.urn}; choose another name`,
  };
}

export const launchTemplateModels: Models = {
  [launchTemplateType]: {
    name: { property: "name", limit: 128, prefixProperty: "namePrefix" },
    check: checkTemplate,
    refuse: refuseTemplate,
    id: (c) => resourceId(c, "lt"),
    outputs: {
      arn: (c, id) => arn(c, "ec2", `launch-template/${id}`),
      defaultVersion: (c) => {
        const latest = latestVersion(c);
        if (c.self === undefined || c.inputs.updateDefaultVersion === true) return latest;
        return c.self.outputs.defaultVersion ?? 1;
      },
      latestVersion,
      metadataOptions: () => ({
        httpEndpoint: "enabled",
        httpProtocolIpv6: "",
        httpPutResponseHopLimit: 1,
        httpTokens: "optional",
        instanceMetadataTags: "",
      }),
      name: (c) => `${text(c.inputs.namePrefix) ?? "terraform-"}${c.derive.digits("name", 26)}`,
      namePrefix: () => "",
    },
    unsettled: ["latestVersion", "defaultVersion"],
    identities: (o) => [text(at(o.outputs, "name")) ?? ""],
    notReferences: ["userData", "imageId", "tagSpecifications"],
  },
};
