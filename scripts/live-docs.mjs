// Writes the list of docs/live.md: everything in the docs that only a live cloud can settle, marked there with **[live]**, and
// what of it `npm run verify:live` tries. `--check` only says whether the page is current.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isTried } from "../tests/live/checks.mts";
import { writePage } from "./generated-page.mjs";
import { root } from "./load-source.mjs";

const docs = join(root, "docs");
const page = join(docs, "live.md");
const mark = /\s*\*\*\[live\]\*\*\s*/g;

/** What the marks of a page say, each with the heading that it stands under. */
function assumptions(text) {
  const found = [];
  let heading = "";
  for (const block of blocks(text)) {
    heading = /^#+ (.*)$/.exec(block)?.[1] ?? heading;
    if (block.includes("**[live]**")) found.push({ heading, statement: statement(block) });
  }
  return found;
}

/** Paragraphs, list items, rows of tables and headings, each as one line; nothing of code. */
function blocks(text) {
  const lines = text.replace(/^```.*?^```$/gms, "").split("\n");
  const starts = (line, before) => /^\s*([-*|#]|\d+\.)/.test(line) || before === "" || /^[|#]/.test(before);
  const found = [];
  lines.forEach((line, index) => {
    if (line === "") return;
    if (index === 0 || starts(line, lines[index - 1])) found.push(line.trim());
    else found.push(`${found.pop() ?? ""} ${line.trim()}`);
  });
  return found;
}

/** The marked text without what it was marked with: list signs, cells of a table as parts of a sentence. */
function statement(block) {
  const plain = block.startsWith("|")
    ? block
        .split("|")
        .map((cell) => cell.replace(mark, " ").trim())
        .filter((cell) => cell !== "")
        .join(": ")
    : block
        .replace(/^([-*]|\d+\.)\s+/, "")
        .replace(mark, " ")
        .trim();
  return plain.replace(/\s+/g, " ");
}

function withAssumptions(current) {
  const pages = readdirSync(docs)
    .filter((name) => name.endsWith(".md") && name !== "live.md")
    .sort();
  const sections = pages.flatMap((name) => {
    const text = readFileSync(join(docs, name), "utf8");
    const list = assumptions(text);
    const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
    const item = ({ heading, statement }) => {
      const place = /^What only a live cloud/.test(heading) ? "" : `${heading}: `;
      return `- ${place}${statement}${isTried(name, statement) ? " *Tried by `verify:live`.*" : ""}`;
    };
    return list.length === 0 ? [] : [`### ${title} ([${name}](${name}))\n\n${list.map(item).join("\n")}\n`];
  });
  const [before] = current.split("<!-- assumptions -->");
  return `${before}<!-- assumptions -->\n\n${sections.join("\n")}`;
}

writePage(page, withAssumptions, "docs:live");
