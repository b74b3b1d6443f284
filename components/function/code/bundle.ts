import { isBuiltin } from "node:module";
import { basename, dirname, resolve } from "node:path";
import type * as Esbuild from "esbuild";
import { Runtime } from "../args.js";
import type { PackageFile } from "./files.js";

/** A TypeScript file cannot be bundled; the message says why, and what to do. */
export class BundleError extends Error {}

export interface Bundle extends PackageFile {
  /** Packages that it needs and does not contain. */
  readonly packages: readonly string[];
}

/**
 * Bundles a file with everything that it imports into one `index.js`. Nothing that belongs to a machine gets into it:
 * no paths, no comments, no source map. @throws BundleError
 */
export function bundle(entry: string, runtime: Runtime, external: readonly string[]): Bundle {
  const esbuild = load();
  try {
    const { outputFiles, metafile } = esbuild.buildSync({
      // Names of modules are relative to it, and get into the bundle.
      absWorkingDir: dirname(resolve(entry)),
      entryPoints: [basename(entry)],
      outfile: "index.js",
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
      target: runtime === Runtime.Node24 ? "node24" : "node22",
      external: [...external],
      minifySyntax: true,
      minifyWhitespace: true,
      keepNames: true,
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
      metafile: true,
    });
    const data = outputFiles[0]?.contents ?? new Uint8Array();
    return { path: "index.js", data, packages: packagesIn(metafile) };
  } catch (error) {
    throw new BundleError(reasons(error));
  }
}

/** Names of what is imported and was left out, without paths into packages and without what is part of Node. */
function packagesIn({ outputs }: Esbuild.Metafile): string[] {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const names = imports
    .filter(({ path, external }) => external === true && !isBuiltin(path))
    .map(({ path }) =>
      path
        .split("/")
        .slice(0, path.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  return [...new Set(names)].sort();
}

function load(): typeof Esbuild {
  try {
    return require("esbuild") as typeof Esbuild;
  } catch {
    throw new BundleError(
      "bundling needs the package esbuild, which is not installed; run `npm install --save-dev esbuild`",
    );
  }
}

/** What esbuild says: `file:line: text` for each error. */
function reasons(error: unknown): string {
  const { errors } = error as Partial<Esbuild.BuildFailure>;
  if (errors === undefined || errors.length === 0) return error instanceof Error ? error.message : String(error);
  return errors
    .map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text))
    .join("; ");
}
