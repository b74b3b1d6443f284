import type { CloudError } from "../../types.js";
import { ownNameInput } from "../azure/paths.js";
import type { CheckContext, ObjectContext } from "../model.js";

/** How a kind of resource is named. */
interface NameForm {
  readonly types: readonly string[];
  readonly code: string;
  readonly form: RegExp;
  /** Lengths that the form does not say. */
  readonly length: readonly [min: number, max: number];
  readonly says: (name: string) => string;
}

const network = /^[\p{L}\p{N}]([\p{L}\p{N}_.-]*[\p{L}\p{N}_])?$/u;

function networkForm(max: number, min: number, types: readonly string[]): NameForm {
  return {
    types: types.map((type) => `azure-native:network:${type}`),
    code: "InvalidResourceName",
    form: network,
    length: [min, max],
    says: (name) =>
      `Resource name ${name} is invalid. The name can be up to ${max} characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'.`,
  };
}

const entity = "^[^_\\W][\\w-._]{0,79}(?<![-.])$";

function container(types: readonly string[]): NameForm {
  return {
    types: types.map((type) => `azure-native:storage:${type}`),
    code: "InvalidResourceName",
    form: /^(?!.*--)[a-z0-9][a-z0-9-]*[a-z0-9]$|^\$(root|web|logs)$/,
    length: [3, 63],
    says: (name) =>
      `The specified resource name contains invalid characters: "${name}" must have 3 to 63 small letters, digits and single hyphens, and begin and end with a letter or a digit`,
  };
}

function plain(types: readonly string[], form: RegExp, length: readonly [number, number], words: string): NameForm {
  const says = (name: string) => `The name "${name}" is invalid: it must have ${length[0]} to ${length[1]} ${words}`;
  return { types: types.map((type) => `azure-native:${type}`), code: "InvalidResourceName", form, length, says };
}

/** Published in "Naming rules and restrictions for Azure resources"; not compared with it since it was written down. What the OpenAPI documents say is in the table. */
const forms: readonly NameForm[] = [
  networkForm(64, 2, ["VirtualNetwork", "PrivateEndpoint"]),
  networkForm(80, 1, [
    ...["ApplicationGateway", "ApplicationSecurityGroup", "BastionHost", "LoadBalancer", "LocalNetworkGateway"],
    ...["NatGateway", "NetworkInterface", "NetworkSecurityGroup", "PublicIPAddress", "PublicIPPrefix", "Route"],
    ...["RouteTable", "SecurityRule", "Subnet", "VirtualNetworkGateway", "VirtualNetworkPeering"],
  ]),
  {
    types: ["azure-native:resources:ResourceGroup"],
    code: "InvalidResourceGroup",
    form: /^[-\p{L}\p{N}_.()]*[-\p{L}\p{N}_()]$/u,
    length: [1, 90],
    says: (name) =>
      `The provided resource group name '${name}' has invalid characters or ends with a period. The name can only be a letter, digit, '-', '.', '(', ')' or '_'`,
  },
  {
    types: ["AvailabilitySet", "Disk", "Image", "Snapshot", "VirtualMachine", "VirtualMachineScaleSet"].map(
      (type) => `azure-native:compute:${type}`,
    ),
    code: "InvalidParameter",
    form: /^[^_\W][\w\-.]{0,79}(?<![-.])$/,
    length: [1, 80],
    says: (name) => `The entity name '${name}' is invalid according to its validation rule: ${entity}.`,
  },
  container(["BlobContainer", "FileShare", "Queue"]),
  plain(["storage:Table"], /^[A-Za-z][A-Za-z0-9]*$/, [3, 63], "letters and digits, beginning with a letter"),
  plain(["web:WebApp"], /^[\p{L}\p{N}][\p{L}\p{N}-]*[\p{L}\p{N}]$/u, [2, 60], "letters, digits and hyphens inside"),
  plain(["sql:Server"], /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, [1, 63], "small letters, digits and hyphens inside"),
  plain(
    ["eventhub:Namespace", "servicebus:Namespace"],
    /^[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/,
    [6, 50],
    "letters, digits and hyphens, beginning with a letter and ending with a letter or a digit",
  ),
  plain(
    ["redis:Redis"],
    /^(?!.*--)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
    [1, 63],
    "letters, digits and single hyphens inside",
  ),
  plain(
    ["managedidentity:UserAssignedIdentity"],
    /^[a-zA-Z0-9][\w-]*$/,
    [3, 128],
    "letters, digits, hyphens and underscores, beginning with a letter or a digit",
  ),
  plain(
    ["app:ContainerApp"],
    /^(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/,
    [2, 32],
    "small letters, digits and single hyphens, beginning with a letter",
  ),
];

const page = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

const byType = new Map(forms.flatMap((form) => form.types.map((type) => [type, form] as const)));

/** Azure's refusal of a name that its kind of resource cannot have. */
export function azureNameRefusal(c: Pick<CheckContext | ObjectContext, "schema" | "inputs">): CloudError | undefined {
  const rule = byType.get(c.schema.token);
  const property = rule && ownNameInput(c.schema);
  const name = property === undefined ? undefined : c.inputs[property];
  if (rule === undefined || typeof name !== "string" || name === "") return undefined;
  const [min, max] = rule.length;
  if (name.length >= min && name.length <= max && rule.form.test(name)) return undefined;
  return { code: rule.code, message: `${rule.says(name)} (${property}); see ${page}` };
}
