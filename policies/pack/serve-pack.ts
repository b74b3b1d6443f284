import { Exceptions } from "../core/exceptions.js";
import type { Rule } from "../core/rule.js";
import { PackAnalyzer } from "./analyzer.js";
import { ConfigurationError } from "./configuration.js";
import { exceptionsFile } from "./exceptions-path.js";
import { endWithParent } from "./orphan.js";
import type { PackConfig } from "./pack-config.js";
import { PackError } from "./pack-error.js";
import { packFacts } from "./pack-facts.js";

/** A policy pack: what it is called, and what it holds. */
export interface Pack {
  /** At most 100 letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  /** As npm writes versions: `1.4.0`. */
  readonly version: string;
  /** What people read in place of the name. @default - the name */
  readonly title?: string;
  /** What the pack is for, in one sentence. @default - nothing is said */
  readonly description?: string;
  /** Rules of one's own, and chosen ones of this package: `[...selectRules({ services: ["aws-s3"] }), ownRule]`. */
  readonly rules: readonly Rule[];
  /**
   * Levels, and settings of rules. What a run configures goes before it, setting by setting.
   *
   * @default - every rule takes part: critical and high ones stop, the others advise. That is the profile `all`:
   * `{ "meta-profile": { profiles: ["all"] } }`
   */
  readonly config?: PackConfig;
}

/**
 * Serves a pack to the engine that has started this process: the whole of a pack's `index.js` or `index.ts`.
 *
 * The process says its port on standard output, so nothing else may be printed there, and ends with the engine. What is wrong
 * with the pack is said on standard error, and ends the process with exit code 1.
 */
export function servePack(pack: Pack): void {
  start(pack).catch((error: unknown) => {
    const told = error instanceof PackError || error instanceof ConfigurationError;
    console.error(told ? `${pack.name}: ${error.message}` : error);
    process.exit(1);
  });
}

async function start(pack: Pack): Promise<void> {
  const facts = packFacts(pack);
  // gRPC and YAML are for who serves: a test of a rule does not load them.
  const [{ serve }, { readExceptions }] = await Promise.all([import("./serve.js"), import("./exceptions-file.js")]);
  const ids = new Set(pack.rules.map(({ id }) => id));
  const exceptions = () => {
    const file = exceptionsFile(process.env);
    const entries = file === undefined ? [] : readExceptions(file, ids);
    return new Exceptions(entries, pack.rules, new Date().toISOString().slice(0, 10));
  };
  endWithParent();
  const { port } = await serve(facts, new PackAnalyzer(facts, pack.rules, exceptions));
  // The engine expects it as the first line.
  console.log(String(port));
}
