/** What the Node SDK says of one resource type. Read from its generated files, never by running them. */

/** A TypeScript type of the SDK as far as values are concerned; `Input<>` and `Output<>` are looked through. */
export type TypeRef =
  | { readonly kind: "string" | "number" | "boolean" | "any" | "undefined" }
  /** `pulumi.asset.Asset` or `pulumi.asset.Archive`. */
  | { readonly kind: "asset" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "list"; readonly of: TypeRef }
  | { readonly kind: "map"; readonly of: TypeRef }
  /** An interface or an enum of the SDK's `types/` folder, for example `inputs` and `s3.BucketVersioning`. */
  | { readonly kind: "named"; readonly space: TypeSpace; readonly path: string }
  | { readonly kind: "union"; readonly of: readonly TypeRef[] };

export type TypeSpace = "inputs" | "outputs" | "enums";

/** A property as a `.d.ts` file declares it. */
export interface Member {
  readonly name: string;
  /** Written with `?`, or of a type that includes `undefined`. */
  readonly optional: boolean;
  readonly type: TypeRef;
  /** The text of its comment, without the comment's markers. */
  readonly doc: string;
  /** Why it should not be used any more, and what instead; absent where it may be. Part of `doc` too. */
  readonly deprecated?: string;
}

export interface ResourceSchema {
  /** As the SDK spells it, which may differ from an alias that was asked for. */
  readonly token: string;
  /** The class's own name, for example `Subnet`. */
  readonly className: string;
  /** The `.js` file, relative to the SDK. */
  readonly file: string;
  readonly required: readonly string[];
  /** Every accepted input in the order of the SDK. */
  readonly inputs: ReadonlyMap<string, Member>;
  /** Every property that the class exposes, inputs included, except `id` and `urn`. */
  readonly properties: ReadonlyMap<string, Member>;
  /** Properties that only the cloud sets. */
  readonly outputOnly: readonly string[];
  /** What the SDK fills in where the program gives nothing (`?? value`), and constants such as a Kubernetes `kind`. */
  readonly defaults: ReadonlyMap<string, unknown>;
  /** Inputs that the SDK wraps as secrets. */
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  /** Type tokens under which the same resource was known before. */
  readonly aliases: readonly string[];
  /** Examples of ids from the comment's `pulumi import` lines, the fullest first. */
  readonly importIds: readonly string[];
  /** The comment above the class. */
  readonly doc: string;
  /** Why the type should not be used any more, and what instead; absent where it may be. */
  readonly deprecated?: string;
  /** True where any property is accepted (Kubernetes custom resources). */
  readonly open: boolean;
}
