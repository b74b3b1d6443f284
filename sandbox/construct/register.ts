import { sdkOf } from "../models/objects.js";
import { at, isRecord, text } from "../models/values.js";
import { encode } from "../server/wire.js";
import type { Props, Session } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import { kindOf, type Manifest } from "./manifests.js";
import type { Monitor, Registered } from "./monitor.js";
import { dependencies } from "./order.js";

export interface Registration {
  readonly session: Session;
  readonly monitor: Monitor;
  readonly component: string;
  readonly manifests: readonly Manifest[];
  /** Put before the names of all children. "" leaves them as they are. */
  readonly prefix: string;
  readonly skipAwait: boolean;
  /** What is secret of the component's arguments. */
  readonly marks: SecretMarks;
  /** Whether the resource stays when the program no longer has it. */
  readonly isKept?: (manifest: Manifest) => boolean;
}

/** Registers objects as children of a component: each after what it needs, all others side by side. */
export async function registerAll(registration: Registration): Promise<Registered[]> {
  const before = dependencies(registration.manifests);
  const done = new Map<Manifest, Promise<Registered>>();
  const start = (manifest: Manifest): Promise<Registered> => {
    const found = done.get(manifest);
    if (found !== undefined) return found;
    const begun = Promise.all((before.get(manifest) ?? []).map(start)).then((needed) =>
      register(registration, manifest, needed),
    );
    done.set(manifest, begun);
    return begun;
  };
  const results = await Promise.allSettled(registration.manifests.map(start));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

function register(registration: Registration, manifest: Manifest, needed: readonly Registered[]): Promise<Registered> {
  const { session, monitor, component, prefix, marks } = registration;
  const { apiVersion, kind } = kindOf(manifest);
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
  const name = text(at(manifest, "metadata.name")) ?? "";
  const namespace = text(at(manifest, "metadata.namespace"));
  const plain = namespace === undefined ? name : `${namespace}/${name}`;
  const schema = sdkOf(session).resource(type);
  return monitor.child({
    type: schema?.token ?? type,
    name: prefix === "" ? plain : `${prefix}:${plain}`,
    parent: component,
    inputs: encode(registration.skipAwait ? notAwaited(manifest) : manifest, secretsOf(manifest, marks)),
    dependencies: needed.map(({ urn }) => urn),
    aliases: schema?.aliases ?? [],
    retainOnDelete: registration.isKept?.(manifest) ?? false,
    version: session.sdk.version,
  });
}

function notAwaited(manifest: Manifest): Props {
  const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  return { ...manifest, metadata: { ...metadata, annotations: { ...annotations, "pulumi.com/skipAwait": "true" } } };
}

/** The data of a Secret, and whatever holds a secret of the arguments. */
function secretsOf(manifest: Manifest, marks: SecretMarks): SecretMarks {
  const isSecret = manifest.kind === "Secret" && kindOf(manifest).apiVersion === "v1";
  const paths = isSecret ? ["data", "stringData"].filter((key) => key in manifest).map((key) => [key]) : [];
  return new SecretMarks(paths, marks.values);
}
