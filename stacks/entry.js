// What the entry does before any TypeScript is loaded. Only an entry may call installStackFormatter: it changes a global.

/** The first Node that runs TypeScript files without a flag. */
const OLDEST_NODE = [22, 18];

/**
 * Says in one sentence why this Node cannot run the program.
 *
 * @param {string} version for example "24.21.0"
 * @returns {string | undefined} nothing when the version will do
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return (
    `This program needs Node ${OLDEST_NODE.join(".")} or newer, but Pulumi started it with Node ${version}: ` +
    "install a newer Node, or use `npm run up`, which brings its own."
  );
}

/**
 * Formats stack traces cheaply and always as `at name (path:line:column)`.
 *
 * The Pulumi SDK takes a stack trace for every promise it makes and reads a resource's source position from one. V8's own
 * text has no name, so no position the SDK can read, for code at the top level of an ES module and in arrow functions, and
 * a source-map formatter makes each trace slow. Line numbers are right without maps because type stripping keeps them.
 */
export function installStackFormatter() {
  const leaksAreDebugged = Boolean(process.env.PULUMI_DEBUG_PROMISE_LEAKS);
  Error.prepareStackTrace = (error, sites) => {
    if (!leaksAreDebugged && isPromiseNote(sites)) return "";
    let text = headOf(error);
    for (const site of sites) {
      text += `\n    at ${nameOf(site)} (${placeOf(site)})`;
    }
    return text;
  };
}

/** The trace that the SDK keeps with each promise, and prints only when it debugs leaks: thousands, never read. */
function isPromiseNote(sites) {
  const file = sites[0]?.getFileName();
  return (
    typeof file === "string" && (file.endsWith("/runtime/debuggable.js") || file.endsWith("\\runtime\\debuggable.js"))
  );
}

function headOf(error) {
  try {
    return String(error);
  } catch {
    return "Error";
  }
}

function nameOf(site) {
  return site.getFunctionName() || site.getMethodName() || "<anonymous>";
}

/** Code of Node and of V8 itself may have no file; the SDK passes such frames over. */
function placeOf(site) {
  const file = site.getFileName();
  if (!file) return "<anonymous>";
  const path = file.startsWith("file:") ? filePath(file) : file;
  return `${path}:${site.getLineNumber()}:${site.getColumnNumber()}`;
}

const paths = new Map();

/** A file URL as a path. Remembered: a trace repeats a handful of files, and decoding is most of the cost. */
function filePath(url) {
  let path = paths.get(url);
  if (path === undefined) {
    path = decodeURIComponent(new URL(url).pathname);
    paths.set(url, path);
  }
  return path;
}
