import { checkChoice, checkKnown, checkProperties, checkTable, checkWhole } from "../core/checks.js";
import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { checkOverrides } from "../core/overrides.js";
import { describe, implementationsOf } from "../core/target.js";
import { FunctionArch, type FunctionArgs, type FunctionOptions, Runtime } from "./args.js";
import { loadCode } from "./code/load.js";
import { storedBytes } from "./code/zip.js";
import { endingsOf, planFunction } from "./plan.js";
import type { FunctionImplementation, FunctionPlan, FunctionRules } from "./types.js";
import { checkEnv } from "./validate-env.js";
import { checkNetwork } from "./validate-network.js";
import { checkTriggerShapes, checkTriggers } from "./validate-triggers.js";

/** Every argument but the target, by name. */
const functionArguments: Readonly<Record<keyof FunctionOptions | "triggers" | "network", true>> = {
  code: true,
  runtime: true,
  entry: true,
  arch: true,
  memoryMiB: true,
  timeoutSeconds: true,
  env: true,
  minInstances: true,
  maxConcurrency: true,
  retry: true,
  logRetentionDays: true,
  triggers: true,
  network: true,
};

/** What the checks of one function work with. */
export interface Checking {
  readonly problems: Problems;
  readonly cloud: CloudName;
  readonly args: FunctionArgs;
  readonly rules: FunctionRules;
  readonly implementation: FunctionImplementation;
  /** Notes that the cloud cannot serve an argument, by the entry of its table; says whether that is so. */
  unsupported(path: string, entry?: string): boolean;
}

/**
 * Checks every argument, reads the code, and decides what can be decided without the engine. Throws everything that is
 * wrong at once; registers nothing.
 */
export function checkedPlan<C extends CloudName>(name: string, given: FunctionArgs<C>): FunctionPlan {
  const args = given as unknown as FunctionArgs;
  const checking = checkingOf(args);
  const { problems, cloud, rules, implementation } = checking;
  checkKnown(problems, args, functionArguments, cloud);
  const runs = checkRuntime(checking);
  checkNumbers(checking);
  checkEnv(checking);
  checkOverrides(
    problems,
    cloud,
    (args as unknown as Readonly<Record<string, unknown>>)[cloud],
    implementation.children,
  );
  const entry = checkEntryText(checking);
  const files = runs ? loadCode(problems, args.code, args.runtime, rules) : undefined;
  const triggers = checkTriggerShapes(checking);
  const network = checkNetwork(checking);
  const plan = planFunction(withoutWrong(args, { entry, triggers, network }), files ?? [], rules);
  if (triggers) checkTriggers(checking, plan);
  if (files !== undefined && entry) checkCode(checking, plan);
  problems.throwIfAny(`Function "${name}"`);
  return plan;
}

/** The arguments that can be planned with, where some are of no shape that a plan could be made from. */
function withoutWrong(
  args: FunctionArgs,
  fine: { readonly entry: boolean; readonly triggers: boolean; readonly network: boolean },
): FunctionArgs {
  const { entry, triggers, network, retry, ...rest } = args;
  return {
    ...rest,
    ...(fine.entry && entry !== undefined ? { entry } : {}),
    ...(fine.triggers && triggers !== undefined ? { triggers } : {}),
    ...(fine.network && network !== undefined ? { network } : {}),
    ...(retry?.maxAttempts === undefined ? {} : { retry }),
  };
}

/** What the checks of a function of these arguments work with, with no problem yet. */
export function checkingOf(args: FunctionArgs): Checking {
  const problems = new Problems();
  const { cloud } = args.target;
  const implementation = implementationsOf(args.target).function;
  return {
    problems,
    cloud,
    args,
    rules: implementation.rules,
    implementation,
    unsupported(path, entry) {
      const limitation = implementation.unsupported[entry ?? path];
      if (limitation !== undefined) problems.unsupported("Function", cloud, path, limitation);
      return limitation !== undefined;
    },
  };
}

