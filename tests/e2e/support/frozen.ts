import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { parse } from "yaml";
import { cloud } from "../../../sandbox/models/index.js";
import { decode, signatureKey, signatures } from "../../../sandbox/server/wire.js";
import type { PackageName } from "../../../sandbox/types.js";
import { worldFiles } from "../../../sandbox/world/directory.js";
import { WorldStore } from "../../../sandbox/world/store.js";

/** Where `npm run freeze` puts the states: a folder a version. */
export const frozenRoot = join(__dirname, "../../frozen");

/** The state that a version made of a stack, and where in the clouds its objects are. */
export interface Frozen {
  readonly resources: readonly FrozenResource[];
  readonly objects: readonly {
    readonly urn: string;
    readonly id: string;
    readonly pkg: PackageName;
    readonly account: string;
    readonly region?: string;
    readonly generation: number;
    readonly provider: string;
  }[];
}

interface FrozenResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
}

type Properties = Readonly<Record<string, JavaScriptValue>>;

/** Every version that has been frozen, with its stacks. */
export function frozenVersions(): { version: string; stacks: string[] }[] {
  const folders = readdirSync(frozenRoot, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name: version }) => {
    const files = readdirSync(join(frozenRoot, version)).filter((name) => name.endsWith(".json"));
    return { version, stacks: files.map((name) => name.replace(".json", "")).sort() };
  });
}

/** Reads a frozen state as if it had been made by the checkout at `project` in the world with this mark. */
export function readFrozen(version: string, stack: string, place: { world: string; project: string }): Frozen {
  const text = readFileSync(join(frozenRoot, version, `${stack}.json`), "utf8");
  return JSON.parse(text.replaceAll("{world}", place.world).replaceAll("{project}", place.project)) as Frozen;
}

/** Makes a world in which exactly the objects of frozen states exist, and returns those states for `pulumi stack import`. */
export function thaw(dir: string, version: string, stacks: readonly string[], project: string): Map<string, object> {
  const store = WorldStore.open(worldFiles(dir));
  try {
    return new Map(
      stacks.map((stack) => {
        const frozen = readFrozen(version, stack, { world: store.id, project });
        store.answered(
          objectsOf(frozen, stack).map((object) => store.insert(object, cloud.identities(object))),
          true,
        );
        return [
          stack,
          { version: 3, deployment: { secrets_providers: secretsOf(dir, stack), resources: frozen.resources } },
        ];
      }),
    );
  } finally {
    store.close();
  }
}

/** How the stack's secrets are to be kept: an import does not take it from the stack, and fails at the first secret. */
function secretsOf(dir: string, stack: string): object {
  const { encryptionsalt: salt } = parse(readFileSync(join(dir, "config", `Pulumi.${stack}.yaml`), "utf8"));
  return { type: "passphrase", state: { salt } };
}

function objectsOf({ resources, objects }: Frozen, stack: string) {
  const known = new Map(resources.map((resource) => [`${resource.urn} ${resource.id}`, resource]));
  return objects.map((object) => {
    const resource = known.get(`${object.urn} ${object.id}`);
    if (resource === undefined) throw new Error(`the frozen state does not have ${object.urn}`);
    const [inputs, outputs] = [plain(resource.inputs), plain(resource.outputs)];
    const secrets = { inputs: inputs.secrets, outputs: outputs.secrets };
    const sides = { inputs: inputs.props, outputs: outputs.props, secrets };
    const project = object.urn.split("::")[1] ?? "";
    return { region: undefined, ...object, type: resource.type, project, stack, ...sides };
  });
}

/** Properties of a state as the sandbox keeps them. A state has a secret as JSON text, the protocol as a value. */
function plain(properties: Properties = {}) {
  const opened = JSON.parse(JSON.stringify(properties), (_, value) =>
    value?.[signatureKey] === signatures.secret && "plaintext" in value
      ? { [signatureKey]: signatures.secret, value: JSON.parse(value.plaintext) }
      : value,
  );
  return decode(Struct.fromJavaScript(opened));
}

/** One step of `pulumi preview --json`. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly replaceReasons?: readonly string[] | null;
}

/** The uploaded code of a function: another version of it is another object, and nothing is lost. */
const uploads = /groundplan:index:Function\$(gcp:storage\/bucketObject:BucketObject|azure-native:storage:Blob)::/;

/** What a preview would replace or delete, with the properties that force it. */
export function losses(preview: { readonly steps: readonly Step[] }): string[] {
  const lost = preview.steps.filter(({ op, urn }) => /replace|delete|discard/.test(op) && !uploads.test(urn));
  const main = lost.filter(({ op, urn }) => op === "replace" || !lost.some((o) => o.op === "replace" && o.urn === urn));
  return main.map(({ op, urn, replaceReasons }) =>
    replaceReasons?.length ? `${op} ${urn} because of ${replaceReasons.join(", ")}` : `${op} ${urn}`,
  );
}
