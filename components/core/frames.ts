import { sep } from "node:path";

/** This folder: frames from here are helpers, never where a resource was asked for. */
const helpers = __dirname + sep;

/**
 * Runs `make` so that no file of this folder appears in stack traces taken meanwhile.
 *
 * The SDK reports the caller of a resource's constructor as the position of the resource. Every child is constructed
 * by one helper, so every child would be reported at that helper's line; without the helper's frames it is the line
 * of the component's builder, with the user's line further up the trace. The formatter is in place only while the
 * constructor runs, which is synchronous, and the one that was there before still does the formatting.
 */
export function withoutHelperFrames<R>(make: () => R): R {
  const before = Error.prepareStackTrace;
  const format = before ?? plain;
  Error.prepareStackTrace = (error, frames) =>
    format(
      error,
      frames.filter((frame) => !isHelper(frame.getFileName())),
    );
  try {
    return make();
  } finally {
    if (before === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
    else Error.prepareStackTrace = before;
  }
}

function isHelper(file: string | null | undefined): boolean {
  if (file === null || file === undefined) return false;
  const path = file.startsWith("file://") ? decodeURI(file.slice("file://".length)) : file;
  return path.startsWith(helpers);
}

/** How V8 formats a stack when nobody has said otherwise. */
function plain(error: Error, frames: readonly NodeJS.CallSite[]): string {
  return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
}
