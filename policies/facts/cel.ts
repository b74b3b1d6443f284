/** Conditions in the Common Expression Language, as far as it takes to see what they ask for. */

/**
 * Whether the condition holds only where the test accepts one of its comparisons: one of those joined by `&&`, and in each
 * of those joined by `||`.
 */
export function requires(condition: string, accepts: (comparison: string) => boolean): boolean {
  return split(condition, "||").every((alternative) =>
    split(alternative, "&&").some((part) => {
      const inner = /^\((.*)\)$/s.exec(part)?.[1];
      return inner !== undefined && balanced(inner) ? requires(inner, accepts) : accepts(part);
    }),
  );
}

/** The texts in quotes that a comparison names. */
export function literals(comparison: string): readonly string[] {
  return [...comparison.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? "");
}

/** The parts between the operators that stand outside of brackets and quotes. */
function split(text: string, operator: string): readonly string[] {
  const parts = [""];
  let [depth, quote] = [0, ""];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === "" && depth === 0 && text.startsWith(operator, at)) {
      parts.push("");
      at += operator.length - 1;
      continue;
    }
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim());
}

/** Whether no bracket closes that was not opened: `a) && (b` is none. */
function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text.replace(/'[^']*'|"[^"]*"/g, "")) {
    depth += char === "(" ? 1 : char === ")" ? -1 : 0;
    if (depth < 0) return false;
  }
  return true;
}
