/**
 * Splits a line into words the way a POSIX shell does, without expansions: blanks separate words, single quotes keep
 * everything, double quotes keep everything but `\"` and `\\`, a backslash keeps the next character, and `#` at the
 * start of a word begins a comment. The official language host reads `nodeargs` by the same rules.
 *
 * @throws Error when a quote is not closed or the line ends in a backslash
 */
export function splitShellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "#" && word === undefined) {
      const end = line.indexOf("\n", at);
      at = end === -1 ? line.length : end;
    } else if (character === "'" || character === '"') {
      const quoted = readQuoted(line, at);
      word = (word ?? "") + quoted.text;
      at = quoted.end;
    } else if (character === "\\") {
      at += 1;
      if (at >= line.length) throw new Error(`${JSON.stringify(line)} ends in a backslash`);
      word = (word ?? "") + line.charAt(at);
    } else {
      word = (word ?? "") + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function readQuoted(line: string, start: number): { text: string; end: number } {
  const quote = line.charAt(start);
  let text = "";
  for (let at = start + 1; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === quote) return { text, end: at };
    const next = line.charAt(at + 1);
    if (quote === '"' && character === "\\" && (next === '"' || next === "\\")) {
      text += next;
      at += 1;
    } else {
      text += character;
    }
  }
  throw new Error(`${JSON.stringify(line)} has a ${quote} that is not closed`);
}
