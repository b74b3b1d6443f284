import Module, { createRequire } from "node:module";

type Loaded = Record<PropertyKey, unknown>;

/** The part of `node:inspector` that is used here. */
interface Session {
  post(method: string, done: (error: Error | null) => void): void;
}

/** The SDK's module that maps functions to their files. */
interface Hooks {
  isInitializedAsync: () => Promise<void>;
  getSessionAsync: () => Promise<Session>;
}

/** What the serializer of functions is built on, as modules two directories down in Pulumi's SDK ask for it. */
const DEFERRED = ["@npmcli/arborist", "../../typescript-shim"];

/**
 * Puts off what Pulumi's SDK does with its first line for functions that become code (CallbackFunction, dynamic providers)
 * until there is such a function: loading TypeScript and npm's Arborist, more than half of the time that it takes to load
 * (0.3 s in each program, pack and command), and turning on Node's debugger, with which a program takes a fifth longer.
 *
 * The modules are put among Node's loaded ones, and its loader is left alone: a loader of ours would be in every stack trace.
 *
 * @param from  a file of the SDK that lies two directories down in it, as `cmd/run/index.js` does
 */
export function deferSerializer(from: string): void {
  const require = createRequire(from);
  for (const request of DEFERRED) deferModule(require, request);
  deferDebugger(require);
}

function deferModule(require: NodeJS.Require, request: string): void {
  const file = resolved(require, request);
  if (file === undefined || file in require.cache) return;
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = deferred(() => {
    if (require.cache[file] === module) delete require.cache[file];
    return require(file) as Loaded;
  });
  require.cache[file] = module;
}

/** Reads as an ES module to `import * as`, which would copy what it finds in another, and so look into it. */
function deferred(load: () => Loaded): object {
  return new Proxy({}, { get: (_, key) => (key === "__esModule" ? true : load()[key]) });
}

function deferDebugger(require: NodeJS.Require): void {
  const file = resolved(require, "../../runtime/closure/v8Hooks");
  if (file === undefined) return;
  const hooks = require(file) as Hooks;
  const open = hooks.getSessionAsync;
  let session: Promise<Session> | undefined;
  hooks.isInitializedAsync = async () => undefined;
  hooks.getSessionAsync = () => {
    session ??= open().then(toldOfAllFiles);
    return session;
  };
}

/** The SDK listens for files only once the debugger is on, which has told of those that were loaded before. */
async function toldOfAllFiles(session: Session): Promise<Session> {
  for (const method of ["Debugger.disable", "Debugger.enable"])
    await new Promise<void>((resolve, reject) => {
      session.post(method, (error) => (error === null ? resolve() : reject(error)));
    });
  return session;
}

/** Undefined in a version of the SDK that has no such file. */
function resolved(require: NodeJS.Require, request: string): string | undefined {
  try {
    return require.resolve(request);
  } catch {
    return undefined;
  }
}
