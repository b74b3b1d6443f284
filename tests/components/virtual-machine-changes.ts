import type * as pulumi from "@pulumi/pulumi";
import { cloud as sandbox } from "../../sandbox/models/index.js";
import type { PackageName, Props } from "../../sandbox/types.js";
import { sessionOf } from "../sandbox/models-world.js";
import type { Registered } from "../support/record.js";
import { type Cloud, type Loose, machineOn, recorded } from "./virtual-machine-support.js";

/** What a change does to a resource. */
export type Fate = "nothing" | "in place" | "another one";

const packages: Readonly<Record<Cloud, PackageName>> = { aws: "aws", gcp: "gcp", azure: "azure-native" };
const machineKinds = { aws: "instance", gcp: "instance", azure: "machine" } as const;
const kinds = /:(Instance|VirtualMachine|Volume|Disk)$/;

/** A resource with the options that its component gave it. */
interface Seen {
  readonly resource: Registered;
  readonly opts: pulumi.CustomResourceOptions;
}
/** The machine and its data disks, by type and suffix of their names. */
export type Known = ReadonlyMap<string, Seen>;

/** The machines of these arguments. They are made in one run, under names of one length, and equal ones once. */
export async function look(cloud: Cloud, wanted: readonly Loose[]): Promise<Known[]> {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const note = (_args: object, opts: pulumi.CustomResourceOptions, name: string) => {
    options.set(name, { ...opts });
  };
  const overrides = { [cloud]: { [machineKinds[cloud]]: note, dataDisk: note } };
  const texts = wanted.map((args) => JSON.stringify(args));
  const unique = [...new Set(texts)];
  const nameOf = (text: string) => `machine${String(unique.indexOf(text)).padStart(3, "0")}`;
  const resources = await recorded(() => {
    for (const text of unique) machineOn(cloud, { ...JSON.parse(text), ...overrides }, nameOf(text));
  });
  const found = resources.filter(({ type }) => kinds.test(type));
  return texts.map(nameOf).map((name) => {
    const own = found.filter((resource) => resource.name.startsWith(name));
    return new Map(own.map((resource) => [keyOf(resource, name), seen(resource, name, options.get(resource.name))]));
  });
}

function keyOf({ type, name }: Registered, machine: string): string {
  return `${type} ${name.slice(machine.length)}`;
}

/** The same texts for every machine: names, and what is made of them. */
function seen(resource: Registered, machine: string, opts: pulumi.CustomResourceOptions = {}): Seen {
  const text = JSON.stringify(resource.inputs).replace(new RegExp(`${machine}(-vm-[0-9a-f]{6})?`, "g"), "machine");
  return { resource: { ...resource, inputs: JSON.parse(text) }, opts };
}

/** What becomes of the machine, and of every data disk that is there before and after, as the sandbox's cloud has it. */
export function fatesOf(cloud: Cloud, before: Known, after: Known): { machine: Fate; disks: Fate[] } {
  const fates = [...before].flatMap(([key, old]) => {
    const other = after.get(key);
    return other === undefined ? [] : [[/:Volume |:Disk /.test(key), fate(cloud, old, other)] as const];
  });
  const machine = fates.find(([isDisk]) => !isDisk)?.[1] ?? "nothing";
  return { machine, disks: fates.filter(([isDisk]) => isDisk).map(([, found]) => found) };
}

function fate(cloud: Cloud, old: Seen, { resource, opts }: Seen): Fate {
  if (opts.replacementTrigger !== old.opts.replacementTrigger) return "another one";
  const { detailed } = sandbox.diff({
    session: sessionOf(packages[cloud]),
    type: resource.type,
    urn: resource.urn,
    id: resource.name,
    olds: old.resource.inputs as Props,
    oldOutputs: {},
    news: resource.inputs as Props,
    ignoreChanges: [],
  });
  const changes = Object.entries(detailed).filter(([path]) => !within(opts.ignoreChanges, path));
  const replaces = ([path, { kind }]: (typeof changes)[number]) =>
    kind.endsWith("-replace") || within(opts.replaceOnChanges, path);
  return changes.length === 0 ? "nothing" : changes.some(replaces) ? "another one" : "in place";
}

/** Is the path one of these, or below one? */
function within(paths: readonly string[] | undefined, path: string): boolean {
  return (paths ?? []).some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`));
}
