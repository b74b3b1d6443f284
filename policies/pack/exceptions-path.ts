import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { EXCEPTIONS_FILE, EXCEPTIONS_VARIABLE } from "../core/exceptions.js";

/**
 * The file of exceptions: the one that is named, or else the one in the directory in which the engine was started; undefined
 * where there is none. The pack itself runs in its own directory, and the engine tells it no other.
 */
export function exceptionsFile(env: NodeJS.ProcessEnv): string | undefined {
  const { [EXCEPTIONS_VARIABLE]: named, PWD: directory } = env;
  if (named !== undefined && named !== "") return resolve(named);
  const usual = directory === undefined ? undefined : resolve(directory, EXCEPTIONS_FILE);
  return usual !== undefined && existsSync(usual) ? usual : undefined;
}
