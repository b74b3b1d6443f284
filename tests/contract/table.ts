import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import type { CloudName, Implementation, Target } from "../../components/core/clouds.js";
import { gcp } from "../../components/gcp.js";
import { bucketRow } from "./bucket.js";
import { functionRow } from "./function.js";
import { namespaceRow, workloadRow } from "./kubernetes.js";
import { kubernetesClusterRow } from "./kubernetes-cluster.js";
import { networkRow } from "./network.js";
import { virtualMachineRow } from "./virtual-machine.js";

/** A program that makes one component: what is added to its arguments, or done with it afterwards. */
export type Make = (name: string, target: Target, extra?: object) => void;

/** Arguments that loosen a default, and the rules that this breaks. */
export interface Loosening {
  readonly title: string;
  readonly args: object;
  readonly rules: readonly string[];
  /** The program that shows it. @default - the variant `defaults` */
  readonly make?: Make;
}

/** What one component promises on one cloud, beyond what every component promises. */
export interface CloudRow {
  /** Programs which together make every kind of child. `defaults` is among them. */
  readonly variants: Readonly<Record<string, Make>>;
  /** Arguments that loosen a default, with exactly the rules that their docs name. */
  readonly loosenings: readonly Loosening[];
  /** What rules cannot tell in the first preview of the defaults, because it is made from values that do not exist yet. */
  readonly undecidedInPreview: readonly string[];
  /** An argument for each entry of the capability table. */
  readonly unsupported: Readonly<Record<string, Make>>;
  /** What has to be added so that nothing is protected. */
  readonly unprotected: object;
}

export interface Row {
  readonly component: string;
  readonly implementation: (target: Target) => Pick<Implementation<never, unknown>, "children" | "unsupported">;
  /** The argument that the overrides are in. @default - the cloud's name */
  readonly overridesKey?: string;
  /** The name of the provider that every child has. @default - the target's, `<cloud>-<key>` */
  readonly provider?: (target: Target) => string;
  readonly clouds: Readonly<Record<CloudName, CloudRow>>;
}

const rows: readonly Row[] = [
  networkRow,
  bucketRow,
  functionRow,
  virtualMachineRow,
  kubernetesClusterRow,
  namespaceRow,
  workloadRow,
];

/** Two targets of each cloud: two regions, two providers. */
export const targets: Readonly<Record<CloudName, readonly [Target, Target]>> = {
  aws: [neutral(aws({ region: "eu-west-1" })), neutral(aws({ region: "us-east-1" }))],
  gcp: [
    neutral(gcp({ project: "acme-dev", region: "europe-west1" })),
    neutral(gcp({ project: "acme-dev", region: "us-east1" })),
  ],
  azure: [neutral(azure({ region: "westeurope" })), neutral(azure({ region: "eastus" }))],
};

function neutral<C extends CloudName>(target: Target<C>): Target {
  return target as unknown as Target;
}

/** Every component on every cloud. */
export const cases = rows.flatMap((row) =>
  (Object.keys(targets) as CloudName[]).map((cloud) => {
    const [target, other] = targets[cloud];
    const { children, unsupported } = row.implementation(target);
    const contract = row.clouds[cloud];
    const defaults = contract.variants.defaults;
    if (defaults === undefined) throw new Error(`${row.component} on ${cloud} has no variant "defaults"`);
    const { component, overridesKey = cloud, provider = ({ key }: Target) => `${cloud}-${key}` } = row;
    const made = { component, cloud, target, other, children, overridesKey, provider };
    return { ...made, limits: unsupported, contract, defaults };
  }),
);
