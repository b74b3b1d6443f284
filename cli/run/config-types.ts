/** A configuration key that Pulumi.yaml declares with a type. */
export interface DeclaredKey {
  readonly key: string;
  readonly type: string;
  readonly items: string | undefined;
  readonly secret: boolean;
  /** It must be given: there is neither a default nor a value. */
  readonly required: boolean;
}

/** Stands where the stack file has a secret: the real one cannot be read without the stack's own key, and need not be. */
export const secretPlaceholder = "sandbox-placeholder";

const placeholders: Readonly<Record<string, unknown>> = {
  integer: 0,
  number: 0,
  boolean: false,
  array: [],
  object: {},
};

/** A value of a declared type; of what has none, a text. */
export function placeholderOf(type: string | undefined): unknown {
  return placeholders[type ?? "string"] ?? secretPlaceholder;
}

/** The keys that a project's `config:` block declares with a type; a block of plain values declares none. */
export function declaredKeys(project: {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}): DeclaredKey[] {
  const { config } = project.settings;
  if (typeof config !== "object" || config === null) return [];
  return Object.entries(config).flatMap(([name, declared]) => {
    if (typeof declared !== "object" || declared === null || typeof declared.type !== "string") return [];
    const { type, items, secret, default: byDefault, value } = declared;
    return [
      {
        key: name.includes(":") ? name : `${project.name}:${name}`,
        type,
        items: typeof items?.type === "string" ? items.type : undefined,
        secret: secret === true,
        required: byDefault === undefined && value === undefined,
      },
    ];
  });
}
