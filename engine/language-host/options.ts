import { splitShellWords } from "./shell-words.js";

/** The package managers that the runtime option `packagemanager` may name. */
export const PackageManager = { Auto: "auto", Npm: "npm", Yarn: "yarn", Pnpm: "pnpm", Bun: "bun" } as const;
export type PackageManager = (typeof PackageManager)[keyof typeof PackageManager];

/** What `runtime.options` of Pulumi.yaml, PulumiPolicy.yaml or PulumiPlugin.yaml asks for. */
export interface RuntimeOptions {
  /** Whether ts-node is registered before the program is loaded. @default true */
  readonly typescript: boolean;
  /** Path of the tsconfig for ts-node, relative to the program. @default - `tsconfig.json` beside the program */
  readonly tsconfig: string | undefined;
  /** Arguments for Node itself, before the program. @default [] */
  readonly nodeArgs: readonly string[];
  /** @default "auto": by environment and lockfile */
  readonly packageManager: PackageManager;
}

/**
 * Reads the runtime options of a project file.
 *
 * Unknown options are ignored, as the official host does: newer project files must keep working.
 *
 * @throws Error naming every option whose value is not usable, what it is and what is allowed
 */
export function readRuntimeOptions(options: Readonly<Record<string, unknown>>): RuntimeOptions {
  const problems: string[] = [];
  const typescript = options.typescript ?? true;
  if (typeof typescript !== "boolean") problems.push(problem("typescript", typescript, "true or false"));
  const tsconfig = options.tsconfig;
  if (tsconfig !== undefined && typeof tsconfig !== "string") problems.push(problem("tsconfig", tsconfig, "a path"));
  const allowed = Object.values<unknown>(PackageManager);
  const packageManager = options.packagemanager ?? PackageManager.Auto;
  if (!allowed.includes(packageManager)) {
    problems.push(problem("packagemanager", packageManager, `one of ${allowed.join(", ")}`));
  }
  const nodeArgs = readNodeArgs(options.nodeargs, problems);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    typescript: typescript === true,
    tsconfig: typeof tsconfig === "string" && tsconfig !== "" ? tsconfig : undefined,
    nodeArgs,
    packageManager: packageManager as PackageManager,
  };
}

function readNodeArgs(value: unknown, problems: string[]): string[] {
  if (value === undefined) return [];
  if (typeof value !== "string") {
    problems.push(
      problem("nodeargs", value, 'one string, for example "--max-old-space-size=4096 --enable-source-maps"'),
    );
    return [];
  }
  try {
    return splitShellWords(value);
  } catch (error) {
    problems.push(`runtime.options.nodeargs: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

function problem(option: string, value: unknown, allowed: string): string {
  return `runtime.options.${option} is ${JSON.stringify(value)}; allowed: ${allowed}`;
}

/** The environment variables through which @pulumi/pulumi's `cmd/run*` learn of the options. */
export function optionEnvironment(options: RuntimeOptions): Record<string, string> {
  return {
    ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}
