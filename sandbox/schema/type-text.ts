import type { TypeRef, TypeSpace } from "./model.js";

const any: TypeRef = { kind: "any" };

/** Wrappers that say when a value is known, not what it is. */
const transparent = new Set(["pulumi.Input", "pulumi.Output", "Input", "Output", "Promise", "pulumi.UnwrappedObject"]);

/** Reads the text of a TypeScript type as the SDKs write it. What it does not know becomes `any`, which accepts everything. */
export function parseType(text: string): TypeRef {
  const reader = new TypeReader(text.match(/[A-Za-z_$][\w$.]*|"[^"]*"|-?\d+(?:\.\d+)?|=>|[{}[\]()<>|&,;:?]/g) ?? []);
  return reader.union();
}

/** Whether `undefined` is one of the alternatives of a type. */
export function admitsUndefined(type: TypeRef): boolean {
  return type.kind === "undefined" || (type.kind === "union" && type.of.some(admitsUndefined));
}

/** The type without `undefined`. */
export function withoutUndefined(type: TypeRef): TypeRef {
  return type.kind === "union" ? unionOf(type.of.filter((t) => t.kind !== "undefined")) : type;
}

function unionOf(types: readonly TypeRef[]): TypeRef {
  const flat = types.flatMap((t) => (t.kind === "union" ? t.of : [t]));
  if (flat.some((t) => t.kind === "any")) return any;
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { kind: "union", of: flat };
}

class TypeReader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  union(): TypeRef {
    const types = [this.postfix()];
    while (this.tokens[this.at] === "|") {
      this.at++;
      types.push(this.postfix());
    }
    return unionOf(types);
  }

  private postfix(): TypeRef {
    let type = this.primary();
    while (this.tokens[this.at] === "[" && this.tokens[this.at + 1] === "]") {
      this.at += 2;
      type = { kind: "list", of: type };
    }
    return type;
  }

  private primary(): TypeRef {
    const token = this.tokens[this.at++] ?? "";
    if (token === "(") return this.group();
    if (token === "{") return this.map();
    if (token.startsWith('"')) return { kind: "literal", value: token.slice(1, -1) };
    if (/^-?\d/.test(token)) return { kind: "literal", value: Number(token) };
    if (this.tokens[this.at] === "<") return this.generic(token);
    return identifier(token);
  }

  /** A parenthesised type, or the parameters of a function type, which accepts anything. */
  private group(): TypeRef {
    const type = this.union();
    if (this.tokens[this.at] === ")" && this.tokens[this.at + 1] !== "=>") {
      this.at++;
      return type;
    }
    this.at = this.tokens.length;
    return any;
  }

  private map(): TypeRef {
    if (this.tokens[this.at] !== "[") {
      this.at = this.tokens.length;
      return any;
    }
    while (this.at < this.tokens.length && this.tokens[this.at] !== "]") this.at++;
    this.at += 2; // "]" and ":"
    const of = withoutUndefined(this.union());
    while (this.at < this.tokens.length && this.tokens[this.at] !== "}") this.at++;
    this.at++;
    return { kind: "map", of };
  }

  private generic(name: string): TypeRef {
    this.at++;
    const args = [this.union()];
    while (this.tokens[this.at] === ",") {
      this.at++;
      args.push(this.union());
    }
    this.at++; // ">"
    const [first = any, second = any] = args;
    if (transparent.has(name)) return first;
    if (name === "Record") return { kind: "map", of: second };
    return name === "Array" ? { kind: "list", of: first } : any;
  }
}

function identifier(name: string): TypeRef {
  switch (name) {
    case "string":
    case "number":
    case "boolean":
    case "undefined":
      return { kind: name };
    case "true":
    case "false":
      return { kind: "literal", value: name === "true" };
    case "pulumi.asset.Asset":
    case "pulumi.asset.Archive":
      return { kind: "asset" };
    default: {
      const dot = name.indexOf(".");
      const space = name.slice(0, dot);
      return isSpace(space) ? { kind: "named", space, path: name.slice(dot + 1) } : any;
    }
  }
}

function isSpace(name: string): name is TypeSpace {
  return name === "inputs" || name === "outputs" || name === "enums";
}