/** Is there a runtime to look at the code for? */
function checkRuntime({ problems, cloud, args, rules, unsupported }: Checking): boolean {
  const { runtime, arch } = args;
  const known = Object.values<string>(Runtime).includes(runtime);
  if (!known || rules.runtimes[runtime] === undefined) {
    const names = Object.keys(rules.runtimes).map((name) => `"${name}"`);
    if (!known || !unsupported("runtime", `runtime=${runtime}`))
      problems.add("runtime", `${describe(runtime)} is not possible on ${cloud}; use ${names.join(" or ")}`);
  }
  if (arch !== undefined) {
    checkChoice(problems, "arch", arch, Object.values(FunctionArch));
    unsupported("arch", `arch=${arch}`);
  }
  return known;
}

function checkNumbers({ problems, cloud, args, rules, unsupported }: Checking): void {
  checkSteps(problems, cloud, "memoryMiB", args.memoryMiB, rules.memoryMiB);
  if (args.logRetentionDays === undefined || !unsupported("logRetentionDays"))
    checkSteps(problems, cloud, "logRetentionDays", args.logRetentionDays, rules.logRetentionDays);
  checkWhole(problems, "timeoutSeconds", args.timeoutSeconds, 1, rules.timeoutSeconds.direct);
  checkWhole(problems, "minInstances", args.minInstances, 0, rules.minInstances);
  checkWhole(problems, "maxConcurrency", args.maxConcurrency, rules.maxConcurrency.least, rules.maxConcurrency.most);
  const { minInstances = 0, maxConcurrency } = args;
  if (maxConcurrency !== undefined && minInstances > maxConcurrency)
    problems.add("minInstances", `${minInstances} is more than maxConcurrency, ${maxConcurrency}; use at most that`);
  const { retry } = args;
  if (retry === undefined || !checkTable(problems, "retry", retry, "{ maxAttempts }")) return;
  checkProperties(problems, "retry", retry, ["maxAttempts"]);
  checkWhole(problems, "retry.maxAttempts", retry.maxAttempts, 1, rules.maxAttempts);
}

type Steps = readonly number[] | { readonly least: number; readonly most: number };

function checkSteps(problems: Problems, cloud: CloudName, path: string, value: unknown, allowed: Steps): void {
  if (value === undefined) return;
  if ("least" in allowed) checkWhole(problems, path, value, allowed.least, allowed.most);
  else if (!allowed.includes(value as number))
    problems.add(path, `${describe(value)} is not possible on ${cloud}; use ${listed(allowed)}`);
}

function listed(values: readonly number[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** Is the entry one, as text? */
function checkEntryText({ problems, args: { entry, runtime } }: Checking): boolean {
  if (entry === undefined) return true;
  const custom = runtime === Runtime.Custom;
  const pattern = custom ? /^[^\s/][^\s]*$/ : /^[\w@-][\w@./-]*\.[A-Za-z_$][\w$]*$/;
  if (typeof entry === "string" && pattern.test(entry) && !entry.split("/").includes("..")) return true;
  const form = custom ? 'the path of the executable in the code, such as "bootstrap"' : 'in the form "src/api.handler"';
  problems.add("entry", `${describe(entry)} is not an entry; give it as plain text, ${form}`);
  return false;
}

function checkCode({ problems, cloud, rules, implementation }: Checking, plan: FunctionPlan): void {
  const { entry, files, runtime } = plan;
  if (!files.some(({ path }) => path === entry.file)) {
    const stem = runtime === Runtime.Custom ? entry.text : entry.text.slice(0, entry.text.lastIndexOf("."));
    const wanted = endingsOf(runtime).map((ending) => stem + ending);
    problems.add(
      "entry",
      `"${entry.text}" needs ${wanted.join(" or ")}, which is not in the code; it has ${sample(files)}`,
    );
    return;
  }
  const bytes = storedBytes(files);
  if (rules.archiveBytes !== undefined && bytes > rules.archiveBytes)
    problems.add(
      "code",
      `its archive has ${bytes} bytes, ${cloud} takes at most ${rules.archiveBytes}; exclude what is not needed, or bundle it`,
    );
  implementation.checkPackage(problems, plan);
}

function sample(files: FunctionPlan["files"]): string {
  const names = files.slice(0, 5).map(({ path }) => path);
  return `${names.join(", ")}${files.length > names.length ? ` and ${files.length - names.length} more` : ""}`;
}
