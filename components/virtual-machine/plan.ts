import { createHash } from "node:crypto";
import type { CloudName, NetworkSource } from "../core/clouds.js";
import type { Machine } from "../core/sizes/index.js";
import type { NetworkLike } from "../network/types.js";
import { DiskTier, type IngressRule, Replacing, type VirtualMachineOptions } from "./args.js";
import type { DataDiskPlan, IngressPlan, VirtualMachinePlan, VirtualMachineRules } from "./types.js";

/** What a plan is made of besides the neutral options. */
export interface VirtualMachineInput<C extends CloudName = CloudName> extends VirtualMachineOptions {
  readonly network: NetworkLike<C>;
  readonly ingress?: Readonly<Record<string, IngressRule<C>>>;
}

/** The user that a key is for when nobody says otherwise. */
export const usualUser = "ops";

/** Disks that a machine takes at most, and so the number of places. */
export const diskPlaces = 11;

/**
 * Everything about a machine that can be decided without the engine. Pure: it checks nothing and registers nothing.
 */
export function planVirtualMachine<C extends CloudName>(
  input: VirtualMachineInput<C>,
  machine: Machine,
  cloud: CloudName,
  rules: VirtualMachineRules,
): VirtualMachinePlan<C> {
  const { network, login, backup, image } = input;
  const replacing = input.replaceWhenChanged ?? [];
  return {
    network,
    tier: tierOf(input),
    zone: zoneOf(input),
    machine,
    imageName: typeof image === "string" ? image : undefined,
    image: typeof image === "string" ? rules.images[image][machine.arch] : (image[cloud] ?? ""),
    diskGiB: input.diskGiB ?? rules.disk.usual,
    dataDisks: planDisks(input.dataDisks ?? {}),
    cloudInit: input.cloudInit,
    ingress: Object.entries(input.ingress ?? {}).map(([name, rule]) => planRule(name, rule)),
    ssh: typeof login === "object" ? { publicKey: login.sshPublicKey, user: login.user ?? usualUser } : undefined,
    public: input.public ?? false,
    spot: input.spot ?? false,
    keepDays: backup ? backup.keepDays : undefined,
    replaceOn: {
      image: replacing.includes(Replacing.Image),
      cloudInit: replacing.includes(Replacing.CloudInit),
    },
    deletionProtection: input.deletionProtection ?? false,
  };
}

export function tierOf(options: Pick<VirtualMachineOptions, "tier" | "public">): string {
  return options.tier === undefined ? (options.public === true ? "public" : "private") : options.tier;
}

/** The zone that is asked for, otherwise the network's first. */
export function zoneOf(input: Pick<VirtualMachineInput, "zone" | "network">): string | undefined {
  return input.zone ?? Object.keys(input.network.zones)[0];
}

/**
 * A place follows from the disk's name, so that a disk which comes or goes moves no other; only two names that want the same
 * place are told apart by who is first.
 */
function planDisks(disks: NonNullable<VirtualMachineOptions["dataDisks"]>): DataDiskPlan[] {
  const taken = new Set<number>();
  return Object.entries(disks).map(([name, disk]) => {
    let place = createHash("sha256").update(name).digest().readUInt32BE(0) % diskPlaces;
    while (taken.has(place) && taken.size < diskPlaces) place = (place + 1) % diskPlaces;
    taken.add(place);
    return { name, sizeGiB: disk.sizeGiB, tier: disk.tier ?? DiskTier.Balanced, mount: disk.mount, place };
  });
}

function planRule<C extends CloudName>(name: string, rule: IngressRule<C>): IngressPlan<C> {
  const { port, protocol = "tcp", from } = rule;
  const cidrs = Array.isArray(from);
  return {
    name,
    protocol,
    fromPort: typeof port === "number" ? port : port.from,
    toPort: typeof port === "number" ? port : port.to,
    cidrs: cidrs ? (from as readonly string[]) : [],
    source: cidrs ? undefined : (from as NetworkSource<C>),
  };
}

/** What state shows of a machine's arguments: plain and structural. */
export function summarize(plan: VirtualMachinePlan): Record<string, unknown> {
  return {
    tier: plan.tier,
    ...(plan.zone === undefined ? {} : { zone: plan.zone }),
    machineType: plan.machine.type,
    arch: plan.machine.arch,
    image: plan.imageName ?? plan.image,
    dataDisks: plan.dataDisks.map(({ name }) => name),
    ingress: plan.ingress.map(({ name }) => name),
    login: plan.ssh === undefined ? "session" : "ssh",
    public: plan.public,
    spot: plan.spot,
    backup: plan.keepDays !== undefined,
    deletionProtection: plan.deletionProtection,
  };
}
