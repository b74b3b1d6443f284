// Writes the tables of docs/capabilities.md from the tables that the components' checks read: components/*/capabilities.ts,
// and what the clouds' ingress controllers cannot do for a Workload. `--check` only says whether the page is current.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { writePage } from "./generated-page.mjs";
import { loadSource, root } from "./load-source.mjs";

const clouds = ["aws", "gcp", "azure"];
const mark = "<!-- capabilities: made by `npm run docs:capabilities`, do not edit -->";

/** Limits by component, cloud and argument, the components in the order of the alphabet. */
async function limitations() {
  const folders = readdirSync(join(root, "components"))
    .filter((folder) => existsSync(join(root, "components", folder, "capabilities.ts")))
    .sort();
  const lines = folders.map((folder, place) => `export * as c${place} from "./components/${folder}/capabilities.js";`);
  const loaded = await loadSource(
    [...lines, `export { dialects } from "./components/kubernetes/workload/clouds.js";`].join("\n"),
  );
  const own = folders.map((folder, place) => [
    folder,
    Object.fromEntries(clouds.map((cloud) => [cloud, loaded[`c${place}`][`${cloud}Unsupported`]])),
  ]);
  const onCluster = Object.fromEntries(clouds.map((cloud) => [cloud, loaded.dialects[cloud].unsupported]));
  return [...own, ["workload", onCluster]];
}

const className = (folder) => folder.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

/** The key of a limit as a reader writes the argument. */
const shown = (argument) => `\`${argument.replace("=", ": ")}\``;

function section([folder, byCloud]) {
  const known = [...new Set(clouds.flatMap((cloud) => Object.keys(byCloud[cloud])))];
  const cell = (argument, cloud) => (argument in byCloud[cloud] ? "no" : "yes");
  const matrix = known.map((argument) => [shown(argument), ...clouds.map((cloud) => cell(argument, cloud))]);
  const reasons = clouds.flatMap((cloud) =>
    Object.entries(byCloud[cloud]).map(([argument, { why, instead }]) => [cloud, shown(argument), why, instead]),
  );
  return [
    `## ${className(folder)}`,
    "",
    ...table(["argument", ...clouds], matrix),
    "",
    ...table(["cloud", "argument", "why", "instead"], reasons),
  ].join("\n");
}

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

const sections = (await limitations()).map(section);
writePage(
  join(root, "docs", "capabilities.md"),
  (current) => `${current.split(mark)[0]}${mark}\n\n${sections.join("\n\n")}\n`,
  "docs:capabilities",
);
