import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aws } from "../../../components/aws.js";
import { azure } from "../../../components/azure.js";
import { gcp } from "../../../components/gcp.js";
import { Network, type NetworkOptions, type Target } from "../../../components/index.js";
import { failure, type RecordOptions, type Registered, record } from "../../support/record.js";

/** A target of each cloud with nothing but what is required. */
export const targets = {
  aws: aws({ region: "eu-west-1" }),
  gcp: gcp({ project: "acme-dev", region: "europe-west1" }),
  azure: azure({ region: "swedencentral" }),
};
export type Cloud = keyof typeof targets;
export const clouds = Object.keys(targets) as Cloud[];

/** Answers and outputs that the network reads, in the shape of the real ones. */
export const world: RecordOptions = {
  call: (token, inputs) => {
    if (token === "aws:index/getAvailabilityZones:getAvailabilityZones")
      return { names: ["eu-west-1c", "eu-west-1a", "eu-west-1b"] };
    return inputs;
  },
  outputs: (type, name) => {
    if (type === "aws:ec2/vpc:Vpc") return { ipv6CidrBlock: "2a05:d018:1:ff00::/56", ownerId: "123456789012" };
    if (type === "aws:ec2/eip:Eip") return { allocationId: `${name}-allocation` };
    if (type === "azure-native:storage:StorageAccount")
      return { id: "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg" };
    return {};
  },
};

/** Any options, overrides and wrong values included: what a JavaScript program could pass. */
export type AnyOptions = Readonly<Record<string, unknown>>;

export function network(name: string, target: Target, options: AnyOptions = {}): Network {
  return new Network(name, { target, ...(options as NetworkOptions) });
}

/** The children of one network named `main`. */
export async function childrenOf(
  cloud: Cloud,
  options: AnyOptions = {},
  how: RecordOptions = world,
): Promise<Registered[]> {
  const seen = await record(() => network("main", targets[cloud], options), how);
  return seen.filter(({ type }) => !/^(pulumi:|groundplan:|azure-native:resources:)/.test(type));
}

/** The message of a network that must be refused; fails when something was registered. */
export async function refusal(cloud: Cloud, options: AnyOptions): Promise<string> {
  return (await failure(() => network("main", targets[cloud], options), world)).message;
}

/** One line a resource: type, name, inputs, and the options that matter. */
export function lines(resources: readonly Registered[]): string[] {
  return resources
    .map(({ type, name, inputs, ignoreChanges }) => {
      const ignored = ignoreChanges.length > 0 ? ` ignoring ${ignoreChanges.join(", ")}` : "";
      return `${type} ${name} ${JSON.stringify(sorted(inputs))}${ignored}`;
    })
    .sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** What one inventory has more and less than another. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}

/** The golden file of that name; UPDATE_GOLDEN=1 writes it. */
export function golden(name: string, now: readonly string[]): string[] {
  const file = join(__dirname, `golden/${name}.txt`);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, now.map((line) => `${line}\n`).join(""));
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : ["no golden file"];
}
