/**
 * What the two halves of the sandbox agree on.
 *
 * `server/ world/ process/` own the protocol, the sessions, the store and the life cycle; `schema/ models/ functions/` know
 * what the clouds accept, default, output and refuse. The second half is offered to the first as one `Cloud`
 * (`sandbox/models/index.ts` exports `cloud`), and sees the store only as a `WorldView`.
 */

import type { Answers, DeclaredObject } from "./answers/model.js";

/** The packages that the sandbox serves, one port each. */
export const packageNames = ["aws", "gcp", "azure-native", "kubernetes", "random", "tls"] as const;
export type PackageName = (typeof packageNames)[number];

/**
 * Property values as plain JSON, as the protocol carries them after decoding.
 *
 * Unknown values are `UNKNOWN`, at any depth. Secrets are unwrapped: the server remembers their paths, marks the same
 * paths in what it returns, and marks every returned string that contains a secret one. Assets are `AssetValue`,
 * archives `ArchiveValue`. A key whose value is `undefined` is absent.
 */
export type Props = Record<string, unknown>;

/** The class of `UNKNOWN`; there is one instance. */
export class Unknown {
  toString(): string {
    return "<unknown>";
  }
  toJSON(): never {
    throw new Error("an unknown value cannot be stored");
  }
}

/** A value that is not known yet (a computed output in a preview). Compare with `===`. */
export const UNKNOWN: Unknown = new Unknown();

/** An asset: `__asset` is the SHA-256 of its contents, the rest says where they are. */
export interface AssetValue {
  readonly __asset: string;
  readonly text?: string;
  readonly path?: string;
  readonly uri?: string;
}

/** An archive: `__archive` is its SHA-256, the rest says where its contents are. */
export interface ArchiveValue {
  readonly __archive: string;
  readonly assets?: Readonly<Record<string, AssetValue | ArchiveValue>>;
  readonly path?: string;
  readonly uri?: string;
}

/** An installed npm SDK package: its directory (with package.json) and its exact version. */
export interface SdkSource {
  readonly dir: string;
  readonly version: string;
}

/** A connection of an engine, opened by Configure. Facts come from the provider's inputs, never from real credentials. */
export interface Session {
  readonly pkg: PackageName;
  /** URN of the provider resource; models need it never. */
  readonly provider?: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly sdk: SdkSource;
  /** The provider's inputs, decoded (JSON-encoded nested values parsed), without the world mark and without secrets' wrapping. */
  readonly config: Readonly<Props>;
  /** AWS account, GCP project, Azure subscription, the cluster a kubeconfig points to; "local" for random and tls. */
  readonly account: string;
  /** Region or location of the provider where it has one. */
  readonly region: string | undefined;
  /** Seed of the world: part of every generated id, so that two worlds differ and one world repeats itself. */
  readonly seed: string;
  /** What the user's sandbox.yaml says. */
  readonly answers: Answers;
}

/** One object that exists in the world. */
export interface WorldObject {
  readonly pkg: PackageName;
  readonly type: string;
  readonly urn: string;
  readonly project: string;
  readonly stack: string;
  readonly account: string;
  readonly region: string | undefined;
  readonly id: string;
  /** 1 for the first object ever made under its URN, 2 for the next, ... */
  readonly generation: number;
  readonly inputs: Props;
  readonly outputs: Props;
  /** Sequence number of creation in this world, not a time. */
  readonly created: number;
}

/** The store as the models see it: committed objects of all stacks of the world. Filter by `account`/`region` yourself. */
export interface WorldView {
  /** The object of that type and id; of several (ids are not always unique) the newest. */
  find(type: string, id: string): WorldObject | undefined;
  byType(type: string): WorldObject[];
  /** How many objects of a type the stacks of the world have made. Cheap. */
  count(type: string): number;
  /** The URN of the deleted object that keeps a name (see `Cloud.keeps`). */
  keptName?(value: string): string | undefined;
  /** Every object one of whose identities (see `Cloud.identities`) equals the value. */
  byIdentity(value: string): WorldObject[];
  /** Live objects, without the object itself, one of whose input strings equals one of this object's identities. */
  users(object: WorldObject): WorldObject[];
}

/** What Check or CheckConfig refuses. `property` is a property path, "" for the resource as a whole. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** A refusal of the cloud: its own error code (`DependencyViolation`, `BucketAlreadyExists`) and a message with the fix. */
export interface CloudError {
  readonly code: string;
  readonly message: string;
  /** What is missing may come in the same update: the provider tries again for a while. */
  readonly passing?: boolean;
}

export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

/** What changes between the old and the new inputs. No entry in `detailed` means no change. */
export interface DiffResult {
  /** By property path (`tags.Name`, `ingress[0].toPort`). */
  readonly detailed: Readonly<Record<string, { readonly kind: DiffKind; readonly inputDiff?: boolean }>>;
  /** True where old and new cannot live side by side (a fixed unique name). @default false */
  readonly deleteBeforeReplace?: boolean;
  /** Output properties that keep their value through an update. @default none is promised */
  readonly stables?: readonly string[];
  /** Paths that are taken to change in place although no published source says so; none where the object is replaced. */
  readonly assumed?: readonly string[];
}

/** Pulumi's autonaming as the engine configured it for this resource. */
export interface Autonaming {
  readonly proposedName: string;
  readonly mode: "propose" | "enforce" | "disable";
}

/** Common to every request about one resource. */
export interface ResourceRequest {
  readonly session: Session;
  readonly type: string;
  readonly urn: string;
}

