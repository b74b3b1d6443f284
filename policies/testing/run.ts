/** The order in which the engine asks a pack, and what it makes of the answers. */

import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Props } from "../core/value.js";
import type { Registered } from "./program.js";
import { analyzeRequest, stackRequest } from "./requests.js";
import type { Outcome } from "./types.js";
import { decoded } from "./values.js";

/** A pack that holds the one policy of a test. */
export interface Host {
  remediate(request: analyzer.AnalyzeRequest): Promise<analyzer.RemediateResponse>;
  analyze(request: analyzer.AnalyzeRequest): Promise<analyzer.AnalyzeResponse>;
  analyzeStack(request: analyzer.AnalyzeStackRequest): Promise<analyzer.AnalyzeResponse>;
  /** What a diagnostic says. `resource` is the name of the resource that it is about, if it is about one. */
  read(diagnostic: analyzer.AnalyzeDiagnostic, resource: string | undefined): Partial<Outcome>;
  /** What it means that a remedy made no change but said why. */
  readFailed(why: string, resource: string): Partial<Outcome>;
}

/**
 * Takes the resources through one run: each is remedied and judged in the order of the program, and then the stack. What stops
 * a deployment does not stop the test, so that one test shows everything.
 */
export async function run(host: Host, resources: readonly Registered[]): Promise<Outcome> {
  const names = new Map(resources.map(({ urn, name }) => [urn, name]));
  const found: Partial<Outcome>[] = [];
  const judged = async (answer: () => Promise<analyzer.AnalyzeResponse>, about?: string) => {
    const read = async () =>
      (await answer()).getDiagnosticsList().map((one) => host.read(one, names.get(one.getUrn()) ?? about));
    found.push(...(await orFault(read, about)));
  };
  const made: Registered[] = [];
  for (const one of resources) {
    const { inputs, told } = await remedied(host, one);
    made.push({ ...one, inputs });
    found.push(...told);
    await judged(() => host.analyze(analyzeRequest({ ...one, inputs })), one.name);
  }
  await judged(() => host.analyzeStack(stackRequest(made)));
  return {
    violations: found.flatMap(({ violations = [] }) => violations),
    undecided: found.flatMap(({ undecided = [] }) => undecided),
    faults: found.flatMap(({ faults = [] }) => faults),
    remediated: found.flatMap(({ remediated = [] }) => remediated),
  };
}

/** The inputs as the engine goes on with them. */
async function remedied(host: Host, one: Registered): Promise<{ inputs: Props; told: readonly Partial<Outcome>[] }> {
  let { inputs } = one;
  const told = await orFault(async () => {
    const response = await host.remediate(analyzeRequest(one));
    return response.getRemediationsList().map((remedy): Partial<Outcome> => {
      if (remedy.getDiagnostic() !== "") return host.readFailed(remedy.getDiagnostic(), one.name);
      inputs = remedy.getProperties()?.toJavaScript() ?? inputs;
      const shown = decoded(inputs) as Props;
      return { remediated: [{ resource: one.name, inputs: shown, message: remedy.getDescription() }] };
    });
  }, one.name);
  return { inputs, told };
}

/** What a pack answers with an error ends the engine's run. */
async function orFault(
  ask: () => Promise<readonly Partial<Outcome>[]>,
  resource: string | undefined,
): Promise<readonly Partial<Outcome>[]> {
  try {
    return await ask();
  } catch (error) {
    return [{ faults: [{ ...about(resource), error: textOf(error) }] }];
  }
}

/** The field that says which resource, where one is known. */
export function about(resource: string | undefined): { readonly resource?: string } {
  return resource === undefined ? {} : { resource };
}

/** gRPC's errors are plain objects with a message. */
function textOf(error: unknown): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === "string" ? message : String(error);
}
