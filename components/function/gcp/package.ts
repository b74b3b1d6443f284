import { posix } from "node:path";
import type { Problems } from "../../core/errors.js";
import { Runtime } from "../args.js";
import { jsonFile, type PackageFile } from "../code/files.js";
import type { FunctionPlan } from "../types.js";

/** What the build looks for when nothing names the file. */
const byDefault = ["index.js", "function.js"];
const descriptor = "package.json";

/** The code with the `package.json` that tells the build which file to load, unless there is one. */
export function gcpPackage(plan: FunctionPlan): readonly PackageFile[] {
  if (!isNode(plan) || described(plan) !== undefined) return plan.files;
  return [...plan.files, jsonFile(descriptor, { private: true, main: plan.entry.file })];
}

/** The build takes the file from `main` of `package.json`, and there is no other way to name it. */
export function checkGcpPackage(problems: Problems, plan: FunctionPlan): void {
  const own = isNode(plan) ? described(plan) : undefined;
  if (own === undefined) return;
  const main = mainOf(own);
  const { file, text } = plan.entry;
  const fits = main === undefined ? byDefault.includes(file) : named(file).includes(posix.normalize(main));
  if (fits) return;
  const found = main === undefined ? "has no main" : `says "main": ${JSON.stringify(main)}`;
  problems.add(
    "entry",
    `"${text}" is in ${file}, but ${descriptor} ${found}, which is what GCP loads; write "main": "${file}" there`,
  );
}

/** Variables of the build: a Python file of another name than `main.py` has to be named. */
export function buildVariables({ runtime, entry }: FunctionPlan): Record<string, string> {
  return runtime === Runtime.Python313 && entry.file !== "main.py" ? { GOOGLE_FUNCTION_SOURCE: entry.file } : {};
}

function isNode({ runtime }: FunctionPlan): boolean {
  return runtime === Runtime.Node22 || runtime === Runtime.Node24;
}

function described({ files }: FunctionPlan): PackageFile | undefined {
  return files.find(({ path }) => path === descriptor);
}

function mainOf({ data }: PackageFile): string | undefined {
  try {
    const { main } = JSON.parse(Buffer.from(data).toString("utf8")) as { main?: unknown };
    return typeof main === "string" ? main : undefined;
  } catch {
    return undefined;
  }
}

/** The ways in which `main` can name a file. */
function named(file: string): readonly string[] {
  const stem = file.replace(/\.[cm]?js$/, "");
  return stem.endsWith("/index") ? [file, stem, posix.dirname(file), `${posix.dirname(file)}/`] : [file, stem];
}
