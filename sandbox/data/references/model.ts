/** What a reference can point to, and how the cloud says that it is not there. */
export interface Target extends Words {
  /** Types of the objects that it may name; empty where the form of the id alone says what it is. */
  readonly types: readonly string[];
  /** Outputs, and after them inputs, by which it is named besides its id, ARN, self link or resource id. */
  readonly by?: readonly string[];
  /** The part of a value that names the object: its first group that is set. Other values are not judged. */
  readonly part?: RegExp;
  /** What exists without being made. */
  readonly always?: RegExp;
  /** Names are the same in all regions (AWS). @default false */
  readonly global?: boolean;
}

/** A refusal as the service words it. `{value}` stands for what the program wrote, `{account}` and `{region}` for the place. */
export interface Words {
  readonly code: string;
  readonly text: string;
}

/** By type token: dotted path of an input (lists are looked through) to the name of a target. */
export type References = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A delete that the cloud refuses while others use the object. `{id}` and `{by}` stand for the object and its user. */
export interface InUse extends Words {
  /** `type#path` of the inputs that hold the object. */
  readonly by: readonly string[];
  /** An input of the object, true where it makes the delete go through all the same. */
  readonly unless?: string;
  /** Public documentation of the rule. */
  readonly source: string;
}

/** A delete that the cloud or the provider refuses because of a setting of the object itself. */
export interface Protection extends Words {
  readonly path: string;
  /** The value that protects; what the cloud assumes where the program says nothing is `assumed`. */
  readonly value: unknown;
  readonly assumed?: unknown;
  readonly source: string;
}

/** A name that only one object may have. */
export interface UniqueName extends Words {
  /** Inputs that together make the name, the first of which must be given. */
  readonly properties: readonly string[];
  readonly within: "everything" | "account" | "region";
  /** Upper and lower case are the same. @default false */
  readonly anyCase?: boolean;
  /** An input that, when true, takes the existing object over. */
  readonly unless?: string;
  readonly source: string;
}
