// Runs the rules over files of labelled cases and says how often they agree:
// `npm run policies:evaluate -- FILE.jsonl [FILE.jsonl ...] [--disputed PATH ...] [--undisputed] [--details]`.
// A file of disputed cases is an object of reasons by case id; those cases are counted apart. A path is such a file or a
// folder of them, by default the repository's own; with `--undisputed` no case is counted apart.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadSource } from "./load-source.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    disputed: { type: "string", multiple: true },
    undisputed: { type: "boolean", default: false },
    details: { type: "boolean", default: false },
  },
});
if (values.undisputed && values.disputed) {
  console.error("--disputed and --undisputed exclude each other: leave one out");
  process.exit(2);
}
if (positionals.length === 0) {
  console.error("name at least one file of cases: npm run policies:evaluate -- cases.jsonl");
  process.exit(2);
}
const { judge, score, disagrees, rules } = await loadSource(`
  export { judge, score, disagrees } from "./policies/evaluation/score.js";
  export { rules } from "./policies/rules/index.js";
`);
const cases = positionals.flatMap((file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line)),
);
const own = join(import.meta.dirname, "../policies/evaluation/disputed");
const listed = values.disputed ?? (existsSync(own) ? [own] : []);
const judged = judge(cases, rules, values.undisputed ? {} : reasonsIn(listed));

const clouds = [...new Set(cases.map(({ cloud }) => cloud))].sort();
const head = [
  "cloud",
  "cases",
  "mapped",
  "recall",
  "false positives",
  "preview recall",
  "undecided",
  "lost",
  "disputed",
];
const row = (name, of) => {
  const found = score(
    cases.filter((one) => of(one)),
    judged.filter((one) => of(one.case)),
  );
  const { recall, falsePositives, previewRecall, previewUndecided } = found;
  const shares = [recall, falsePositives, previewRecall, previewUndecided].map((value) => value.toFixed(3));
  return [name, found.cases, found.mapped, ...shares, found.lost, found.disputed].map(String);
};
const table = [head, ...clouds.map((cloud) => row(cloud, (one) => one.cloud === cloud)), row("all", () => true)];
const widths = head.map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
for (const cells of table)
  console.log(
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );

if (values.details) {
  console.log("");
  for (const one of judged.filter(disagrees)) {
    const { case: id, check_id, label, target, resources } = one.case;
    const about = target ?? resources[0];
    const why = one.disputed === undefined ? "" : `  disputed: ${one.disputed}`;
    console.log(
      `${label === "fail" ? "missed" : "false "}  ${id}  ${check_id}  ${one.rules.join(",")}  ${about?.type} ${about?.name}${why}`,
    );
  }
}

/** Case id -> reason, of all files and folders. */
function reasonsIn(paths) {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith(".json"))
          .map((name) => join(path, name))
      : [path],
  );
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, "utf8"))));
}
