import { createRequire } from "node:module";
import { join } from "node:path";

/** What a class does when it is made: read by running it, with everything of Pulumi's own replaced by what only looks on. */
export interface Registered {
  readonly token: string;
  readonly required: readonly string[];
  readonly inputs: readonly string[];
  readonly outputOnly: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly aliases: readonly string[];
  /** What the class warns of when it is made. */
  readonly deprecated: string | undefined;
}

type Constructor = new (name: string, args: object, opts: object) => unknown;
interface Call {
  readonly props: Record<string, unknown>;
  readonly opts: { aliases?: { type?: string }[]; additionalSecretOutputs?: string[] };
}

/** Stands for the value of one argument. */
class Given {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
/** Stands for a value that the class has wrapped. */
class Wrapped {
  readonly inner: unknown;
  readonly secret: boolean;
  constructor(inner: unknown, secret: boolean) {
    this.inner = inner;
    this.secret = secret;
  }
}

const require = createRequire(import.meta.url);
let call: Call | undefined;
let warned: string | undefined;

class Resource {
  constructor(_type: string, _name: string, props: Record<string, unknown>, opts: Call["opts"]) {
    call = { props, opts };
  }
}

const output = (inner: unknown) => {
  const wrapped = new Wrapped(inner, false);
  return Object.assign(wrapped, { apply: () => wrapped });
};
const nothing: unknown = new Proxy(() => undefined, {
  get: (_, key) => (key === "prototype" ? {} : nothing),
  apply: () => nothing,
  construct: () => ({}),
});
const known: Record<string | symbol, unknown> = {
  __esModule: true,
  CustomResource: Resource,
  ComponentResource: Resource,
  ProviderResource: class {},
  secret: (inner: unknown) => new Wrapped(inner, true),
  output,
  log: { warn: (text: string) => (warned = text) },
  mergeOptions: (a: Call["opts"] = {}, b: Call["opts"] = {}) => ({
    ...a,
    ...b,
    aliases: [...(a.aliases ?? []), ...(b.aliases ?? [])],
    additionalSecretOutputs: [...(a.additionalSecretOutputs ?? []), ...(b.additionalSecretOutputs ?? [])],
  }),
};
const pulumi = new Proxy({}, { get: (_, key) => known[key] ?? nothing });

/** Puts what looks on in the place of `@pulumi/pulumi`, for every module that is loaded from now on. */
export function replacePulumi(): void {
  const modules = require("node:module") as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = modules._load;
  modules._load = (request, ...rest) =>
    request === "@pulumi/pulumi" || request.startsWith("@pulumi/pulumi/") ? pulumi : load(request, ...rest);
}

/** Runs the class of a file; undefined where the file has none of a custom resource. */
export function registeredBy(dir: string, file: string): Registered | undefined {
  const exported = Object.values(require(join(dir, file)) as Record<string, unknown>);
  const found = exported.find(
    (value): value is Constructor & { __pulumiType: string } =>
      typeof value === "function" && value.prototype instanceof Resource && "__pulumiType" in value,
  );
  if (found === undefined) return undefined;
  warned = undefined;
  const required = requiredOf(found);
  const all = make(found, new Proxy({}, { get: (_, name) => new Given(String(name)) }), {});
  const none = make(found, {}, { urn: "urn" });
  const keys = Object.keys(all.props);
  const inputs = keys.filter((key) => all.props[key] !== undefined);
  return {
    token: found.__pulumiType,
    required,
    inputs,
    outputOnly: keys.filter((key) => all.props[key] === undefined),
    defaults: Object.fromEntries(
      inputs.filter((key) => isPlain(none.props[key])).map((key) => [key, none.props[key]] as const),
    ),
    secretInputs: inputs.filter((key) => isSecret(all.props[key])),
    secretOutputs: all.opts.additionalSecretOutputs ?? [],
    aliases: (all.opts.aliases ?? []).flatMap(({ type }) => type ?? []),
    deprecated: warned,
  };
}

function make(of: Constructor, args: object, opts: object): Call {
  call = undefined;
  new of("name", args, opts);
  if (call === undefined) throw new Error(`${of.name} registers nothing`);
  return call;
}

/** The arguments without which the class throws, asked for one after another. */
function requiredOf(of: Constructor): string[] {
  const args: Record<string, Given> = {};
  for (;;) {
    try {
      make(of, args, {});
      return Object.keys(args);
    } catch (error) {
      const name = /^Missing required property '([^']+)'$/.exec((error as Error).message)?.[1];
      if (name === undefined || name in args) throw error;
      args[name] = new Given(name);
    }
  }
}

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);
const isSecret = (value: unknown): boolean => value instanceof Wrapped && (value.secret || isSecret(value.inner));
