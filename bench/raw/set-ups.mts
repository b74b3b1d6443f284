import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** The project folders of one comparison: the same program file under each set-up. */
export interface SetUps {
  /** Our program entry (`stacks/main.js`): type stripping by Node and the cheap stack formatter. */
  readonly ours: string;
  /** What `pulumi new typescript` makes: ts-node, which type-checks at every run. */
  readonly standard: string;
}

/** Writes both projects below a temporary folder. */
export function writeSetUps(): SetUps {
  const base = mkdtempSync(join(tmpdir(), "groundplan-bench-raw-"));
  return { ours: writeOurs(join(base, "ours")), standard: writeStandard(join(base, "standard")) };
}

function project(directory: string, lines: readonly string[]): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "Pulumi.yaml"), `${["name: bench", ...lines].join("\n")}\n`);
  writeFileSync(
    join(directory, "Pulumi.bench.yaml"),
    "config:\n  aws:region: eu-west-1\n  gcp:project: acme-bench\n  azure-native:location: westeurope\n",
  );
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
}

function writeOurs(directory: string): string {
  project(directory, ["runtime:", "  name: nodejs", "  options:", "    typescript: false", "main: stacks/main.js"]);
  mkdirSync(join(directory, "stacks"));
  writeFileSync(join(directory, "package.json"), JSON.stringify({ name: "bench", private: true }));
  for (const file of ["main.js", "package.json", "entry.js"]) {
    cpSync(join(root, "stacks", file), join(directory, "stacks", file));
  }
  cpSync(join(import.meta.dirname, "program.ts"), join(directory, "stacks", "index.ts"));
  return directory;
}

function writeStandard(directory: string): string {
  project(directory, ["runtime: nodejs"]);
  writeFileSync(join(directory, "package.json"), JSON.stringify({ name: "bench", private: true, main: "index.ts" }));
  // The compiler options of Pulumi's own TypeScript template.
  const compilerOptions = {
    strict: true,
    outDir: "bin",
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    sourceMap: true,
    experimentalDecorators: true,
    pretty: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
  };
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }, null, 2));
  cpSync(join(import.meta.dirname, "program.ts"), join(directory, "index.ts"));
  return directory;
}
