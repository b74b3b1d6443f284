import { Runtime } from "../args.js";
import type { PackageFile } from "../code/files.js";
import { jsonFile } from "../code/files.js";
import type { FunctionPlan } from "../types.js";

/**
 * `<key>/function.json`, which declares one trigger to the Functions host. `content` holds the bindings, and what else
 * belongs there (`retry`). For a custom runtime the host calls the executable instead of a script.
 */
export function functionJson(key: string, plan: FunctionPlan, content: Readonly<Record<string, unknown>>): PackageFile {
  const script =
    plan.runtime === Runtime.Custom ? {} : { scriptFile: `../${plan.entry.file}`, entryPoint: plan.entry.symbol };
  return jsonFile(`${key}/function.json`, { ...script, ...content });
}
