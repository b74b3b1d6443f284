import { relative } from "node:path";
import { packageFile } from "./package-file.js";

/**
 * Where a page of the rules is from here: the pack names it from the root of the package, which may be installed far below or
 * beside the directory of the command.
 *
 * @param page  `docs/policies/aws-s3-versioning.md`, `docs/policies.md#undecided`
 */
export function docsFromHere(page: string): string {
  const [file = page, ...place] = page.split("#");
  const found = packageFile(file);
  return found === undefined ? page : [relative(process.cwd(), found), ...place].join("#");
}
