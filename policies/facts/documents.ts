import { type Field, field, isObject } from "../core/value.js";

/** Documents by their text: several rules read the same one. */
const documents = new Map<string, unknown>();

/**
 * The object that a document given as JSON text or as an object stands for. What is no JSON object counts as absent: the
 * cloud refuses it. A comma too many is overlooked: it is the first thing that gets repaired, and what the document says
 * stays.
 */
export function parseDocument(document: Field): Field {
  if (document.state !== "known") return document;
  const { path, value } = document;
  if (typeof value !== "string") return isObject(value) ? document : { state: "absent", path };
  if (!documents.has(value)) documents.set(value, tryParse(value));
  return field(path, documents.get(value));
}

function tryParse(text: string): unknown {
  const document = [text, withoutSpareCommas(text)].map(parsed).find((value) => value !== undefined);
  return isObject(document) ? document : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text without commas before a closing bracket, except within strings. */
function withoutSpareCommas(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (match) => (match === "," ? "" : match));
}
