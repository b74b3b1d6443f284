import { failure } from "./failures.js";
import { runPulumi } from "./pulumi.js";
import type { Session } from "./session.js";

/**
 * The stack's outputs as the last update left them. A secret, also one within an object, reads `[secret]` unless secrets are
 * asked for: then the engine decrypts them.
 *
 * @throws CliError as `failure` words it
 */
export async function stackOutputs(
  session: Session,
  { showSecrets = false }: { readonly showSecrets?: boolean } = {},
): Promise<Record<string, unknown>> {
  try {
    const args = ["stack", "output", "--json", ...(showSecrets ? ["--show-secrets"] : [])];
    return JSON.parse(await runPulumi(session, args)) as Record<string, unknown>;
  } catch (error) {
    throw failure(session, error);
  }
}
