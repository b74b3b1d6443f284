import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf, ChildKind, ChildOf, ChildTable } from "./children.js";
import type { TagRules } from "./clouds.js";
import { ArgumentsError, ErrorCode, Problems } from "./errors.js";
import { withoutHelperFrames } from "./frames.js";
import { fitName } from "./names.js";
import type { ChildOptions } from "./options.js";
import { checkOverrides, overridden } from "./overrides.js";
import { keepingParts } from "./parts.js";
import { countProblem, type InputTags, mergeTags } from "./tags.js";
import { valueAt, withValueAt } from "./values.js";

type Args = Record<string, unknown>;
type AnyClass = new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** Whose children are made, and what all of them get. */
export interface Owner {
  /** The parent of every child; `undefined` puts children under the stack. */
  readonly component: pulumi.ComponentResource | undefined;
  /** Begins the logical name of every child. */
  readonly name: string;
  /** Begins the message of an error, such as `bucket "assets"`. */
  readonly subject: string;
  readonly overrides: object | undefined;
  /** The argument that the overrides are in: the name of a cloud, or `kubernetes`. */
  readonly overridesKey: string;
  /** What is put on every child that can carry tags. */
  readonly tags?: { readonly values: Readonly<Record<string, string>>; readonly rules: TagRules };
  /** Asked once, for the first child: it may register a provider. */
  provider(): pulumi.ProviderResource;
}

/** Makes the children of one component: each gets its name, tags, override, parent and provider. */
export class Maker<T extends ChildTable> {
  readonly component: pulumi.ComponentResource | undefined;
  readonly name: string;
  #provider: pulumi.ProviderResource | undefined;
  readonly #kinds: T;
  readonly #owner: Owner;
  readonly #overrides: Readonly<Record<string, unknown>>;
  readonly #tags: Readonly<Record<string, string>>;

  /** @throws ArgumentsError when an override is of no child that there is, or of no possible shape */
  constructor(owner: Owner, kinds: T) {
    const problems = new Problems();
    checkOverrides(problems, owner.overridesKey, owner.overrides, kinds);
    problems.throwIfAny(owner.subject, ErrorCode.InvalidOverride);
    this.component = owner.component;
    this.name = owner.name;
    this.#kinds = kinds;
    this.#owner = owner;
    this.#overrides = (owner.overrides ?? {}) as Readonly<Record<string, unknown>>;
    this.#tags = owner.tags?.rules.convert(owner.tags.values).tags ?? {};
  }

  /** The provider of every child. What exists already asks for it when something is made for it, and not before. */
  get provider(): pulumi.ProviderResource {
    this.#provider ??= this.#owner.provider();
    return this.#provider;
  }

  /**
   * Registers one child.
   *
   * Its logical name is the component's, with `suffix` after a hyphen when there is one, shortened where the physical
   * name would not fit. The arguments get the target's tags, then the user's override of this kind, which wins.
   * Returns nothing only for a kind that is removable and that the user has removed.
   */
  child<K extends keyof T & string>(
    kind: K,
    suffix: string,
    args: ArgsOf<T[K]>,
    opts: ChildOptions = {},
  ): ChildOf<T[K]> {
    const spec = this.#kinds[kind] as ChildKind;
    const override = this.#overrides[kind];
    if (override === false) return undefined as ChildOf<T[K]>;
    const name = this.logicalName(kind, suffix);
    const own = { args: this.#complete(spec, name, args as Args), opts: this.#options(opts) };
    const final = overridden(spec, override, own, name, () => this.#refuse(kind, movedReason));
    const tooMany = this.#tooManyTags(spec, final.args);
    if (tooMany !== undefined) this.#refuse(`${kind}.${spec.tags}`, tooMany);
    const Type = spec.type() as unknown as AnyClass;
    return withoutHelperFrames(() => new Type(name, final.args, keepingParts(spec, final))) as ChildOf<T[K]>;
  }

  /** The logical name that a child of this kind and suffix has. */
  logicalName<K extends keyof T & string>(kind: K, suffix: string): string {
    const full = suffix === "" ? this.name : `${this.name}-${suffix}`;
    const rule = (this.#kinds[kind] as ChildKind).name;
    return rule?.property === undefined ? fitName(full, rule) : full;
  }

  /** The arguments with a name, where the provider makes none, and with tags. */
  #complete(spec: ChildKind, name: string, args: Args): Args {
    const property = spec.name?.property;
    const named = property === undefined || valueAt(args, property) !== undefined;
    const complete = named ? { ...args } : withValueAt(args, property, fitName(name, spec.name));
    if (spec.tags === undefined) return complete;
    const nameTag = spec.nameTag ? { Name: name } : {};
    const tags = mergeTags(nameTag, this.#tags, complete[spec.tags] as InputTags | undefined);
    return isEmpty(tags) ? complete : { ...complete, [spec.tags]: tags };
  }

  #options(opts: ChildOptions): pulumi.CustomResourceOptions {
    const { component, provider } = this;
    return component === undefined ? { ...opts, provider } : { ...opts, provider, parent: component };
  }

  #tooManyTags({ tags }: ChildKind, args: Args): string | undefined {
    const given = tags === undefined ? undefined : args[tags];
    const rules = this.#owner.tags?.rules;
    return given === undefined || rules === undefined ? undefined : countProblem(given as InputTags, rules);
  }

  #refuse(path: string, reason: string): never {
    const propertyPath = `${this.#owner.overridesKey}.${path}`;
    throw new ArgumentsError(this.#owner.subject, [{ propertyPath, reason }], ErrorCode.InvalidOverride);
  }
}

const movedReason =
  "the function changed the parent or the provider of the child; both belong to the component and its target: " +
  "give the component another target, or create the resource on its own";

function isEmpty(tags: InputTags): boolean {
  return Object.getPrototypeOf(tags) === Object.prototype && Object.keys(tags).length === 0;
}
