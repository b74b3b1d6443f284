/** The pack's process: built into one file, which the engine's language host starts. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Exceptions } from "../core/exceptions.js";
import { rules } from "../rules/index.js";
import { PackAnalyzer } from "./analyzer.js";
import { readExceptions } from "./exceptions-file.js";
import { exceptionsFile } from "./exceptions-path.js";
import { endWithParent } from "./orphan.js";
import { serve } from "./serve.js";

const { version } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8")) as { version: string };

const facts = {
  name: "groundplan",
  version,
  title: "Groundplan",
  description: "Security rules for networks and storage on AWS, Google Cloud and Azure.",
};

function exceptions(): Exceptions {
  const file = exceptionsFile(process.env);
  const entries = file === undefined ? [] : readExceptions(file, new Set(rules.map(({ id }) => id)));
  return new Exceptions(entries, rules, new Date().toISOString().slice(0, 10));
}

endWithParent();
// The engine expects the port as the first line on standard output.
serve(facts, new PackAnalyzer(facts, rules, exceptions)).then(
  ({ port }) => console.log(String(port)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
