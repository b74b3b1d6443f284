import { readFileSync } from "node:fs";
import ts from "typescript";
import type { Member, TypeRef } from "../../sandbox/schema/model.ts";

/** A member as the compiler's own parser reads it. */
export type Declared = Pick<Member, "name" | "optional" | "type"> & { readonly deprecated: string | undefined };

const transparent = new Set(["pulumi.Input", "pulumi.Output", "Input", "Output", "Promise", "pulumi.UnwrappedObject"]);
const any: TypeRef = { kind: "any" };

/** Interfaces and classes of a declaration file, by dotted path, with their members. */
export function declaredIn(file: string): Map<string, Declared[]> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, Declared[]>();
  const visit = (node: ts.Node, path: readonly string[]): void => {
    if (ts.isModuleDeclaration(node) && node.body !== undefined) {
      const inner = [...path, node.name.text];
      ts.forEachChild(node.body, (child) => visit(child, inner));
    } else if ((ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) && node.name !== undefined) {
      found.set([...path, node.name.text].join("."), membersOf(node));
    }
  };
  ts.forEachChild(source, (child) => visit(child, []));
  return found;
}

/** Enumerations of a declaration file, by name: the literal values of each constant object. */
export function enumsIn(file: string): Map<string, (string | number)[]> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, (string | number)[]>();
  ts.forEachChild(source, (node) => {
    if (!ts.isVariableStatement(node)) return;
    for (const { name, type } of node.declarationList.declarations) {
      if (type !== undefined && ts.isTypeLiteralNode(type)) {
        const values = type.members.flatMap((m) => (ts.isPropertySignature(m) && m.type ? literal(m.type) : []));
        found.set(name.getText(), values as (string | number)[]);
      }
    }
  });
  return found;
}

function membersOf(node: ts.InterfaceDeclaration | ts.ClassDeclaration): Declared[] {
  return node.members.flatMap((member) => {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return [];
    const flags = ts.getCombinedModifierFlags(member as ts.Declaration);
    if (flags & (ts.ModifierFlags.Static | ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) return [];
    const type = typeOf(member.type);
    const undef = type.kind === "undefined" || (type.kind === "union" && type.of.some((t) => t.kind === "undefined"));
    return [
      {
        name: ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(),
        optional: member.questionToken !== undefined || undef,
        type: withoutUndefined(type),
        deprecated: deprecationOf(member),
      },
    ];
  });
}

/** Why a class should not be used any more, by its comment. */
export function classDeprecation(file: string, name: string): string | undefined {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = source.statements.find((node) => ts.isClassDeclaration(node) && node.name?.text === name);
  return found === undefined ? undefined : deprecationOf(found);
}

function deprecationOf(node: ts.Node): string | undefined {
  const tag = ts.getJSDocDeprecatedTag(node);
  return tag === undefined ? undefined : (ts.getTextOfJSDocComment(tag.comment) ?? "").replace(/\s+/g, " ").trim();
}

function typeOf(node: ts.TypeNode | undefined): TypeRef {
  if (node === undefined) return any;
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: "boolean" };
    case ts.SyntaxKind.UndefinedKeyword:
      return { kind: "undefined" };
  }
  if (ts.isParenthesizedTypeNode(node)) return typeOf(node.type);
  if (ts.isArrayTypeNode(node)) return { kind: "list", of: typeOf(node.elementType) };
  if (ts.isUnionTypeNode(node)) return union(node.types.map(typeOf));
  if (ts.isLiteralTypeNode(node)) return { kind: "literal", value: literal(node)[0] ?? "" };
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    return index === undefined ? any : { kind: "map", of: withoutUndefined(typeOf(index.type)) };
  }
  return ts.isTypeReferenceNode(node) ? named(node) : any;
}

function named(node: ts.TypeReferenceNode): TypeRef {
  const name = node.typeName.getText();
  const [first, second] = node.typeArguments ?? [];
  if (transparent.has(name)) return typeOf(first);
  if (name === "Record") return { kind: "map", of: typeOf(second) };
  if (name === "Array") return { kind: "list", of: typeOf(first) };
  if (name === "pulumi.asset.Asset" || name === "pulumi.asset.Archive") return { kind: "asset" };
  const [, space, path] = /^(inputs|outputs|enums)\.(.+)$/.exec(name) ?? [];
  return path === undefined || first !== undefined
    ? any
    : { kind: "named", space: space as "inputs" | "outputs" | "enums", path };
}

function literal(node: ts.TypeNode): (string | number | boolean)[] {
  if (!ts.isLiteralTypeNode(node)) return [];
  const text = node.literal.getText();
  return [JSON.parse(text.startsWith("'") ? JSON.stringify(text.slice(1, -1)) : text)];
}

function union(types: readonly TypeRef[]): TypeRef {
  const flat = types.flatMap((t) => (t.kind === "union" ? t.of : [t]));
  if (flat.some((t) => t.kind === "any")) return any;
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { kind: "union", of: flat };
}

function withoutUndefined(type: TypeRef): TypeRef {
  return type.kind === "union" ? union(type.of.filter((t) => t.kind !== "undefined")) : type;
}
