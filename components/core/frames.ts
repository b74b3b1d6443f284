import { basename, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * This folder: frames from here are helpers, never where a resource was asked for. Nothing where a bundler has put this
 * file together with others: the user's own frames would have the same file.
 */
const helpers = basename(__filename).startsWith("frames.") ? __dirname + sep : undefined;

/**
 * Runs `make` so that no file of this folder appears in stack traces taken meanwhile.
 *
 * The SDK reports the caller of a resource's constructor as the position of the resource. Every child is constructed
 * by one helper, so every child would be reported at that helper's line; without the helper's frames it is the line
 * of the component's builder, with the user's line further up the trace. The formatter is in place only while the
 * constructor runs, which is synchronous, and the one that was there before still does the formatting.
 */
export function withoutHelperFrames<R>(make: () => R): R {
  if (helpers === undefined) return make();
  const before = Error.prepareStackTrace;
  const format = before ?? plain;
  Error.prepareStackTrace = (error, frames) =>
    format(
      error,
      frames.filter((frame) => !isIn(helpers, frame.getFileName())),
    );
  try {
    return make();
  } finally {
    if (before === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
    else Error.prepareStackTrace = before;
  }
}

function isIn(folder: string, file: string | null | undefined): boolean {
  if (file === null || file === undefined) return false;
  return (file.startsWith("file://") ? fileURLToPath(file) : file).startsWith(folder);
}

/** How V8 formats a stack when nobody has said otherwise. */
function plain(error: Error, frames: readonly NodeJS.CallSite[]): string {
  return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
}
