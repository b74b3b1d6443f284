import { usageError } from "../errors.js";
import type { FoundFunction } from "./find.js";

/** Variables that the cloud itself sets, as far as code reads them. */
export function cloudEnv({ cloud, name, entry, memoryMiB }: FoundFunction): Record<string, string> {
  const symbol = entry.slice(entry.lastIndexOf(".") + 1);
  if (cloud === "gcp") return { K_SERVICE: name, K_REVISION: `${name}-00001`, FUNCTION_TARGET: symbol };
  if (cloud === "azure")
    return { FUNCTIONS_WORKER_RUNTIME: "node", WEBSITE_SITE_NAME: name, AZURE_FUNCTIONS_ENVIRONMENT: "Development" };
  return {
    AWS_REGION: "us-east-1",
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMiB),
    LAMBDA_TASK_ROOT: ".",
    _HANDLER: entry,
  };
}

/** `NAME=value` of the command line. @throws CliError `bad-argument` */
export function givenEnv(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw usageError("bad-argument", `--env is ${JSON.stringify(text)}; use --env NAME=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
