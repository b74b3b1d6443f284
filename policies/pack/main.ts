/** The pack's process: built into one file, which the engine's language host starts. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../rules/index.js";
import { endWithParent, serve } from "./serve.js";

const { version } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8")) as { version: string };

const facts = {
  name: "groundplan",
  version,
  title: "Groundplan",
  description: "Security rules for networks and storage on AWS, Google Cloud and Azure.",
};

endWithParent();
serve(facts, rules).then(
  (port) => console.log(String(port)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
