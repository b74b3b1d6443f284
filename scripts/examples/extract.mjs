// The examples in the comments of an SDK's classes, as inputs: what is no literal is unknown.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const ts = require("typescript");

/** `aws.ec2.Instance` and so on by what a program writes, for the tokens of an SDK. */
export function classNames(pkg, tokens) {
  const names = new Map();
  for (const token of tokens) {
    const [, module, className] = token.split(":");
    const space = module.split("/")[0];
    names.set(space === "index" ? className : `${space}.${className}`, token);
  }
  return { prefix: pkg.replaceAll("-", "_"), names };
}

/** Every `new aws.x.Y("name", {...})` of the TypeScript examples in a comment, with its inputs. */
export function examplesOf(doc, { prefix, names }, unknown) {
  const found = [];
  for (const [, code] of doc.matchAll(/```typescript\n([\s\S]*?)```/g)) {
    const file = ts.createSourceFile("example.ts", code.replaceAll("*&#47;", "*/"), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isNewExpression(node)) {
        const written = node.expression.getText(file);
        const token = written.startsWith(`${prefix}.`) ? names.get(written.slice(prefix.length + 1)) : undefined;
        const [, args] = node.arguments ?? [];
        const inputs = args === undefined ? {} : literalOf(args, unknown);
        if (token !== undefined && inputs !== unknown) found.push({ token, inputs });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

function literalOf(node, unknown) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literalOf(node.operand, unknown);
    return typeof value === "number" ? -value : unknown;
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalOf(node.expression, unknown);
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.some(ts.isSpreadElement) ? unknown : node.elements.map((e) => literalOf(e, unknown));
  }
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, unknown);
  if (ts.isCallExpression(node) && node.expression.getText() === "JSON.stringify") return jsonOf(node, unknown);
  return unknown;
}

function objectOf(node, unknown) {
  const value = {};
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) return unknown;
    const key = property.name;
    const name = key === undefined || ts.isComputedPropertyName(key) ? undefined : key.text;
    if (name === undefined) return unknown;
    value[name] = ts.isPropertyAssignment(property) ? literalOf(property.initializer, unknown) : unknown;
  }
  return value;
}

/** A document that is known as a whole; otherwise unknown. */
function jsonOf(node, unknown) {
  const value = node.arguments[0] === undefined ? unknown : literalOf(node.arguments[0], unknown);
  const known = (v) =>
    v !== unknown && (typeof v !== "object" || v === null || Object.values(v).every((inner) => known(inner)));
  return known(value) ? JSON.stringify(value) : unknown;
}
