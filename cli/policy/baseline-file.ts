import { Document, isSeq, parseDocument, YAMLSeq } from "yaml";
import type { Entry } from "./baseline.js";

const HEAD = ` What is accepted for a time: docs/policies.md#exceptions.
 Entries with the reason "baseline" were there when the policies came: repair the resource, then delete its entry.`;

/**
 * The file of exceptions with further entries at its end. What stands there stays, comments included.
 *
 * @param text  of a file that was read before without an error; undefined where there is none
 */
export function withEntries(text: string | undefined, entries: readonly Entry[]): string {
  const document = text === undefined || text.trim() === "" ? fresh() : parseDocument(text);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  const there = document.get("exceptions");
  const list = isSeq(there) ? there : new YAMLSeq();
  // An empty list is written as [].
  list.flow = false;
  for (const entry of entries) list.add(document.createNode(entry));
  if (list !== there) document.set("exceptions", list);
  return document.toString({ lineWidth: 0, indentSeq: text === undefined || !/^-/m.test(text) });
}

function fresh(): Document {
  const document = new Document({});
  document.commentBefore = HEAD;
  return document;
}
