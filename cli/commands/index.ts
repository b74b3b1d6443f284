import type { Command } from "../arguments.js";
import { ExitCode } from "../errors.js";

/** A command before it is loaded: help lists it, and only the one that is asked for is read from disk. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** The exit code where the command cannot do its work. @default - what the error says, 1 in general */
  readonly failedCode?: number;
  load(): Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: "up",
    summary: "Preview with the policies, then create or change what the stack describes",
    load: async () => (await import("./up.js")).up,
  },
  {
    name: "preview",
    summary: "Show what `up` would do, and what the policies say; changes nothing",
    load: async () => (await import("./preview.js")).preview,
  },
  {
    name: "refresh",
    summary: "Bring the stack's state in line with what really exists",
    load: async () => (await import("./refresh.js")).refresh,
  },
  {
    name: "destroy",
    summary: "Delete everything that the stack made",
    load: async () => (await import("./destroy.js")).destroy,
  },
  {
    name: "outputs",
    summary: "Print the stack's outputs",
    load: async () => (await import("./outputs.js")).outputs,
  },
  {
    name: "invoke",
    summary: "Run the code of a function on this machine, as its cloud would call it",
    load: async () => (await import("./invoke.js")).invoke,
  },
  {
    name: "recover",
    summary: "Bring a stack back after a run was killed",
    load: async () => (await import("./recover.js")).recover,
  },
  {
    name: "policy check",
    failedCode: ExitCode.Usage,
    summary: "Judge a state file, a program or a stack by the policies",
    load: async () => (await import("./policy-check.js")).policyCheck,
  },
  {
    name: "policy baseline",
    failedCode: ExitCode.Usage,
    summary: "Write today's violations down as exceptions, to adopt the policies on what exists",
    load: async () => (await import("./policy-baseline.js")).policyBaseline,
  },
  {
    name: "sandbox start",
    summary: "Start the sandbox clouds and keep them running",
    load: async () => (await import("./sandbox-server.js")).sandboxStart,
  },
  {
    name: "sandbox status",
    summary: "Say whether they run, and what exists in them",
    load: async () => (await import("./sandbox-server.js")).sandboxStatus,
  },
  {
    name: "sandbox stop",
    summary: "Stop them; what exists in them stays",
    load: async () => (await import("./sandbox-server.js")).sandboxStop,
  },
  {
    name: "sandbox reset",
    summary: "Delete everything in them, and the states of the stacks there",
    load: async () => (await import("./sandbox-server.js")).sandboxReset,
  },
  {
    name: "sandbox run",
    summary: "Run any command, such as the stock `pulumi up`, with the sandbox as its clouds",
    load: async () => (await import("./sandbox-run.js")).sandboxRun,
  },
  {
    name: "sandbox env",
    summary: "Print the variables that attach an engine to a started sandbox",
    load: async () => (await import("./sandbox-env.js")).sandboxEnv,
  },
  {
    name: "sandbox check",
    summary: "Say whether what exists is consistent in itself and with the stacks' states",
    load: async () => (await import("./sandbox-check.js")).sandboxCheck,
  },
  {
    name: "sandbox drift",
    summary: "Change, delete or add things past every engine, as somebody does in a cloud's console",
    load: async () => (await import("./sandbox-drift.js")).sandboxDrift,
  },
];
