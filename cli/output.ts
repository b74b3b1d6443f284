/**
 * Everything a person reads while waiting goes to standard error; results go to standard output, so that `--json` and pipes
 * get nothing else.
 */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

/** Removes the engine's colour marks (`<{%fg 1%}>`) and terminal escapes. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes begin with one
  return text.replace(/<\{%.*?%\}>/g, "").replace(/\u001b\[[0-9;]*m/g, "");
}

/** Pairs as indented lines, the second of each at one column. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}

/** A tree of outputs, two spaces a level. */
export function tree(value: unknown, indent = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${indent}${String(value)}`];
  const entries = Object.entries(value);
  const width = Math.max(0, ...entries.filter(([, item]) => !isBranch(item)).map(([key]) => key.length));
  return entries.flatMap(([key, item]) => {
    if (!isBranch(item)) return [`${indent}${key.padEnd(width)}  ${leaf(item)}`];
    return [`${indent}${key}`, ...tree(item, `${indent}  `)];
  });
}

function isBranch(value: unknown): value is object {
  if (Array.isArray(value)) return value.some((item) => typeof item === "object" && item !== null);
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function leaf(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" && value !== null ? "(empty)" : String(value);
}
