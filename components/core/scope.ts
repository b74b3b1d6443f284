import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf, ChildKind, ChildOf, ChildTable } from "./children.js";
import type { CloudName, ScopeContext, Target } from "./clouds.js";
import { ArgumentsError, ErrorCode } from "./errors.js";
import { withoutHelperFrames } from "./frames.js";
import { fitName } from "./names.js";
import { type ChildOptions, joinOptions } from "./options.js";
import { providerOf } from "./providers.js";
import { type InputTags, mergeTags } from "./tags.js";

type Args = Record<string, unknown>;
type OverrideFunction = (args: Args, opts: pulumi.CustomResourceOptions, name: string) => Args | undefined;
type AnyClass = new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/**
 * What the builder of a component works in: every child is made through {@link Scope.child}, which gives it its name,
 * tags, override, parent and provider.
 */
export class Scope<C extends CloudName, T extends ChildTable> {
  readonly component: pulumi.ComponentResource | undefined;
  readonly name: string;
  readonly target: Target<C>;
  readonly provider: pulumi.ProviderResource;
  readonly #kinds: T;
  readonly #overrides: Readonly<Record<string, unknown>>;
  readonly #tags: Readonly<Record<string, string>>;
  readonly #capability: string;

  constructor(context: ScopeContext, kinds: T) {
    this.component = context.component;
    this.name = context.name;
    this.target = context.target as Target<C>;
    this.provider = providerOf(context.target);
    this.#kinds = kinds;
    this.#overrides = (context.overrides ?? {}) as Readonly<Record<string, unknown>>;
    this.#tags = context.target.implementations.provider.tagRules.convert(context.target.tags).tags;
    this.#capability = context.capability;
    this.#refuseUnknownOverrides();
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
    if (override === false && spec.removable) return undefined as ChildOf<T[K]>;
    const logical = this.logicalName(kind, suffix);
    const own = this.#withNames(spec, logical, args as Args);
    const base: pulumi.CustomResourceOptions = { ...opts, provider: this.provider };
    if (this.component !== undefined) base.parent = this.component;
    const { finalArgs, finalOpts } = this.#overridden(kind, spec, override, own, base, logical);
    const Type = spec.type() as unknown as AnyClass;
    return withoutHelperFrames(() => new Type(logical, finalArgs, finalOpts)) as ChildOf<T[K]>;
  }

  /** The logical name that a child of this kind and suffix has. */
  logicalName<K extends keyof T & string>(kind: K, suffix: string): string {
    const full = suffix === "" ? this.name : `${this.name}-${suffix}`;
    const rule = (this.#kinds[kind] as ChildKind).name;
    return rule?.property === undefined ? fitName(full, rule) : full;
  }

  #withNames(spec: ChildKind, logical: string, args: Args): Args {
    const named = { ...args };
    const property = spec.name?.property;
    if (property !== undefined && named[property] === undefined) named[property] = fitName(logical, spec.name);
    if (spec.tags === undefined) return named;
    const nameTag = spec.nameTag ? { Name: logical } : {};
    const tags = mergeTags(nameTag, this.#tags, named[spec.tags] as InputTags | undefined);
    if (pulumiKnowsEmpty(tags)) return named;
    return { ...named, [spec.tags]: tags };
  }

  #overridden(
    kind: string,
    spec: ChildKind,
    override: unknown,
    own: Args,
    base: pulumi.CustomResourceOptions,
    logical: string,
  ): { finalArgs: Args; finalOpts: pulumi.CustomResourceOptions } {
    if (override === undefined) return { finalArgs: own, finalOpts: base };
    if (typeof override === "function") {
      const [args, opts] = [{ ...own }, { ...base }];
      const finalArgs = (override as OverrideFunction)(args, opts, logical) ?? args;
      if (opts.parent !== base.parent || opts.provider !== base.provider) throw this.#refuse(kind, "parentOrProvider");
      return { finalArgs, finalOpts: joinOptions(base, opts) };
    }
    if (typeof override !== "object" || override === null) throw this.#refuse(kind, override);
    const finalArgs: Args = { ...own, ...override };
    const property = spec.tags;
    if (property !== undefined && property in override)
      finalArgs[property] = mergeTags(
        own[property] as InputTags | undefined,
        finalArgs[property] as InputTags | undefined,
      );
    return { finalArgs, finalOpts: base };
  }

  /** Types say this already; programs in JavaScript, and loosely typed ones, hear it here, before the first child. */
  #refuseUnknownOverrides(): void {
    const known = Object.keys(this.#kinds);
    const problems = Object.keys(this.#overrides)
      .filter((key) => !known.includes(key))
      .map((key) => ({
        propertyPath: `${this.target.cloud}.${key}`,
        reason: `there is no child "${key}"; use ${known.map((kind) => `"${kind}"`).join(", ")}`,
      }));
    if (problems.length > 0)
      throw new ArgumentsError(`${this.#capability} "${this.name}"`, problems, ErrorCode.InvalidOverride);
  }

  #refuse(kind: string, value: unknown): ArgumentsError {
    const reason =
      value === "parentOrProvider"
        ? "the function changed the parent or the provider of the child; both belong to the component and its target: " +
          "give the component another target, or create the resource on its own"
        : `${JSON.stringify(value)} is not an override; give an object of arguments or a function` +
          (value === false ? "; this child cannot be left out" : "");
    const propertyPath = `${this.target.cloud}.${kind}`;
    return new ArgumentsError(
      `${this.#capability} "${this.name}"`,
      [{ propertyPath, reason }],
      ErrorCode.InvalidOverride,
    );
  }
}

function pulumiKnowsEmpty(tags: InputTags): boolean {
  return Object.getPrototypeOf(tags) === Object.prototype && Object.keys(tags).length === 0;
}
