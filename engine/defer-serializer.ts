import Module, { createRequire } from "node:module";

type Loaded = Record<PropertyKey, unknown>;

/** What the serializer of functions is built on, as modules two directories down in Pulumi's SDK ask for it. */
const DEFERRED = ["@npmcli/arborist", "../../typescript-shim"];

/**
 * Loads TypeScript and npm's Arborist when they are first looked into, and not with the first line of Pulumi's SDK: it needs
 * them only for functions that become code (CallbackFunction, dynamic providers), and they take more than half of the time
 * that it takes to load, 0.3 s in each program, pack and command.
 *
 * They are put among Node's loaded modules, and its loader is left alone: a loader of ours would be in every stack trace.
 *
 * @param from  a file of the SDK that lies two directories down in it, as `cmd/run/index.js` does
 */
export function deferSerializer(from: string): void {
  const require = createRequire(from);
  for (const request of DEFERRED) defer(require, request);
}

function defer(require: NodeJS.Require, request: string): void {
  let file: string;
  try {
    file = require.resolve(request);
  } catch {
    // Another version of the SDK, which does not load it.
    return;
  }
  if (file in require.cache) return;
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
