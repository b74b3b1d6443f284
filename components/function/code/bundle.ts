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
  /** Packages of which something is in it. */
  readonly contained: readonly string[];
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
    return { path: "index.js", data, packages: leftOut(metafile), contained: contained(metafile) };
  } catch (error) {
    throw new BundleError(reasons(error));
  }
}

/** What is imported and was left out, without what is part of Node. */
function leftOut({ outputs }: Esbuild.Metafile): string[] {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  return packagesOf(imports.flatMap(({ path, external }) => (external === true && !isBuiltin(path) ? [path] : [])));
}

function contained({ inputs }: Esbuild.Metafile): string[] {
  const folder = "node_modules/";
  return packagesOf(
    Object.keys(inputs).flatMap((path) => {
      const at = path.lastIndexOf(folder);
      return at < 0 ? [] : [path.slice(at + folder.length)];
    }),
  );
}

/** Names of packages, without paths into them, each once. */
function packagesOf(paths: readonly string[]): string[] {
  const names = paths.map((path) =>
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
