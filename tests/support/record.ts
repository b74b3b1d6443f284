import * as pulumi from "@pulumi/pulumi";

/** One resource as a program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly custom: boolean;
  readonly urn: string;
  /** URN of the parent; the stack's for resources at the top. */
  readonly parent: string;
  /** Type and name of the provider, as `pulumi:providers:aws::aws-eu-west-1`; empty for the default provider. */
  readonly provider: string;
  /** Providers handed on to children, by package. */
  readonly providers: Readonly<Record<string, string>>;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly dependsOn: readonly string[];
  /** Property -> URNs of the resources that its value was made from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly aliases: readonly string[];
  /** `path:line` of the reported position; empty when there is none. */
  readonly position: string;
  /** The whole reported stack, as `path:line`, without frames that have no position. */
  readonly stack: readonly string[];
}

export interface RecordOptions {
  /** Imitates a preview: ids and outputs are unknown, only inputs are echoed, and names that AWS's provider chooses. @default false */
  readonly preview?: boolean;
  /** Outputs beyond the inputs, by resource; `id` is the resource's id. @default - `arn`, `name`, `selfLink` and the like, made from the name */
  readonly outputs?: (type: string, name: string, inputs: Record<string, unknown>) => Record<string, unknown>;
  /** Answers of functions, by token. @default - the arguments */
  readonly call?: (token: string, inputs: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * Runs a program against mocks and returns everything that it registered, sorted by URN: registrations are concurrent
 * and have no order of their own.
 *
 * It waits for every registration, so a resource that is made late is in the list. What the program throws is thrown,
 * also from inside an `apply`, where it would otherwise be an unhandled rejection that belongs to no test.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Registered[]> {
  const seen: Registered[] = [];
  const escaped: unknown[] = [];
  const trap = (reason: unknown) => escaped.push(reason);
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", trap);
  try {
    await pulumi.runtime.setMocks(mocks(options), "project", "stack", options.preview ?? false);
    watch(seen);
    await pulumi.runtime.runInPulumiStack(async () => {
      await program();
      return {};
    });
    await pulumi.runtime.disconnect();
  } finally {
    await settled();
    process.off("unhandledRejection", trap);
    for (const other of others) process.on("unhandledRejection", other);
  }
  if (escaped.length > 0) throw escaped[0];
  const resources = seen.filter((resource) => resource.type !== "pulumi:pulumi:Stack");
  return resources.sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
}

/** Lets rejections that belong to this run arrive: after a failed program they come late, one for each promise. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What a program throws, as an error; fails when it throws nothing. */
export async function failure(program: () => unknown, options: RecordOptions = {}): Promise<Error> {
  try {
    await record(program, options);
  } catch (error) {
    return error as Error;
  }
  throw new Error("the program was expected to fail");
}

function mocks(options: RecordOptions): pulumi.runtime.Mocks {
  return {
    newResource({ type, name, inputs, id }) {
      if (type.startsWith("kubernetes:")) inputs = withObjectName(name, inputs);
      if (options.preview) return { id: undefined, state: { ...namedBefore(type, name, inputs, options), ...inputs } };
      const { id: ownId, ...outputs } = options.outputs?.(type, name, inputs) ?? {};
      return { id: id || String(ownId ?? `${name}-id`), state: { ...usual(name), ...inputs, ...outputs } };
    },
    call: ({ token, inputs }) => ({ ...answers[token], ...(options.call?.(token, inputs) ?? inputs) }),
  };
}

/** What every test's cloud answers. */
const answers: Readonly<Record<string, Record<string, unknown>>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
};

/** The properties that the provider of AWS fills with a name before it makes anything, so that they are known in a preview. */
const autonamed: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventRule:EventRule": "name",
  "aws:cloudwatch/logGroup:LogGroup": "name",
  "aws:iam/instanceProfile:InstanceProfile": "name",
  "aws:iam/role:Role": "name",
  "aws:lambda/function:Function": "name",
  "aws:s3/bucket:Bucket": "bucket",
};

function namedBefore(type: string, name: string, inputs: Record<string, unknown>, { outputs }: RecordOptions) {
  const property = autonamed[type];
  if (property === undefined) return {};
  return { [property]: { ...usual(name), ...outputs?.(type, name, inputs) }[property] };
}

