import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { DOCS } from "../policies/core/message.js";

/**
 * Where a page of the rules is from here: the pack names it from the root of the package, which may be installed far below or
 * beside the directory of the command.
 *
 * @param page  `docs/policies/aws-s3-versioning.md`
 */
export function docsFromHere(page: string): string {
  const root = packageRoot();
  return root === undefined ? page : relative(process.cwd(), join(root, page));
}

/** The root of the package, or of the clone, that this file is of. */
function packageRoot(): string | undefined {
  for (let dir = __dirname; dir !== dirname(dir); dir = dirname(dir)) if (existsSync(join(dir, DOCS))) return dir;
  return undefined;
}
