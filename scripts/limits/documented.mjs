// Values that the text of a property lists.

const phrase =
  /(?:valid|allowed|possible|supported|accepted|permitted) (?:values?|options?|types?|choices)|must be (?:one of|either|set to)|one of|can be (?:either|one of|set to|`)|either `|options are|choose from/i;

/** The backquoted words behind the first phrase that announces a list; undefined where nothing is listed. */
export function listed(doc) {
  const text = doc.replace(/^\s*\* ?/gm, "").replace(/\s+/g, " ");
  const found = phrase.exec(text);
  if (found === null) return undefined;
  const after = text.slice(found.index);
  const sentence = /^.*?\.(?= [A-Z]|$)/.exec(after)?.[0] ?? after;
  const words = [...sentence.matchAll(/`"?([^`"\s]+)"?`/g)].map((m) => m[1]);
  return words.length === 0 ? undefined : words;
}
