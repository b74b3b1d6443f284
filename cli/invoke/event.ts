import { readFileSync } from "node:fs";
import { CliError } from "../errors.js";

/**
 * Reads the event from a file, or from standard input where the path is `-`.
 *
 * @throws CliError `bad-event` where there is no such file, or what is in it is no JSON: with line and column
 */
export function readEvent(path: string): unknown {
  const text = contentOf(path);
  const from = path === "-" ? "standard input" : path;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badEvent(`${from}${placeIn(text, error)} is not JSON: ${(error as Error).message}`);
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(error);
    throw badEvent(`--event ${path}: ${why}`);
  }
}

function badEvent(what: string): CliError {
  return new CliError(
    "bad-event",
    `${what}; an example of each trigger's event is printed by \`groundplan invoke --cloud aws --example created\``,
  );
}

/** `:3:17` where the parser says a position. */
function placeIn(text: string, error: unknown): string {
  const position = /at position (\d+)/.exec((error as Error).message)?.[1];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
