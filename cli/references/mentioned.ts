import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { answersFile } from "../../sandbox/answers/file.js";

/** Directories that hold other people's code, or none of the program. */
const skipped: ReadonlySet<string> = new Set([
  "node_modules",
  "venv",
  "__pycache__",
  "vendor",
  "target",
  "obj",
  "dist",
  "build",
  "site-packages",
  "test",
  "tests",
  "__tests__",
]);
const sources = /\.(?:[cm]?[jt]sx?|py|go|cs|fs|vb|java|kt|scala)$/;
/** A reference that is made, or a class of references: the name alone stands in imports, comments and tools, too. */
const made = /StackReference\s*[(<)]|extends\s+[\w.]*StackReference/;
/** The toolkit's package, as a program imports it. */
const toolkit = /\b(?:from|import|require)\s*\(?\s*["']groundplan(?:\/[\w-]+)?["']/;
/** A project with more than this is not read through. */
const mostFiles = 3_000;
const mostBytes = 1024 * 1024;

/**
 * Whether a program may read other stacks: its sources speak of references, or its sandbox.yaml answers stacks. One that is too
 * large to be read through may.
 */
export function readsStacks(root: string): boolean {
  const answers = answersFile(root);
  if (answers !== undefined && /^stacks:/m.test(readFileSync(answers, "utf8"))) return true;
  return anySource(root, made) ?? true;
}

/** Whether a program is made of the toolkit's components. Of one that is too large to be read through that is not assumed. */
export function usesToolkit(root: string): boolean {
  return anySource(root, toolkit) ?? false;
}

/** Whether a source of the project matches; undefined where there are too many to read. */
function anySource(root: string, pattern: RegExp): boolean | undefined {
  let left = mostFiles;
  const visit = (dir: string): boolean =>
    entriesOf(dir).some((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return !skipped.has(entry.name) && !entry.name.startsWith(".") && visit(path);
      if (!sources.test(entry.name) || entry.name.endsWith(".d.ts")) return false;
      left--;
      return left < 0 || matches(path, pattern);
    });
  const found = visit(root);
  return left < 0 ? undefined : found;
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

function matches(file: string, pattern: RegExp): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true || statSync(file).size > mostBytes) return false;
  return pattern.test(readFileSync(file, "utf8"));
}
