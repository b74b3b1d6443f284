import { registerHooks } from "node:module";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CallRequest } from "../protocol.js";
import { RefusedCall } from "./failure.js";

/** A handler, whatever it takes. */
export type Handler = (...args: unknown[]) => unknown;

/** The package that registers functions on GCP; ours stands in for it, which knows what was registered. */
const framework = "@google-cloud/functions-framework";

/**
 * Watches what the code loads.
 *
 * @returns names of packages that were found outside of the function's own package, filled in while the code runs
 */
export function watchLoading(dir: string): ReadonlySet<string> {
  const outside = new Set<string>();
  const standIn = pathToFileURL(join(__dirname, "functions-framework.js")).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === framework) return { url: standIn, format: "commonjs", shortCircuit: true };
      const found = next(specifier, context);
      if (isPackage(specifier) && isIn(dir, context.parentURL) && isFile(found.url) && !isIn(dir, found.url))
        outside.add(packageOf(specifier));
      return found;
    },
  });
  return outside;
}

function isPackage(specifier: string): boolean {
  return !/^(\.|\/|file:|node:|#|[A-Za-z]:\\)/.test(specifier);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function isFile(url: string): boolean {
  return url.startsWith("file:");
}

function isIn(dir: string, url: string | undefined): boolean {
  return url?.startsWith("file:") === true && fileURLToPath(url).startsWith(dir + sep);
}

/**
 * Loads the code and finds its handler, in CommonJS and in ES modules.
 *
 * @returns `undefined` where the file exports nothing of that name
 */
export async function loadHandler({ dir, file, symbol }: CallRequest): Promise<Handler | undefined> {
  const loaded = (await import(pathToFileURL(join(dir, file)).href)) as Record<string, unknown>;
  const exported = (loaded.default ?? {}) as Record<string, unknown>;
  const handler = symbol.split(".").reduce<unknown>((value, part) => property(value, part), loaded) ?? exported[symbol];
  return typeof handler === "function" ? (handler as Handler) : undefined;
}

function property(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[name];
}

/** @throws RefusedCall naming what was looked for */
export function required(handler: Handler | undefined, { file, symbol }: CallRequest): Handler {
  if (handler !== undefined) return handler;
  throw new RefusedCall(
    `${file} exports no function "${symbol}"; export it, or name another one in the argument entry`,
  );
}
