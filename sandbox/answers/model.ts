import type { PackageName, Props } from "../types.js";

/** Something that exists without being made in the sandbox: an account's default VPC, a hand-made key, another team's network. */
export interface DeclaredObject {
  readonly pkg: PackageName;
  readonly type: string;
  readonly id: string;
  /** @default the account, project or subscription of the provider that looks for it */
  readonly account?: string;
  /** @default the region of the provider that looks for it */
  readonly region?: string;
  /** Inputs and outputs as far as the program asks for them; the rest follows from the type. */
  readonly properties: Props;
}

/** The user's answer to a function that the sandbox cannot answer. */
export interface FunctionAnswer {
  readonly token: string;
  /** Given only where all of these arguments are equal. @default for every call */
  readonly args: Props;
  readonly result: Props;
  /** Top-level properties of the result that are secret. */
  readonly secrets: readonly string[];
}

/** The outputs of a stack that lies in no sandbox, by its name as the program writes it. */
export interface StackAnswer {
  readonly outputs: Props;
  /** Names of the outputs that are secret. */
  readonly secrets: readonly string[];
}

/** What an environment of Pulumi ESC would give to a stack. */
export interface EnvironmentAnswer {
  /** Configuration, as in `values.pulumiConfig`. */
  readonly pulumiConfig: Props;
  /** Variables of the program, as in `values.environmentVariables`. */
  readonly environmentVariables: Readonly<Record<string, string>>;
  /** Keys of `pulumiConfig` that are secret. */
  readonly secrets: readonly string[];
}

/** What the user's `sandbox.yaml` says about the world around the program. Pure data; read anew when the file changes. */
export interface Answers {
  /** Where it was read, for messages; absent where the project has no such file. */
  readonly file?: string;
  /** Where the sandbox is signed in. */
  readonly accounts: Readonly<Partial<Record<"aws" | "gcp" | "azure-native", string>>>;
  readonly existing: readonly DeclaredObject[];
  readonly functions: readonly FunctionAnswer[];
  /** By the name that the program uses. */
  readonly stacks: Readonly<Record<string, StackAnswer>>;
  /** Configuration by stack name, "*" for every stack: values for secrets that cannot be read, and for what is missing. */
  readonly config: Readonly<Record<string, Props>>;
  /** By the name that the stack file imports, without a version. */
  readonly environments: Readonly<Record<string, EnvironmentAnswer>>;
  /** By the name of the quota as docs/sandbox-model.md lists it; replaces the cloud's default. `unlimited` of the file is infinity. */
  readonly quotas: Readonly<Record<string, number>>;
}

export const noAnswers: Answers = {
  accounts: {},
  existing: [],
  functions: [],
  stacks: {},
  config: {},
  environments: {},
  quotas: {},
};
