import { type Field, field, isObject } from "../core/value.js";

/** Documents by their text: several rules read the same one. */
const documents = new Map<string, unknown>();

/**
 * The object that a document given as JSON text or as an object stands for. What is no JSON object counts as absent: the
 * cloud refuses it.
 */
export function parseDocument(document: Field): Field {
  if (document.state !== "known") return document;
  const { path, value } = document;
  if (typeof value !== "string") return isObject(value) ? document : { state: "absent", path };
  if (!documents.has(value)) documents.set(value, tryParse(value));
  return field(path, documents.get(value));
}

function tryParse(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
