import type { Registered } from "../support/record.js";
import type { Answer, ApiServer } from "./server.js";

type Loose = Readonly<Record<string, unknown>>;

/** A Kubernetes object as a program registered it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Loose;
}

/** The objects among recorded resources, namespaces first. */
export function manifestsOf(registered: readonly Registered[]): Manifest[] {
  const objects = registered.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
  const manifests = objects.map(({ inputs, name }) => named(inputs as unknown as Manifest, name));
  return manifests.sort((a, b) => Number(b.kind === "Namespace") - Number(a.kind === "Namespace"));
}

/** What the provider names itself has no name among the inputs. */
function named(manifest: Manifest, logicalName: string): Manifest {
  const metadata = { ...manifest.metadata, name: manifest.metadata?.name ?? `${logicalName}-0123abcd` };
  return { ...manifest, metadata };
}

const query = "fieldManager=groundplan&force=true&fieldValidation=Strict";

interface Place {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: unknown };
}

/** Where the API server has objects of a kind. */
export class Resources {
  readonly #server: ApiServer;
  readonly #paths = new Map<string, Promise<ReadonlyMap<string, { plural: string; namespaced: boolean }>>>();

  constructor(server: ApiServer) {
    this.#server = server;
  }

  async pathOf({ apiVersion, kind, metadata }: Place): Promise<string> {
    const base = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const found = this.#paths.get(base) ?? this.#discover(base);
    this.#paths.set(base, found);
    const resource = (await found).get(kind);
    if (resource === undefined) throw new Error(`The API server knows no ${kind} of ${apiVersion}`);
    return resource.namespaced
      ? `${base}/namespaces/${metadata.namespace ?? "default"}/${resource.plural}`
      : `${base}/${resource.plural}`;
  }

  async #discover(base: string) {
    const { body } = await this.#server.request("GET", base);
    const resources = (body.resources ?? []) as { name: string; kind: string; namespaced: boolean }[];
    const own = resources.filter(({ name }) => !name.includes("/"));
    return new Map(own.map(({ kind, name, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

/** Has the API server look at objects as an update would send them, without keeping any. */
export class Validator {
  readonly #server: ApiServer;
  readonly #resources: Resources;

  constructor(server: ApiServer) {
    this.#server = server;
    this.#resources = new Resources(server);
  }

  /** What is wrong with the objects of a program: refusals, warnings, values that come back changed. */
  async problems(manifests: readonly Manifest[]): Promise<string[]> {
    const problems: string[] = [];
    for (const manifest of manifests) {
      problems.push(...(await this.#look(manifest)));
      const pod = podOf(manifest);
      if (pod !== undefined) problems.push(...describe(pod, await this.#create(pod)));
    }
    return problems;
  }

  async #look(manifest: Manifest): Promise<string[]> {
    // A namespace is kept: what is in it is refused otherwise.
    const dryRun = manifest.kind === "Namespace" ? "" : "&dryRun=All";
    const path = `${await this.#resources.pathOf(manifest)}/${manifest.metadata.name}?${query}${dryRun}`;
    const answer = await this.#server.request("PATCH", path, manifest, "application/apply-patch+yaml");
    const problems = describe(manifest, answer);
    if (problems.length > 0) return problems;
    return changes(manifest, answer.body, "").map((change) => `${title(manifest)}: ${change}`);
  }

  async #create(pod: Manifest): Promise<Answer> {
    return this.#server.request(
      "POST",
      `${await this.#resources.pathOf(pod)}?${query.replace("&force=true", "")}&dryRun=All`,
      pod,
    );
  }
}

function title({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

/** GKE's controller reads nothing but this annotation. */
const expected = /annotation ."kubernetes\.io\/ingress\.class\\?" is deprecated/;

function describe(manifest: Manifest, { status, body, warnings }: Answer): string[] {
  if (status >= 300) return [`${title(manifest)}: ${status} ${String(body.message ?? JSON.stringify(body))}`];
  return warnings
    .filter((warning) => !expected.test(warning))
    .map((warning) => `${title(manifest)}: warning ${warning}`);
}

/** What came back otherwise than it was sent: each would be a difference at every refresh. */
function changes(sent: unknown, back: unknown, path: string): string[] {
  if (typeof sent !== "object" || sent === null)
    return sent === back
      ? []
      : [`${path} is sent as ${JSON.stringify(sent)} and comes back as ${JSON.stringify(back)}`];
  const inner = (back ?? {}) as Loose;
  // Write-only: the server moves it into `data`.
  const entries = Object.entries(sent).filter(([key]) => key !== "stringData");
  return entries.flatMap(([key, value]) => changes(value, inner[key], `${path}${path === "" ? "" : "."}${key}`));
}

/** The pod that a controller would make of an object: only pods themselves are held to the pod security standard. */
function podOf(manifest: Manifest): Manifest | undefined {
  const spec = manifest.spec as { template?: Template; jobTemplate?: { spec: { template: Template } } } | undefined;
  const template = spec?.jobTemplate?.spec.template ?? spec?.template;
  if (template === undefined) return undefined;
  const claims = (manifest.spec?.volumeClaimTemplates ?? []) as { metadata: { name: string } }[];
  const disks = claims.map(({ metadata: { name } }) => ({ name, persistentVolumeClaim: { claimName: name } }));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...template.metadata, ...manifest.metadata, name: `${manifest.metadata.name}-pod` },
    spec: { ...template.spec, volumes: [...((template.spec.volumes as unknown[]) ?? []), ...disks] },
  };
}

interface Template {
  readonly metadata: Loose;
  readonly spec: Loose;
}