export interface CheckRequest extends ResourceRequest {
  readonly name: string;
  readonly news: Props;
  readonly olds: Props | undefined;
  readonly world: WorldView;
  /** 32 bytes of the next object under this URN: autonaming draws from them. */
  readonly randomSeed: Uint8Array;
  readonly autonaming?: Autonaming;
}

export interface DiffRequest extends ResourceRequest {
  readonly id: string;
  /** Inputs of the last deployment. */
  readonly olds: Props;
  readonly oldOutputs: Props;
  readonly news: Props;
  /** Property paths; the engine has already put the old values into `news`, so this matters for defaults only. */
  readonly ignoreChanges: readonly string[];
}

export interface CreateRequest extends ResourceRequest {
  readonly name: string;
  readonly inputs: Props;
  /** Which object under this URN this is: ids and addresses derive from URN, seed and generation. */
  readonly generation: number;
  /** A preview: leave UNKNOWN what a real provider knows only after creation. Nothing is stored. */
  readonly preview: boolean;
  readonly world: WorldView;
}

export interface UpdateRequest extends ResourceRequest {
  readonly id: string;
  readonly olds: Props;
  readonly oldOutputs: Props;
  readonly news: Props;
  /** The stored object; undefined where it was removed behind the engine's back (the real cloud answers NotFound). */
  readonly object: WorldObject | undefined;
  readonly preview: boolean;
  readonly world: WorldView;
}

export interface ReadRequest extends ResourceRequest {
  readonly id: string;
  /** The stored object, or undefined: what always exists (a default VPC) may be answered all the same. */
  readonly object: WorldObject | undefined;
  /** What the engine knows: empty for an import or a `get`. */
  readonly inputs: Props;
  readonly state: Props;
  readonly world: WorldView;
}

export interface InvokeRequest {
  readonly session: Session;
  readonly token: string;
  readonly args: Props;
  readonly world: WorldView;
  readonly preview: boolean;
}

/** An object that was made, or changed, and did not come to life while the provider waited for it. */
export interface Unready {
  readonly message: string;
  readonly reasons: readonly string[];
}

export type CreateOutcome =
  | { readonly id: string; readonly outputs: Props; readonly unready?: Unready | undefined }
  | { readonly error: CloudError };
export type UpdateOutcome =
  | { readonly outputs: Props; readonly unready?: Unready | undefined }
  | { readonly error: CloudError };
/** `undefined`: there is no such object; a refresh then drops it from the state. */
export type ReadOutcome =
  | { readonly id: string; readonly inputs: Props; readonly outputs: Props }
  | { readonly error: CloudError }
  | undefined;
export type InvokeOutcome =
  | {
      readonly result: Props /** Top-level properties of the result that are secret. */;
      readonly secrets?: readonly string[];
    }
  | { readonly failures: readonly CheckFailure[] }
  | { readonly error: CloudError };
export type ConfigureOutcome =
  | { readonly account: string; readonly region: string | undefined }
  | { readonly failures: readonly CheckFailure[] };

/**
 * What the models half offers to the server half. Every function is pure over its arguments and synchronous; one that
 * throws is reported to the user as a defect of the sandbox, with the resource's URN.
 */
export interface Cloud {
  /** Judges a provider's inputs. `env` is the environment of the engine's own process as far as it is harmless: no credentials. */
  configure(
    pkg: PackageName,
    config: Props,
    context: { readonly sdk: SdkSource; readonly env: NodeJS.ProcessEnv },
  ): ConfigureOutcome;
  /** What sandbox.yaml says of a package and its SDK does not have: a line each, with its path, what is allowed and the fix. */
  answerProblems(pkg: PackageName, sdk: SdkSource, answers: Answers): readonly string[];
  /** Applies defaults and names; refuses what the cloud would refuse before anything is made. */
  check(request: CheckRequest): { readonly inputs: Props; readonly failures: readonly CheckFailure[] };
  diff(request: DiffRequest): DiffResult;
  /** Decides id and outputs of a new object. The server stores it. */
  create(request: CreateRequest): CreateOutcome;
  /** Outputs of an object that exists with this id without having been made here, as far as id and inputs tell. */
  describe(request: CreateRequest & { readonly id: string }): Props;
  update(request: UpdateRequest): UpdateOutcome;
  read(request: ReadRequest): ReadOutcome;
  /** Why the object cannot be deleted now (something still uses it), or undefined. */
  canDelete(request: {
    readonly session: Session;
    readonly object: WorldObject;
    readonly world: WorldView;
  }): CloudError | undefined;
  /** Other objects that the cloud deletes together with the object: what lies in a namespace. @default none */
  goesWith?(object: WorldObject, world: WorldView): readonly WorldObject[];
  /**
   * The objects that a new one takes over, since the cloud has one of the kind only and takes a second request for it: a member
   * of a policy. The server keeps one object for all of them, which belongs to the last resource that asked. @default none
   */
  takesOver?(object: Omit<WorldObject, "created">, world: WorldView): readonly WorldObject[];
  /** The names that an object keeps after it was deleted, as `WorldView.keptName` is asked for them. */
  keeps?(object: WorldObject): readonly string[];
  /** Every value by which others refer to the object: id, ARN, self link, resource id, name where names are references. */
  identities(object: Pick<WorldObject, "pkg" | "type" | "id" | "inputs" | "outputs">): string[];
  /** What the account of a session has without anybody having made it: a default network. */
  preexisting(session: Session): readonly DeclaredObject[];
  /** Top-level output properties of a type that are always secret. */
  secretOutputs(session: Session, type: string): readonly string[];
  invoke(request: InvokeRequest): InvokeOutcome;
}
