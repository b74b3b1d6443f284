import { checkTable } from "../core/checks.js";
import { describe } from "../core/target.js";
import type { Checking } from "./validate.js";

/** A name that is legal for every cloud and every shell. */
const namePattern = /^[A-Za-z][A-Za-z0-9_]*$/;

export function checkEnv({ problems, cloud, args, rules }: Checking): void {
  const { env } = args;
  if (env === undefined || !checkTable(problems, "env", env, "an object of texts by name")) return;
  let bytes = 0;
  for (const [name, value] of Object.entries(env)) {
    const path = `env.${name}`;
    if (!namePattern.test(name))
      problems.add(path, `"${name}" is not a name; use letters, digits and _, beginning with a letter`);
    else if (rules.reservedEnv.test(name)) problems.add(path, `"${name}" belongs to ${cloud} itself; use another name`);
    if (typeof value === "string") bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    else if (typeof value !== "object" || value === null)
      problems.add(path, `${describe(value)} is not text; write it as "${String(value)}"`);
  }
  if (rules.envBytes !== undefined && bytes > rules.envBytes)
    problems.add(
      "env",
      `names and values have ${bytes} bytes, ${cloud} takes at most ${rules.envBytes}; put long ones into the code`,
    );
}
