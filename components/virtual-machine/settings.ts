import { checkChoice, checkFlag, checkKnown, checkSameCloud, checkWhole } from "../core/checks.js";
import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { checkOverrides } from "../core/overrides.js";
import { Arch, type Machine, machineOf } from "../core/sizes/index.js";
import { describe } from "../core/target.js";
import { type ImageByCloud, ImageName, Replacing, type VirtualMachineArgs } from "./args.js";
import { checkCloudInit } from "./cloud-init/validate.js";
import { planVirtualMachine, tierOf, type VirtualMachineInput } from "./plan.js";
import type { VirtualMachinePlan } from "./types.js";
import { checkDisks } from "./validate-disks.js";
import { checkIngress } from "./validate-ingress.js";
import { checkLogin } from "./validate-login.js";
import type { Checking } from "./validate-support.js";

/** Every argument but the target, by name. */
const known: Readonly<Record<Exclude<keyof VirtualMachineInput, "target">, true>> = {
  network: true,
  tier: true,
  zone: true,
  size: true,
  arch: true,
  image: true,
  diskGiB: true,
  dataDisks: true,
  cloudInit: true,
  ingress: true,
  login: true,
  public: true,
  spot: true,
  backup: true,
  replaceWhenChanged: true,
  deletionProtection: true,
};

/**
 * Everything about a machine that can be decided without the engine.
 * @throws ArgumentsError or UnsupportedError with everything that is wrong, before anything is registered
 */
export function settle<C extends CloudName>(name: string, args: VirtualMachineArgs<C>): VirtualMachinePlan<C> {
  const input = args as unknown as VirtualMachineInput<C>;
  const { cloud, implementations } = args.target;
  const { rules, unsupported, children } = implementations.virtualMachine;
  const problems = new Problems();
  const checking: Checking = {
    problems,
    cloud,
    region: args.target.region,
    input: input as unknown as VirtualMachineInput,
    rules,
    unsupported(argument, circumstance) {
      const limitation = unsupported[circumstance];
      if (limitation !== undefined) problems.unsupported("VirtualMachine", cloud, argument, limitation);
      return limitation !== undefined;
    },
  };
  checkKnown(problems, args, known, cloud);
  for (const flag of ["public", "spot", "deletionProtection"] as const) checkFlag(problems, flag, input[flag]);
  checkPlace(checking);
  const machine = checkMachine(checking);
  checkImage(checking);
  checkDisks(checking);
  checkCloudInit(checking);
  checkIngress(checking);
  checkLogin(checking);
  checkLife(checking, machine);
  checkOverrides(problems, cloud, (args as Readonly<Record<string, unknown>>)[cloud], children);
  problems.throwIfAny(`VirtualMachine "${name}"`);
  return planVirtualMachine(input, machine as Machine, cloud, rules);
}

function checkPlace({ problems, cloud, region, input, rules }: Checking): void {
  const { network, zone } = input;
  if (network === undefined || network === null) {
    problems.add("network", `${describe(network)} is no network; give one of the same target`);
    return;
  }
  if (!checkSameCloud(problems, "network", network, cloud)) return;
  if (network.target.region !== region)
    problems.add("network", `network "${network.networkName}" is in ${network.target.region}; use one in ${region}`);
  const tier = tierOf(input);
  const kind = network.tierKinds[tier];
  const tiers = Object.keys(network.subnetIds);
  if (!tiers.includes(tier))
    problems.add("tier", `${describe(tier)} is not a tier of network "${network.networkName}"; use ${list(tiers)}`);
  else if (input.public === true && kind !== "public")
    problems.add(
      "tier",
      `"${tier}" is ${kind}, and a public machine needs a public tier; leave tier out, or use ${list(
        tiers.filter((one) => network.tierKinds[one] === "public"),
      )}`,
    );
  const slots = Object.keys(network.zones);
  if (zone !== undefined && !slots.includes(zone))
    problems.add(
      "zone",
      `${describe(zone)} is not a zone of network "${network.networkName}"; ` +
        (slots.length === 0 ? "it has none, leave zone out" : `use ${list(slots)}`),
    );
  if (zone === undefined && slots.length === 0 && rules.zonal)
    problems.add("network", `network "${network.networkName}" states no zones; give them to Network.fromExisting`);
}

function checkMachine({ problems, cloud, input, rules, unsupported }: Checking): Machine | undefined {
  const { size = "small", arch = Arch.X86 } = input;
  if (typeof size === "string" && unsupported("size", `size: ${size} with arch: ${arch}`)) return undefined;
  return machineOf(problems, { cloud, table: rules.sizes, size, arch, path: "size", archPath: "arch" });
}

function checkImage({ problems, cloud, input, rules, unsupported }: Checking): void {
  const image: unknown = input.image;
  if (input.cloudInit !== undefined) unsupported("cloudInit", `cloudInit with image: ${image}`);
  for (const [name, disk] of Object.entries(input.dataDisks ?? {}))
    if (disk?.mount !== undefined) unsupported(`dataDisks.${name}.mount`, `dataDisks.*.mount with image: ${image}`);
  const names = Object.values(ImageName);
  if (typeof image === "object" && image !== null && !("apply" in image)) {
    const own = (image as ImageByCloud)[cloud as keyof ImageByCloud];
    const { pattern, example } = rules.image;
    if (own === undefined)
      problems.add(`image.${cloud}`, `nothing is given, but the target is on ${cloud}; name one, as in "${example}"`);
    else if (typeof own !== "string" || !pattern.test(own))
      problems.add(`image.${cloud}`, `${describe(own)} is not an image of ${cloud}; use the form "${example}"`);
  } else if (!names.includes(image as ImageName))
    problems.add("image", `${describe(image)} is not an image; use ${list(names)}, or { ${cloud}: "<image>" }`);
}

/** How long the machine lives, and what replaces it. */
function checkLife({ problems, cloud, input, rules, unsupported }: Checking, machine: Machine | undefined): void {
  if (input.spot === true && machine !== undefined && rules.noSpot(machine.type))
    unsupported("spot", "spot with a size of the B family");
  if (input.spot === true && input.deletionProtection === true)
    unsupported("deletionProtection", "deletionProtection with spot");
  const backup: unknown = input.backup;
  if (backup !== undefined && backup !== false) {
    const days =
      typeof backup === "object" && backup !== null ? (backup as { keepDays?: unknown }).keepDays : undefined;
    const { least, most } = rules.keepDays;
    if (days === undefined)
      problems.add("backup", `${describe(backup)} is not possible; use false, or { keepDays: ${Math.max(7, least)} }`);
    else if (typeof days === "number" && Number.isInteger(days) && days > 0 && (days < least || days > most))
      problems.add("backup.keepDays", `${days} is not possible on ${cloud}; use ${least} to ${most}`);
    else checkWhole(problems, "backup.keepDays", days, least, most);
  }
  const replacing: unknown = input.replaceWhenChanged;
  if (replacing === undefined) return;
  if (!Array.isArray(replacing))
    problems.add("replaceWhenChanged", `${describe(replacing)} is not a list; use ["image"], ["cloudInit"] or both`);
  else
    for (const [i, one] of replacing.entries())
      checkChoice(problems, `replaceWhenChanged[${i}]`, one, Object.values(Replacing));
}

function list(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(" or ");
}