/** The provider of Kubernetes names objects before it makes them, so that their names are known in a preview too. */
function withObjectName(name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const metadata = inputs.metadata as { name?: string } | undefined;
  return metadata === undefined ? inputs : { ...inputs, metadata: { name: `${name}-0123abcd`, ...metadata } };
}

/** Outputs that many types have and that components read. */
function usual(name: string): Record<string, unknown> {
  return {
    name: `${name}-name`,
    bucket: `${name}-bucket`,
    arn: `arn:aws:mock:::${name}`,
    selfLink: `https://example.com/${name}`,
    bucketRegionalDomainName: `${name}.example.com`,
    primaryEndpoints: { blob: `https://${name}.blob.example.com/` },
  };
}

/** The part of the registration's message that this helper reads. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProvider(): string;
  getProvidersMap(): { toObject(): [string, string][] };
  getProtect(): boolean;
  getIgnorechangesList(): string[];
  getDependenciesList(): string[];
  getPropertydependenciesMap(): {
    forEach(visit: (urns: { getUrnsList(): string[] }, property: string) => void): void;
  };
  getAliasesList(): { getUrn(): string; getSpec(): { getName(): string } | undefined }[];
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
  getSourceposition(): Position | undefined;
  getStacktrace(): { getFramesList(): { getPc(): Position | undefined }[] } | undefined;
}
interface Position {
  getUri(): string;
  getLine(): number;
}
interface Monitor {
  registerResource(request: Request, callback: (error: unknown, response: unknown) => void): Promise<void>;
  newUrn(parent: string, type: string, name: string): string;
}

/**
 * Notes each request before the mocks answer it: the mocks themselves see neither parent nor options. They put the stack's type
 * into the URNs of its children, which the engine does not: taken out again.
 */
function watch(seen: Registered[]): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const answer = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    seen.push(registered(request, monitor.newUrn(request.getParent(), request.getType(), request.getName())));
    return answer(request, callback);
  };
}

function registered(request: Request, urn: string): Registered {
  const providers = request.getProvidersMap().toObject();
  const withoutStack = (text: string) => text.replace("::pulumi:pulumi:Stack$", "::");
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: plain(request.getObject()?.toJavaScript() ?? {}) as Record<string, unknown>,
    custom: request.getCustom(),
    urn: withoutStack(urn),
    parent: withoutStack(request.getParent()),
    provider: typeAndName(request.getProvider()),
    providers: Object.fromEntries(providers.map(([pkg, reference]) => [pkg, typeAndName(reference)])),
    protect: request.getProtect(),
    ignoreChanges: request.getIgnorechangesList(),
    dependsOn: request.getDependenciesList(),
    propertyDependencies: propertyDependencies(request),
    aliases: request.getAliasesList().map((alias) => alias.getUrn() || (alias.getSpec()?.getName() ?? "")),
    position: place(request.getSourceposition()),
    stack: (request.getStacktrace()?.getFramesList() ?? []).map((frame) => place(frame.getPc())).filter(Boolean),
  };
}

function propertyDependencies(request: Request): Record<string, string[]> {
  const entries: [string, string[]][] = [];
  request.getPropertydependenciesMap().forEach((urns, property) => {
    entries.push([property, urns.getUrnsList()]);
  });
  return Object.fromEntries(entries);
}

const secretMark = "4dabf18193072939515e22adb298388d";
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Wire values as a reader would write them: secrets opened, resource references as their URN, unknowns named. */
function plain(value: unknown): unknown {
  if (value === unknownValue) return "<unknown>";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  const mark = object[secretMark];
  if (mark === "1b47061264138c4ac30d75fd1eb44270") return plain(object.value);
  if (mark !== undefined && typeof object.urn === "string") return object.urn;
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, plain(inner)]));
}

/** `urn:pulumi:stack::project::parents$type::name::id` as `type::name`. */
function typeAndName(reference: string): string {
  const [, , types, name] = reference.split("::");
  return types === undefined ? "" : `${types.split("$").at(-1)}::${name}`;
}

function place(position: Position | undefined): string {
  return position === undefined ? "" : `${position.getUri().replace("file://", "")}:${position.getLine()}`;
}
