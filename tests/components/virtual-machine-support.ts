import type * as pulumi from "@pulumi/pulumi";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import type { CloudName, Target } from "../../components/core/clouds.js";
import { gcp } from "../../components/gcp.js";
import { Network, VirtualMachine, type VirtualMachineArgs } from "../../components/index.js";
import { failure, type Registered, record } from "../support/record.js";

export const targets = {
  aws: aws({ region: "eu-west-1" }),
  gcp: gcp({ project: "acme-dev", region: "europe-west1" }),
  azure: azure({ region: "westeurope" }),
};
export type Cloud = keyof typeof targets;
export const clouds = Object.keys(targets) as Cloud[];

/** The loosely typed arguments of a machine in the tests: what a program in JavaScript could say. */
export type Loose = Readonly<Record<string, unknown>>;

/** Answers of the functions that machines ask. */
function call(token: string, inputs: Record<string, unknown>): Record<string, unknown> {
  return token === "aws:ssm/getParameter:getParameter"
    ? { ...inputs, value: "secret", insecureValue: "ami-0123456789abcdef0" }
    : inputs;
}

function outputs(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  if (type === "aws:ebs/volume:Volume") return { id: "vol-0123456789abcdef0" };
  if (type === "aws:ec2/keyPair:KeyPair") return { keyName: `${name}-of-${String(inputs.publicKey).split(" ")[2]}` };
  if (type === "gcp:serviceaccount/account:Account")
    return { email: `${inputs.accountId}@acme-dev.iam.gserviceaccount.com` };
  if (type === "azure-native:network:NetworkSecurityGroup")
    return { id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/${name}` };
  if (type === "gcp:compute/address:Address") return { address: "198.51.100.7" };
  if (type === "gcp:compute/instance:Instance") return { networkInterfaces: [{ networkIp: "10.0.0.5" }] };
  return {};
}

/** A network that exists already, so that a test sees the machine's own resources only. */
export function networkOf(cloud: Cloud) {
  const subnets = cloud === "aws" ? ["subnet-a", "subnet-b"] : ["subnet"];
  const zones = { aws: ["eu-west-1a", "eu-west-1b"], gcp: ["europe-west1-b", "europe-west1-c"], azure: ["1", "2"] }[
    cloud
  ];
  return Network.fromExisting<CloudName>("net", {
    target: targets[cloud] as unknown as Target,
    id: "network-id",
    cidr: "10.0.0.0/16",
    zones,
    subnetIds: {
      private: subnets.map((id) => `private-${id}`),
      public: subnets.map((id) => `public-${id}`),
      isolated: subnets.map((id) => `isolated-${id}`),
    },
  });
}

export function machineOn(cloud: Cloud, args: Loose = {}, name = "web"): VirtualMachine {
  const target = targets[cloud] as unknown as Target;
  const all = { target, network: networkOf(cloud), image: "ubuntu-24.04", ...args };
  return new VirtualMachine(name, all as unknown as VirtualMachineArgs);
}

const options = { call, outputs };

/** What a machine registers, without providers and components. */
export async function made(cloud: Cloud, args: Loose = {}, name = "web"): Promise<Registered[]> {
  const seen = await record(() => void machineOn(cloud, args, name), options);
  return seen.filter((resource) => resource.custom && !resource.type.startsWith("pulumi:"));
}

/** The options that a machine gives one kind of child, as an override gets to see them. */
export async function optionsOf(cloud: Cloud, kind: string, args: Loose = {}): Promise<pulumi.CustomResourceOptions> {
  let seen: pulumi.CustomResourceOptions = {};
  const look = (_args: object, opts: pulumi.CustomResourceOptions) => {
    seen = { ...opts };
  };
  await made(cloud, { ...args, [cloud]: { [kind]: look } });
  return seen;
}

export function recorded(program: () => unknown): Promise<Registered[]> {
  return record(program, options);
}

/** The problems that a machine's arguments have, as `path: reason`; fails when there are none. */
export async function refused(cloud: Cloud, args: Loose): Promise<string[]> {
  let registered = 0;
  const error = await failure(() => machineOn(cloud, args), {
    call,
    outputs(type, name, inputs) {
      if (type !== "pulumi:pulumi:Stack") registered++;
      return outputs(type, name, inputs);
    },
  });
  if (registered > 0) throw new Error(`${registered} resources were registered before the error: ${error.message}`);
  const found = (error as { errors?: readonly { propertyPath: string; reason: string }[] }).errors;
  if (found !== undefined) return found.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
  const one = error as unknown as { propertyPath?: string; reason?: string };
  if (one.propertyPath === undefined) throw error;
  return [`${one.propertyPath}: ${one.reason}`];
}
