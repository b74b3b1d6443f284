import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import type { Engine } from "../../engine/index.js";
import { compiledCode } from "../../engine/paths.js";
import { EXCEPTIONS_FILE, EXCEPTIONS_VARIABLE } from "../../policies/core/exceptions.js";
import type { Attached } from "../../sandbox/index.js";
import { worldDirectory } from "../../sandbox/world/directory.js";
import { CliError, ExitCode } from "../errors.js";
import { say } from "../output.js";
import { assertRuntime, type Project, readStackFile } from "../project.js";
import { frontFor } from "../references/engine-front.js";
import { failure } from "./failures.js";
import type { FaultRun } from "./fault-run.js";
import { assertStack, type WantedStack } from "./known-stack.js";
import { commandOf } from "./pulumi.js";
import { prepareSandboxStack, type SandboxPlace } from "./sandbox-stack.js";

export interface SessionOptions extends WantedStack {
  /** The real clouds, with the user's own backend and credentials. */
  readonly live: boolean;
  /** A world of this run only. */
  readonly throwaway?: boolean;
  /** Policy packs besides the toolkit's own. */
  readonly policyPacks?: readonly string[];
  /** The packs that run, and no other. @default - the toolkit's own, those of the user's environment, and `policyPacks` */
  readonly onlyPacks?: readonly string[];
  /** Further variables of the engine's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Faults and time of this run. */
  readonly run?: FaultRun;
}

/** A stack, and everything that is needed to run Pulumi on it. */
export interface Session {
  readonly project: Project;
  readonly stackName: string;
  readonly live: boolean;
  readonly stack: Stack;
  readonly command: PulumiCommand;
  /** Variables that are laid over the environment of the engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Directory of the sandbox's world. */
  readonly world: string | undefined;
  close(): Promise<void>;
}

/** The pack that comes with the toolkit. */
const ownPack = join(__dirname, "..", "..", "policy-pack");

/**
 * Gets an engine, attaches the sandbox unless the run is live, and selects the stack. In the sandbox a stack that has a file
 * is created when it is first used, and one without a file is used where it was made already; on the real clouds none is ever
 * created, since a slip of the pen would make a new one.
 *
 * @throws CliError `unknown-stack`, `bad-stack-file`, `not-deployed`; EngineError; SandboxError
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { project, stack, live, throwaway } = options;
  assertStack(options, live || throwaway ? undefined : worldDirectory(project.root));
  readStackFile(project, stack);
  if (!live) assertRuntime(project);
  if (live && process.env.GROUNDPLAN_SANDBOX !== undefined)
    throw new CliError(
      "bad-argument",
      "--live means the real clouds, but this shell is attached to the sandbox (GROUNDPLAN_SANDBOX is set); use a shell of its own",
    );
  const { ensureEngine } = await import("../../engine/index.js");
  const engine = await ensureEngine({ progress: say });
  say(banner(options));
  const attached = live ? undefined : await attach(options);
  try {
    return await select(options, engine, attached);
  } catch (error) {
    await attached?.detach();
    throw error;
  }
}

function banner({ stack, live, throwaway }: SessionOptions): string {
  if (live) return `Stack ${stack} on the REAL clouds (--live), with your Pulumi login and your credentials`;
  const kind = throwaway ? "a throwaway sandbox: its clouds and its state are deleted at the end" : "the sandbox";
  return `Stack ${stack} in ${kind} (no real cloud is touched)`;
}

async function attach({ project, throwaway, run }: SessionOptions): Promise<Attached> {
  const { attachSandbox } = await import("../../sandbox/index.js");
  const more = run === undefined ? {} : { run: run.options };
  const attached = await attachSandbox({ projectDir: project.root, throwaway: throwaway ?? false, ...more });
  run?.begun(attached);
  return attached;
}

async function select(options: SessionOptions, engine: Engine, attached: Attached | undefined): Promise<Session> {
  const automation = await import("@pulumi/pulumi/automation/index.js");
  const { project, stack: stackName, live } = options;
  const front = live ? undefined : frontFor(project, engine.command);
  const command = await commandOf({ ...engine, ...front });
  const env = environment(options, attached);
  if (attached !== undefined)
    await useSandboxStack(
      env,
      { project, world: attached.world, env: attached.env, command: engine.command },
      stackName,
    );
  const workspace = await automation.LocalWorkspace.create({
    workDir: project.root,
    envVars: env,
    pulumiCommand: command,
  });
  const stack = await automation.Stack.select(stackName, workspace).catch((error: unknown) => {
    if (error instanceof automation.StackNotFoundError) throw notDeployed(stackName, project);
    if (String(error).includes("PULUMI_ACCESS_TOKEN must be set")) throw notLoggedIn(error);
    throw failure({ project, stackName, live, world: attached?.world }, error);
  });
  // What the Automation API would ask for after each run, and nobody here reads: two or three more runs of the engine.
  workspace.stackOutputs = async () => ({});
  stack.info = async () => undefined;
  const close = async () => attached?.detach();
  return { project, stackName, live, stack, command, env, world: attached?.world, close };
}

async function useSandboxStack(env: Record<string, string>, place: SandboxPlace, stack: string): Promise<void> {
  const { configFile, variables, notes } = await prepareSandboxStack(place, stack);
  for (const note of notes) say(note);
  Object.assign(env, variables, { PULUMI_OPTION_CONFIG_FILE: configFile });
}

function notDeployed(stack: string, project: Project): CliError {
  return new CliError(
    "not-deployed",
    `your Pulumi backend has no stack ${JSON.stringify(stack)}; create it with \`pulumi stack init ${stack}\` in ` +
      `${project.root}, or leave out --live to use the sandbox`,
  );
}

function notLoggedIn(cause: unknown): CliError {
  return new CliError(
    "not-logged-in",
    "Pulumi is not logged in to a backend, where the states of real stacks are kept; run `pulumi login` (Pulumi Cloud) or " +
      "`pulumi login s3://bucket`, or set PULUMI_BACKEND_URL; or leave out --live to use the sandbox",
    ExitCode.Failed,
    { cause },
  );
}

/** What the engine, the program and the packs find in their environment besides the user's own. */
function environment(options: SessionOptions, attached: Attached | undefined): Record<string, string> {
  const given = (process.env.PULUMI_OPTION_POLICY_PACK ?? "").split(",").filter((pack) => pack !== "");
  const own = existsSync(ownPack) ? [ownPack] : [];
  const exceptions = join(options.project.root, EXCEPTIONS_FILE);
  const packs = options.onlyPacks ?? [
    ...own,
    ...[...given, ...(options.policyPacks ?? [])].map((pack) => resolve(pack)),
  ];
  return {
    NODE_COMPILE_CACHE: compiledCode(),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The program looks here for whether policies are on, and the stock command reads it as --policy-pack.
    // The packs run in directories of their own.
    ...(existsSync(exceptions) ? { [EXCEPTIONS_VARIABLE]: process.env[EXCEPTIONS_VARIABLE] ?? exceptions } : {}),
    ...(packs.length > 0 ? { PULUMI_OPTION_POLICY_PACK: [...new Set(packs)].join(",") } : {}),
    ...options.env,
    ...attached?.env,
  };
}
