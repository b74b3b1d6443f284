import type { Member } from "./model.js";
import { admitsUndefined, parseType, withoutUndefined } from "./type-text.js";

const opening = new Set(["{", "(", "[", "<"]);
const closing = new Set(["}", ")", "]", ">"]);

/**
 * Reads the members of the interface or class whose body begins at `start` (just after its `{`). Methods, constructors
 * and static members are passed over.
 */
export function readMembers(text: string, start: number): Member[] {
  const members: Member[] = [];
  let at = start;
  let doc = "";
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "}") break;
    if (/\s|;/.test(char)) at++;
    else if (text.startsWith("/**", at)) {
      const end = text.indexOf("*/", at);
      doc = text.slice(at + 3, end);
      at = end + 2;
    } else {
      const end = endOfMember(text, at);
      const member = readMember(text.slice(at, end), doc);
      if (member !== undefined) members.push(member);
      doc = "";
      at = end + 1;
    }
  }
  return members;
}

/** Members of `export interface <name> {` or `export declare class <name> extends ... {` in a file, in their order. */
export function membersOf(text: string, kind: "interface" | "class", name: string): Member[] | undefined {
  const head = new RegExp(`^export (?:declare )?${kind} ${name}\\b[^\\n]*\\{`, "m").exec(text);
  return head === null ? undefined : readMembers(text, head.index + head[0].length);
}

function endOfMember(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '"' || char === "'") at = text.indexOf(char, at + 1);
    else if (text.startsWith("/*", at)) at = text.indexOf("*/", at) + 1;
    else if (opening.has(char)) depth++;
    else if (closing.has(char) && !(char === ">" && text[at - 1] === "=")) depth--;
    else if (char === ";" && depth === 0) return at;
    if (depth < 0) return at - 1;
  }
  return text.length;
}

/** Undefined for methods, constructors and static members; `static` and `protected` may be names of properties, too. */
function readMember(text: string, doc: string): Member | undefined {
  const head = /^(?:readonly |declare |public )*"?([\w$-]+)"?(\?)?\s*:/.exec(text);
  if (head === null) return undefined;
  const type = parseType(text.slice(head[0].length).replace(/\/\*[\s\S]*?\*\//g, " "));
  const deprecated = deprecationIn(doc);
  return {
    name: head[1] as string,
    optional: head[2] === "?" || admitsUndefined(type),
    type: withoutUndefined(type),
    doc: plainText(doc),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

/** What follows `@deprecated` in a comment, up to the next tag; undefined where there is none. */
export function deprecationIn(comment: string): string | undefined {
  const text = /^[\s*]*@deprecated\b([\s\S]*?)(?=^[\s*]*@\w|(?![\s\S]))/m.exec(comment)?.[1];
  return text
    ?.replace(/\n[ \t]*\* ?/g, "\n")
    .replace(/\s+/g, " ")
    .trim();
}

/** A comment without its stars, with single spaces. */
function plainText(comment: string): string {
  return comment
    .replace(/^\s*\*+ ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}
