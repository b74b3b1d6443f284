import type { PackageName } from "../../../sandbox/types.js";
import type { Verdict } from "./run.js";

/** What one SDK came to: data for this page and for others. */
export interface Counts {
  readonly version: string;
  readonly types: number;
  readonly passed: number;
  /** No valid inputs could be generated. */
  readonly ungenerated: number;
  /** Something is inconsistent. */
  readonly failed: number;
  /** Types of which an input was found that changes in place. */
  readonly changed: number;
  /** Optional inputs that were set together with others, of all. */
  readonly optionalSet: number;
  readonly optional: number;
}

export function countsOf(version: string, verdicts: readonly Verdict[]): Counts {
  const ungenerated = verdicts.filter((v) => v.ungenerated !== undefined).length;
  const failed = verdicts.filter((v) => v.problems.length > 0).length;
  const sum = (of: (v: Verdict) => number) => verdicts.reduce((total, v) => total + of(v), 0);
  return {
    version,
    types: verdicts.length,
    passed: verdicts.length - ungenerated - failed,
    ungenerated,
    failed,
    changed: verdicts.filter((v) => v.changed).length,
    optionalSet: sum((v) => v.optional[0]),
    optional: sum((v) => v.optional[1]),
  };
}

export function share(counts: Counts): number {
  return counts.passed / counts.types;
}

const head = `# Conformance of the sandbox

Written by \`npm run conformance\`, which takes every resource type of the SDKs below through its life in the sandbox: a check of
generated inputs, a preview, the creation, a look at every output (present, of its declared type, nested ones too, and of the
form that its name promises), a diff without a change, an import by the id alone, an update of one input that changes in place,
the deletion, and the creation of its next generation. Each type goes through it twice: with the inputs that it requires, and
with every optional input that a value could be generated for and that the others leave room for.

Of Kubernetes, what no program makes as a resource of its own is left out: the lists of each kind, and the components that
\`Construct\` builds. An in-place change is not counted where the tables of replacements say that every input needs a new object.

This proves that the sandbox is consistent with what the SDKs declare and with itself. It does not prove that it is true: what
the clouds really do is judged by samples of the providers' documentation and by real programs.
`;

/** The page, with the types that did not pass and why. */
export function page(
  results: ReadonlyMap<PackageName, readonly Verdict[]>,
  counts: ReadonlyMap<PackageName, Counts>,
): string {
  const rows = [...counts].map(
    ([pkg, c]) =>
      `| \`@pulumi/${pkg}\` ${c.version} | ${c.types} | ${c.passed} | ${(Math.floor(share(c) * 1000) / 10).toFixed(1)} % | ` +
      `${c.ungenerated} | ${c.failed} | ${c.changed} | ${c.optionalSet} of ${c.optional} |`,
  );
  const table = [
    "| SDK | types | pass | share | not generated | inconsistent | changed in place | optional inputs set |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ];
  const lists = [...results].flatMap(([pkg, verdicts]) => [
    ...list(
      `\`@pulumi/${pkg}\`: no valid inputs could be generated`,
      verdicts.flatMap((v) => (v.ungenerated === undefined ? [] : [`\`${v.token}\`: ${v.ungenerated}`])),
    ),
    ...list(
      `\`@pulumi/${pkg}\`: inconsistent`,
      verdicts.flatMap((v) =>
        v.problems.length === 0 ? [] : [`\`${v.token}\`: ${v.problems.slice(0, 3).join("; ")}`],
      ),
    ),
  ]);
  return [head, ...table, "", ...lists].join("\n");
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines.map((line) => `- ${short(line)}`), ""];
}

function short(line: string): string {
  const plain = line.replace(/\s+/g, " ").replaceAll("|", "\\|");
  return plain.length > 240 ? `${plain.slice(0, 237)}...` : plain;
}
