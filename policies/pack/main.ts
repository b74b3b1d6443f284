/** The pack's process: built into one file, which the engine's language host starts. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../rules/index.js";
import { usualSelection } from "./profiles.js";
import { servePack } from "./serve-pack.js";

/** What the build has written beside the file. */
const manifest = readFileSync(join(__dirname, "package.json"), "utf8");
const { version, description } = JSON.parse(manifest) as { version: string; description: string };

servePack({
  name: "groundplan",
  version,
  title: "Groundplan",
  description,
  rules,
  config: { "meta-profile": { profiles: usualSelection.profiles } },
});
