import type { ResourceSchema, SdkSchema } from "../schema/index.js";
import type { CheckFailure, CloudError, Props, Session, Unknown, WorldObject, WorldView } from "../types.js";
import type { Derive } from "./derive.js";

/** What a model sees of a resource that is checked. */
export interface CheckContext {
  readonly session: Session;
  readonly schema: ResourceSchema;
  readonly inputs: Props;
  readonly name: string;
  readonly urn: string;
  readonly world: WorldView;
  readonly olds: Props | undefined;
}

/** What a model sees of a resource that is created or updated. Inputs may hold unknown values in a preview. */
export interface ObjectContext {
  readonly session: Session;
  readonly sdk: SdkSchema;
  readonly schema: ResourceSchema;
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly inputs: Props;
  readonly generation: number;
  readonly world: WorldView;
  readonly derive: Derive;
  /** Of the resource: its own `region` input where it has one, else the provider's. */
  readonly region: string;
  readonly account: string;
  /** The object that is updated; undefined at a creation. */
  readonly self: WorldObject | undefined;
}

/** One computed output. It may throw `Unknowable` by way of `need`: the output is then unknown too. */
export type Output = (c: ObjectContext, id: string) => unknown;

/** How a property gets the physical name where the program gives none. */
export interface NameRule {
  readonly property: string;
  /** Longest name that the cloud takes. */
  readonly limit: number;
  /** The logical name is lower-cased first, as the real provider does for this type. @default false */
  readonly lower?: boolean;
  /** Between logical name and random part. @default "-" */
  readonly separator?: string;
  /** Hexadecimal digits of the random part; 0 copies the logical name. @default 7 */
  readonly random?: number;
  /** Letters of the random part. @default hexadecimal digits */
  readonly charset?: string;
  /** Narrower bounds that some inputs bring with them. */
  readonly tighter?: (inputs: Props) => { readonly limit: number; readonly random: number } | undefined;
  /** A UUID instead of a name. @default false */
  readonly uuid?: boolean;
  /** A property that makes the cloud choose the rest of the name (`namePrefix`): then nothing is filled in. */
  readonly prefixProperty?: string;
  /** Put before the logical name, for example "alias/". */
  readonly before?: string;
  /** Put behind the random part, for example ".fifo". */
  readonly suffix?: (inputs: Props) => string;
}

/** Delete is refused while an object of `type` mentions this object in one of `properties` (dotted paths). */
export interface Blocker {
  readonly type: string;
  readonly properties: readonly string[];
  /** Only some of them count. @default all */
  readonly when?: (user: WorldObject, self: WorldObject) => boolean;
}

/** How one resource type behaves beyond what its schema says. Every part is optional: the generic behaviour fills in. */
export interface Model {
  /** What the provider fills into the inputs, seen in a preview and by policies. */
  readonly defaults?: Props | ((c: CheckContext) => Props);
  readonly name?: NameRule | false;
  /** Dotted paths whose change needs a new object. */
  readonly replaceOn?: readonly string[];
  /** Further such paths, where it depends on the values: a disk that shrinks, a key that is taken away. */
  readonly replaces?: (olds: Props, news: Props) => readonly string[];
  /** Old and new object cannot live side by side. @default only where the name was given by the program */
  readonly deleteBeforeReplace?: boolean;
  readonly check?: (c: CheckContext) => CheckFailure[];
  /** Why the cloud refuses to create (or, with `c.self`, to change) the object. Not asked in a preview. */
  readonly refuse?: (c: ObjectContext) => CloudError | undefined;
  readonly id?: (c: ObjectContext) => string;
  /** Outputs that the generic behaviour cannot guess. An input of that name, where it is given, goes first. */
  readonly outputs?: Readonly<Record<string, Output>>;
  /** Outputs of `outputs` that the real provider already knows in a preview. */
  readonly planned?: readonly string[];
  /** Outputs of `outputs` that a preview of a change cannot know where the change alters them: a version that is counted up. */
  readonly unsettled?: readonly string[];
  /**
   * Adds what the cloud fills in below inputs that the program gave in part (`vpcConfig.vpcId`). What `later` wraps is known
   * after the creation only, and so unknown in a preview.
   */
  readonly complete?: (c: ObjectContext, outputs: Props, later: Later) => Props;
  /** Two objects with one id cannot exist. @default true where the id contains the name, see the package's rules */
  readonly unique?: boolean;
  /** More values by which others refer to the object. */
  readonly identities?: (object: Pick<WorldObject, "id" | "inputs" | "outputs">) => string[];
  readonly blockers?: readonly Blocker[];
  /** The cloud's words for a delete that is refused. */
  readonly blocked?: (object: WorldObject, by: WorldObject) => CloudError;
  /** Why a delete is refused for another reason (a bucket that is not empty). */
  readonly canDelete?: (object: WorldObject, world: WorldView) => CloudError | undefined;
  /** Strings in these properties are not looked at for references to other objects. */
  readonly notReferences?: readonly string[];
}

export type Later = <T>(value: () => T) => T | Unknown;

export type Models = Readonly<Record<string, Model>>;

/** Thrown inside an output whose value depends on something unknown. */
export class Unknowable extends Error {}

/** The string input, or the end of this output's computation when it is not known. */
export function need(c: ObjectContext, property: string): string {
  const value = c.inputs[property];
  if (typeof value !== "string") throw new Unknowable(property);
  return value;
}

/** The id of an object while it is being made; the end of an output's computation where it is not known. */
export function known(id: string): string {
  if (id === "") throw new Unknowable("id");
  return id;
}
