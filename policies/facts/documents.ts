import { type Field, field, isObject } from "../core/value.js";

/** Documents by their text: several rules read the same one. */
const documents = new Map<string, unknown>();

/**
 * The object that a document given as JSON text or as an object stands for. An empty text is none. What is no JSON object
 * cannot be judged: most clouds refuse it, but a rule that passed it would say what nobody knows. A comma too many is
 * overlooked: it is the first thing that gets repaired, and what the document says stays.
 */
export function parseDocument(document: Field): Field {
  if (document.state !== "known") return document;
  const { path, value } = document;
  if (typeof value !== "string") return isObject(value) ? document : unreadable(path);
  if (value.trim() === "") return { state: "absent", path };
  if (!documents.has(value)) documents.set(value, tryParse(value));
  const read = documents.get(value);
  return read === undefined ? unreadable(path) : field(path, read);
}

const UNREADABLE = " (cannot be read as a JSON document)";

/** What stands there cannot be read, and is as good as unknown; messages say why. */
export function unreadable(path: string): Field {
  return { state: "unknown", path: `${path}${UNREADABLE}` };
}

/** Whether that is why the value at a path is as good as unknown. */
export function isUnreadable(path: string): boolean {
  return path.endsWith(UNREADABLE);
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
