import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Resource } from "../core/resource.js";
import { type PackFacts, packInfo } from "./metadata.js";
import { Inputs, stackResource } from "./requests.js";

/**
 * Takes down what a preview registers, and judges nothing: the engine leaves the rules of the whole stack out once a rule of
 * a single resource has stopped it, and who wants a report wants all.
 */
export class Recorder {
  readonly #pack: PackFacts;
  readonly #inputs = new Inputs();
  #resources: readonly Resource[] | undefined;

  constructor(pack: PackFacts) {
    this.#pack = pack;
  }

  /** Every resource of the stack, with its checked inputs; undefined where the preview did not come to its end. */
  get resources(): readonly Resource[] | undefined {
    return this.#resources;
  }

  info(): analyzer.AnalyzerInfo {
    return packInfo(this.#pack, []);
  }

  configure(): void {}

  configureStack(request: analyzer.AnalyzerStackConfigureRequest): void {
    this.#inputs.configureStack(request);
  }

  remediate(): analyzer.RemediateResponse {
    return new analyzer.RemediateResponse();
  }

  analyze(request: analyzer.AnalyzeRequest): Uint8Array {
    this.#inputs.keep(request.getUrn(), this.#inputs.open(request));
    return Buffer.alloc(0);
  }

  analyzeStack(request: analyzer.AnalyzeStackRequest): analyzer.AnalyzeResponse {
    this.#resources = request.getResourcesList().map((r) => stackResource(r, this.#inputs.kept(r.getUrn())));
    return new analyzer.AnalyzeResponse();
  }
}
