/** The resources of the engine's requests, as the rules see them. */

import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { canonicalType, identitiesOf, type ProviderOf, type Resource, unwrap } from "../core/resource.js";
import type { Props } from "../core/value.js";
import { clearValues, inClear } from "./clear-values.js";

/** The properties of a request, as the protocol carries them. */
interface Struct {
  toJavaScript(): Props;
}

/** Checked inputs, or outputs, with secrets unwrapped. */
export interface Opened {
  readonly props: Props;
  /** Where they were. */
  readonly secrets: readonly string[];
  /** Those of them whose value the stack's configuration holds in clear. */
  readonly configuredInClear?: readonly string[];
}

/** The inputs of a run, as they are sent one by one before the whole stack. */
export class Inputs {
  readonly #byUrn = new Map<string, Opened>();
  #clear: ReadonlySet<string> = new Set();

  /** Takes the stack's own configuration, which the engine sends before any resource. */
  configureStack(request: analyzer.AnalyzerStackConfigureRequest): void {
    this.#clear = clearValues(request.getConfigMap().entries(), request.getConfigSecretKeysList());
  }

  open(request: analyzer.AnalyzeRequest): Opened {
    const inputs = plain(request.getProperties());
    const configuredInClear = inClear(inputs.props, inputs.secrets, this.#clear);
    return configuredInClear.length > 0 ? { ...inputs, configuredInClear } : inputs;
  }

  /** Keeps what was opened for when the whole stack is sent. */
  keep(urn: string, opened: Opened): void {
    this.#byUrn.set(urn, opened);
  }

  kept(urn: string): Opened | undefined {
    return this.#byUrn.get(urn);
  }
}

/** A resource before anything is known of the others. */
export function ownResource(type: string, request: analyzer.AnalyzeRequest, inputs: Opened): Resource {
  return {
    urn: request.getUrn(),
    type,
    name: request.getName(),
    ...inputs,
    ...provider(request.getProvider()),
    dependencies: {},
    identities: identitiesOf(inputs.props),
  };
}

/**
 * A resource of the whole stack, which the engine sends with its outputs.
 *
 * @param inputs  as they were sent before; undefined for one outside the targets of an update, of which there are outputs only
 */
export function stackResource(r: analyzer.AnalyzerResource, inputs: Opened | undefined): Resource {
  const outputs = plain(r.getProperties());
  const own = inputs ?? outputs;
  const dependencies: Record<string, readonly string[]> = {};
  r.getPropertydependenciesMap().forEach((on, property) => {
    dependencies[property] = on.getUrnsList();
  });
  return {
    urn: r.getUrn(),
    type: canonicalType(r.getType()),
    name: r.getName(),
    ...own,
    ...provider(r.getProvider()),
    dependencies,
    identities: identitiesOf(own.props, outputs.props),
  };
}

function plain(properties: Struct | undefined): Opened {
  const { value, secrets } = unwrap(properties?.toJavaScript() ?? {});
  return { props: value as Props, secrets };
}

function provider(of: analyzer.AnalyzerProviderResource | undefined): { provider?: ProviderOf } {
  return of ? { provider: { urn: of.getUrn(), props: plain(of.getProperties()).props } } : {};
}
