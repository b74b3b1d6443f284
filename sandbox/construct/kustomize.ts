import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findOnPath } from "../../engine/language-host/node.js";
import { executable } from "../../engine/paths.js";
import { execute } from "./execute.js";
import { refuse } from "./manifests.js";
import type { Surroundings } from "./surroundings.js";
import { commandOf, kustomize } from "./tools.js";

/**
 * What kustomize makes of a directory. Bases and charts on other machines cannot be had.
 *
 * @param options  `restricted`: files outside of the directory may not be named, as the older component has it
 */
export async function buildDirectory(
  directory: string,
  around: Surroundings,
  options: { readonly restricted: boolean },
): Promise<string> {
  const path = resolve(around.directory, directory);
  if (!existsSync(path))
    refuse(
      `kustomize build error: ${directory} is no directory of ${around.directory}, and the sandbox fetches no git repository. Keep a copy of it beside the program and name that`,
    );
  const onPath = (name: string): string | undefined => findOnPath(executable(name), process.env.PATH);
  const kubectl = onPath("kustomize") === undefined ? onPath("kubectl") : undefined;
  const loose = options.restricted ? [] : ["--load-restrictor", "LoadRestrictionsNone"];
  const printed =
    kubectl === undefined
      ? await execute(await commandOf(kustomize, around), ["build", ...loose, path], around.directory)
      : await execute(kubectl, ["kustomize", ...loose, path], around.directory);
  if (printed.code !== 0) refuse(`kustomize build error: ${printed.error.trim()}`);
  return printed.out;
}
