/** The resources of a test as one run of the engine knows them. */

import { nearest } from "../../components/core/nearest.js";
import { type Props, UNKNOWN } from "../core/value.js";
import type { TestResource, TestResourceOptions } from "./types.js";
import { encodedProps, type Reference, referencesIn } from "./values.js";

const STACK = "urn:pulumi:dev::policy-test";

/** A resource in the engine's encoding. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Props;
  /** What the cloud adds to the inputs. */
  readonly outputs: Props;
  readonly provider: { readonly type: string; readonly urn: string; readonly name: string; readonly inputs: Props };
  readonly options: TestResourceOptions;
  /** URN of the parent, or an empty text. */
  readonly parent: string;
  /** Property -> URNs of the resources that it was made from. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** A resource of the test with its name. */
type Named = TestResource & { readonly name: string };

/**
 * The resources as the engine registers them in a preview, or in the update that makes them.
 *
 * @throws Error where two resources have one URN, or where a name is of no resource
 */
export function registered(resources: readonly TestResource[], preview: boolean): readonly Registered[] {
  const program = new Program(
    resources.map((one) => ({ ...one, name: one.name ?? "resource" })),
    preview,
  );
  return program.resources();
}

class Program {
  readonly #resources: readonly Named[];
  readonly #preview: boolean;
  readonly #byName: ReadonlyMap<string, Named>;
  readonly #providers: readonly string[];

  constructor(resources: readonly Named[], preview: boolean) {
    this.#resources = resources;
    this.#preview = preview;
    this.#byName = new Map(resources.map((one) => [one.name, one]));
    this.#providers = [...new Set(resources.map((one) => JSON.stringify(one.provider ?? {})))];
    const urns = resources.map(urnOf);
    const twice = urns.find((urn, index) => urns.indexOf(urn) !== index);
    if (twice !== undefined) throw new Error(`two resources of the test have the URN ${twice}: give each its own name`);
    for (const one of resources)
      if (!/^[\w-]+:[^:]*:\w+$/.test(one.type))
        throw new Error(`${one.name}.type is "${one.type}"; allowed: a type token, as in aws:s3/bucket:Bucket`);
  }

  resources(): readonly Registered[] {
    return this.#resources.map((one) => ({
      urn: urnOf(one),
      type: one.type,
      name: one.name,
      inputs: this.#inputs(one),
      outputs: this.#outputs(one),
      provider: this.#provider(one),
      options: one.options ?? {},
      parent: one.options?.parent === undefined ? "" : urnOf(this.#named(one.options.parent, one, "options.parent")),
      dependencies: this.#dependencies(one),
    }));
  }

  #inputs({ props, refs = {} }: Named, within: readonly string[] = []): Props {
    const inputs = encodedProps(props, this.#preview, (to) => this.#brought(to, within));
    if (!this.#preview) return inputs;
    const made = Object.entries(inputs).map(([name, value]) => [name, name in refs ? withoutTexts(value) : value]);
    return Object.fromEntries(made);
  }

  /** What the provider adds, and what other resources ask for. */
  #outputs(one: Named): Props {
    const asked = this.#resources.flatMap((other) => referencesIn(other.props)).filter(({ name }) => name === one.name);
    const names = new Set(["id", ...Object.keys(one.outputs ?? {}), ...asked.map(({ output }) => output)]);
    return Object.fromEntries([...names].map((output) => [output, this.#output(one, output, [])]));
  }

  #output(one: Named, output: string, within: readonly string[]): unknown {
    const said = Object.hasOwn(one.outputs ?? {}, output);
    if (!said && Object.hasOwn(one.props, output)) return this.#inputs(one, within)[output];
    if (this.#preview) return UNKNOWN.string;
    const made = encodedProps(one.outputs ?? {}, false, (to) => this.#brought(to, within));
    return said ? made[output] : `${one.name}-${output}`;
  }

  #brought({ name, output }: Reference, within: readonly string[]): unknown {
    const here = `${name}.${output}`;
    if (within.includes(here)) throw new Error(`ref goes round in a circle: ${[...within, here].join(" -> ")}`);
    return this.#output(this.#named(name, undefined, "ref"), output, [...within, here]);
  }

  #dependencies(one: Named): Record<string, readonly string[]> {
    const found = Object.entries(one.props).map(([property, value]): [string, readonly string[]] => {
      const names = [...referencesIn(value).map(({ name }) => name), ...(one.refs?.[property] ?? [])];
      return [property, [...new Set(names)].map((name) => urnOf(this.#named(name, one, property)))];
    });
    const rest = Object.entries(one.refs ?? {}).filter(([property]) => !(property in one.props));
    const bare = rest.map(([property, names]) => [property, names.map((n) => urnOf(this.#named(n, one, property)))]);
    return Object.fromEntries([...found.filter(([, urns]) => urns.length > 0), ...bare]);
  }

  #provider({ type, provider = {} }: Named): Registered["provider"] {
    const kind = `pulumi:providers:${type.slice(0, type.indexOf(":"))}`;
    const index = this.#providers.indexOf(JSON.stringify(provider));
    const name = index === 0 ? "default" : `provider-${index}`;
    const inputs = encodedProps(provider, this.#preview, (to) => this.#brought(to, []));
    return { type: kind, urn: `${STACK}::${kind}::${name}`, name, inputs };
  }

  #named(name: string, by: Named | undefined, where: string): Named {
    const found = this.#byName.get(name);
    if (found !== undefined) return found;
    const place = by === undefined ? where : `${by.name}.${where}`;
    const meant = nearest(name, this.#byName.keys());
    const hint = meant === undefined ? `there are ${[...this.#byName.keys()].join(", ")}` : `did you mean "${meant}"?`;
    throw new Error(`${place} names "${name}", which is no resource of the test: ${hint}`);
  }
}

function urnOf({ type, name }: Named): string {
  return `${STACK}::${type}::${name}`;
}

/** The value with each text of it unknown, as far as lists go. */
function withoutTexts(value: unknown): unknown {
  if (typeof value === "string") return UNKNOWN.string;
  return Array.isArray(value) ? value.map(withoutTexts) : value;
}
