import { parseArgs } from "node:util";

export const clouds = ["aws", "gcp", "azure"] as const;
export type Cloud = (typeof clouds)[number];

/** What one run is asked to do. */
export interface Options {
  readonly cloud: Cloud;
  /** Account, project or subscription: the only one that may be changed. */
  readonly account: string;
  /** Directory of Entra; Azure only. */
  readonly tenant: string | undefined;
  readonly region: string;
  /** With a Kubernetes cluster as well, which takes a quarter of an hour more. */
  readonly cluster: boolean;
  /** What may be spent at most, in USD. */
  readonly budgetUsd: number;
  /** After so many minutes nothing more is made, and everything is deleted. */
  readonly minutes: number;
  /** The same against the sandbox clouds. */
  readonly sandbox: boolean;
  /** Nothing is made without it. */
  readonly yes: boolean;
  /** Takes credentials that a machine of the cloud has by itself. */
  readonly machineIdentity: boolean;
}

/** What a run cleans up instead of making something. */
export interface CleanUp {
  readonly clean: true;
}

/** A command line that cannot be followed; nothing was started. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "bad-argument";
}

/** What the sandbox takes where nothing is said: no account is needed there. */
const sandboxAccount: Record<Cloud, { account: string; tenant?: string }> = {
  aws: { account: "123456789012" },
  gcp: { account: "acme-verify" },
  azure: { account: "00000000-0000-0000-0000-000000000001", tenant: "00000000-0000-0000-0000-000000000002" },
};
const regions: Record<Cloud, string> = { aws: "eu-west-1", gcp: "europe-west1", azure: "westeurope" };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const accounts: Record<Cloud, { readonly shape: RegExp; readonly what: string }> = {
  aws: { shape: /^\d{12}$/, what: "the account's id of 12 digits" },
  gcp: { shape: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, what: "the project's id" },
  azure: { shape: uuid, what: "the subscription's id" },
};

export const usage = `usage: npm run verify:live -- <aws|gcp|azure> --account <id> [--yes]

Makes a small stack on a real cloud, tries what only a real cloud can settle, and deletes the stack again, whatever happens.

  --account <id>      account (aws), project (gcp) or subscription (azure); no other can be changed
  --tenant <id>       azure: the directory
  --region <name>     default ${Object.values(regions).join(", ")}
  --cluster           with a Kubernetes cluster, which takes about 25 minutes more
  --budget <usd>      what may be spent at most; default 1, with --cluster 2
  --minutes <number>  after so long nothing more is made; default 45, with --cluster 90
  --machine-identity  take the credentials that this machine has as a part of the cloud
  --yes               make it: without, only what would be made and what that may cost is said
  --sandbox           the same against the sandbox clouds: no account, nothing is spent

       npm run verify:live -- --clean
Deletes what earlier runs that were killed have left.`;

const spec = {
  account: { type: "string" },
  tenant: { type: "string" },
  region: { type: "string" },
  cluster: { type: "boolean", default: false },
  budget: { type: "string" },
  minutes: { type: "string" },
  "machine-identity": { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  sandbox: { type: "boolean", default: false },
  clean: { type: "boolean", default: false },
} as const;

/** Reads the command line. Throws UsageError with everything that is wrong. */
export function parse(argv: readonly string[]): Options | CleanUp {
  const { values, positionals } = parsed(argv);
  if (values.clean) return { clean: true };
  const [cloud, ...rest] = positionals;
  if (!isCloud(cloud) || rest.length > 0)
    throw new UsageError(`name one cloud of ${clouds.join(", ")}, not ${positionals.join(" ") || "none"}\n\n${usage}`);
  const problems: string[] = [];
  const options: Options = {
    cloud,
    ...identity(cloud, values, problems),
    region: values.region ?? regions[cloud],
    cluster: values.cluster,
    budgetUsd: positive("budget", values.budget, values.cluster ? 2 : 1, problems),
    minutes: positive("minutes", values.minutes, values.cluster ? 90 : 45, problems),
    sandbox: values.sandbox,
    yes: values.yes,
    machineIdentity: values["machine-identity"],
  };
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return options;
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: spec, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

function isCloud(word: string | undefined): word is Cloud {
  return clouds.some((cloud) => cloud === word);
}

function identity(
  cloud: Cloud,
  values: { readonly account?: string; readonly tenant?: string; readonly sandbox: boolean },
  problems: string[],
): Pick<Options, "account" | "tenant"> {
  const known = values.sandbox ? sandboxAccount[cloud] : undefined;
  const account = values.account ?? known?.account;
  const tenant = values.tenant ?? known?.tenant;
  const { shape, what } = accounts[cloud];
  if (account === undefined || !shape.test(account))
    problems.push(`--account is ${account ?? "missing"}, but must be ${what} that may be changed`);
  if (cloud === "azure" && (tenant === undefined || !uuid.test(tenant)))
    problems.push(`--tenant is ${tenant ?? "missing"}, but must be the directory's id`);
  return { account: account ?? "", tenant };
}

function positive(name: string, value: string | undefined, preset: number, problems: string[]): number {
  const number = value === undefined ? preset : Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  problems.push(`--${name} is ${value}, but must be a number above 0`);
  return preset;
}
