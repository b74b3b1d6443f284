import type { Member, ResourceSchema } from "../schema/index.js";
import type {
  CheckFailure,
  CloudError,
  DiffRequest,
  Props,
  Session,
  Unready,
  WorldObject,
  WorldView,
} from "../types.js";
import type { CheckContext, Model, NameRule, ObjectContext } from "./model.js";

/** A member below an input that the program left open. */
export interface NestedPlace {
  readonly member: Member;
  /** `subnets[0].id` */
  readonly path: string;
  /** What the program gave next to it. */
  readonly beside: Props;
  /** Of the resource; "" in a preview. */
  readonly id: string;
  readonly preview: boolean;
}

/** The habits of one provider: what holds for all of its types, unless a model says otherwise. */
export interface PackageRules {
  /** Auto-naming of a type without a model's own rule. */
  readonly name: (schema: ResourceSchema) => NameRule | undefined;
  /** Fills inputs that the provider derives (an Azure location). The result replaces the inputs. */
  readonly prepare?: (c: CheckContext) => Props;
  readonly check?: (c: CheckContext) => CheckFailure[];
  /** A complaint by the SDK's types about something that the cloud takes all the same. @default none */
  readonly tolerates?: (schema: ResourceSchema, failure: CheckFailure) => boolean;
  /** Why the object is none that the cloud takes, whatever else exists. Asked in a preview too. */
  readonly invalid?: (c: ObjectContext) => CloudError | undefined;
  /** Why the object does not come to life although the cloud took it. */
  readonly unready?: (c: ObjectContext) => Unready | undefined;
  /** Other objects that the cloud deletes together with the object. */
  readonly goesWith?: (object: WorldObject, world: WorldView) => readonly WorldObject[];
  readonly id: (c: ObjectContext) => string;
  /** The value of an output by the provider's own habits; undefined leaves it to the general guess. */
  readonly output: (c: ObjectContext, member: Member, id: string) => unknown;
  /** The value of a member below an input; undefined leaves it out. @default nothing is added below inputs */
  readonly nested?: (c: ObjectContext, place: NestedPlace, guessed: () => unknown) => unknown;
  /** A preview does not know what becomes of optional inputs that are left open. @default false */
  readonly openIsUnknown?: boolean;
  /** Last word on the outputs as a whole, such as the metadata that a Kubernetes API server adds. */
  readonly finish?: (c: ObjectContext, outputs: Props, preview: boolean) => Props;
  /** Outputs that are known in a preview although the program did not set them. */
  readonly planned: readonly string[];
  /** Properties whose change needs a new object, on every type that has them. */
  readonly replaceOn: (schema: ResourceSchema, request: Pick<DiffRequest, "session" | "news">) => readonly string[];
  /** Why what the inputs refer to cannot be used: it does not exist. */
  readonly references: (c: ObjectContext, model: Model | undefined) => CloudError | undefined;
  /** The refusal of a second object with the same id, or undefined where the cloud just overwrites. */
  readonly conflict: (c: ObjectContext, id: string, model: Model | undefined) => CloudError | undefined;
  /** The objects that a new one turns out to be: making what is there already changes nothing in the cloud. */
  readonly takesOver?: (object: Omit<WorldObject, "created">, world: WorldView) => readonly WorldObject[];
  /** Why an object of any type cannot be deleted: a lock on what it lies in, a cluster that is gone. */
  readonly canDelete?: (object: WorldObject, world: WorldView, session: Session) => CloudError | undefined;
  readonly blocked: (object: WorldObject, by: WorldObject) => CloudError;
  /** Other spellings of the id that others use. */
  readonly identities: (object: Pick<WorldObject, "pkg" | "type" | "id" | "inputs" | "outputs">) => string[];
}

/** For the message of a delete that is refused. */
export function describeObject(object: WorldObject): string {
  return `${object.type} ${object.id}`;
}
