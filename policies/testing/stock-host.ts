/** A policy of `@pulumi/policy`, served by that package's own server code: its proxy, its unknown values, its secrets. */

import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { isObject, type Props } from "../core/value.js";
import { levelOf } from "../pack/metadata.js";
import { about, type Host } from "./run.js";
import type { Outcome, StockPolicy, TestOptions } from "./types.js";

/** A handler of that package, as gRPC calls it. */
type Handler<Q, A> = (call: { readonly request: Q }, answer: (error: unknown, response: A) => void) => void;
type Make<Q, A> = (pack: string, version: string, level: string, policies: readonly StockPolicy[]) => Handler<Q, A>;

/** What that package exports for its own tests, and leaves out of its types. */
interface Server {
  readonly makeAnalyzeRpcFun: Make<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
  readonly makeAnalyzeStackRpcFun: Make<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>;
  readonly makeRemediateRpcFun: Make<analyzer.AnalyzeRequest, analyzer.RemediateResponse>;
}

/** @throws Error where the package is not there */
export async function stockHost(policy: StockPolicy, options: TestOptions): Promise<Host> {
  const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } = await server();
  const policies = [configured(policy, options)];
  const made = <Q, A>(make: Make<Q, A>) => promised(make("policy-test", "0.0.0", "advisory", policies));
  return {
    remediate: made(makeRemediateRpcFun),
    analyze: made(makeAnalyzeRpcFun),
    analyzeStack: made(makeAnalyzeStackRpcFun),
    read,
    readFailed: (message, resource) => ({ undecided: [{ resource, unknown: unknownIn(message), message }] }),
  };
}

async function server(): Promise<Server> {
  try {
    const module: { readonly default?: unknown } = await import("@pulumi/policy/server.js" as string);
    return (module.default ?? module) as Server;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(
      "testPolicy was given a policy of @pulumi/policy, and that package is not installed here: npm install --save-dev @pulumi/policy",
    );
  }
}

function promised<Q, A>(handler: Handler<Q, A>): (request: Q) => Promise<A> {
  return (request) =>
    new Promise((resolve, reject) => {
      handler({ request }, (error, response) => (error ? reject(error) : resolve(response)));
    });
}

/** The policy with a level and settings of its own: that package keeps what is configured to itself. */
function configured(policy: StockPolicy, { level, settings }: TestOptions): StockPolicy {
  const config = { ...defaultsOf(policy.configSchema), ...settings };
  const { validateResource, remediateResource, validateStack } = policy;
  return {
    ...policy,
    ...(level === undefined ? {} : { enforcementLevel: level }),
    ...(validateResource === undefined ? {} : { validateResource: withConfig(validateResource, config) }),
    ...(remediateResource === undefined ? {} : { remediateResource: withConfig(remediateResource, config) }),
    ...(validateStack === undefined ? {} : { validateStack: withConfig(validateStack, config) }),
  };
}

/** A function of a policy, or a list of them, that finds the settings in its arguments. What is attached to it stays. */
function withConfig(validate: unknown, config: Props): unknown {
  if (Array.isArray(validate)) return validate.map((one) => withConfig(one, config));
  if (typeof validate !== "function") return validate;
  const told = (args: object, ...rest: unknown[]): unknown => validate({ ...args, getConfig: () => config }, ...rest);
  return Object.assign(told, validate);
}

/** The engine fills in what the schema says. */
function defaultsOf(schema: unknown): Props {
  const properties = isObject(schema) && isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const known = properties.filter(([, one]) => isObject(one) && one.default !== undefined);
  return Object.fromEntries(known.map(([name, one]) => [name, (one as Props).default]));
}

function read(diagnostic: analyzer.AnalyzeDiagnostic, resource: string | undefined): Partial<Outcome> {
  const message = diagnostic.getMessage();
  const unknown = unknownIn(message);
  if (unknown.length > 0) return { undecided: [{ ...about(resource), unknown, message }] };
  return { violations: [{ ...about(resource), level: levelOf(diagnostic), problems: [], message }] };
}

/** The path in that package's message about an unknown value: "string value at .bucket can't be known during preview". */
function unknownIn(message: string): readonly string[] {
  const [, path] =
    /^can't run .* during preview: \w+ value at \.(.*) can't be known during preview$/s.exec(message) ?? [];
  return path === undefined ? [] : [path];
}
