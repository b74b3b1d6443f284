import { once } from "node:events";
import { connect } from "node:net";
import { CliError } from "../errors.js";
import { shellQuoted } from "./shell.js";

/**
 * A shell that `groundplan sandbox env` has attached keeps the addresses of the sandbox that ran then. Without this the engine
 * would wait a quarter of a minute for a provider that does not answer.
 *
 * @param root of the project that the shell is attached to
 * @param env of the command
 * @throws CliError `sandbox-stopped` where nothing listens there any more
 */
export async function assertServed(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const port = /(?:^|,)aws:(\d+)/.exec(env.PULUMI_DEBUG_PROVIDERS ?? "")?.[1];
  if (port === undefined || (await answers(Number(port)))) return;
  throw new CliError(
    "sandbox-stopped",
    `this shell is attached to a sandbox of ${root} that was stopped. Attach it anew: ` +
      `eval "$(groundplan sandbox env --cwd ${shellQuoted(root)})"; or open another shell, to work without the sandbox`,
  );
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: "127.0.0.1" });
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
