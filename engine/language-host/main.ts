/**
 * A language host for programs written for Node: the process that the Pulumi engine starts to run them.
 *
 * It stands in for the official `pulumi-language-nodejs` beside an engine that was built from source, since that host
 * is not published as a Go module. docs/engine.md says what it does and where it differs.
 */
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { anyRunning, endAll, stopAll } from "./children.js";
import { readArguments } from "./context.js";
import { watchEngine } from "./engine-watch.js";
import { CHANNEL_OPTIONS, listen } from "./rpc.js";
import { languageService } from "./service.js";

/** How long programs may take to stop when the engine is gone or interrupts us, in milliseconds. */
const END_GRACE_MS = 700;

/** How often it is looked whether they have stopped, in milliseconds. */
const END_POLL_MS = 20;

async function main(): Promise<void> {
  const host = readArguments(process.argv.slice(2));
  const server = new grpc.Server(CHANNEL_OPTIONS);
  server.addService(LanguageRuntimeService, languageService(host));
  const port = await listen(server);
  process.stdout.write(`${port}\n`);
  // Started by hand and attached to with PULUMI_DEBUG_LANGUAGES, a host serves one engine after another.
  if (host.engineAddress !== "") watchEngine(endOrphaned);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
}

let ending = false;

/** Ends the programs, then this process. The engine interrupts its hosts at the end of every run. */
function end(): void {
  if (!ending && !anyRunning()) process.exit(0);
  endSoon(() => process.exit(0));
}

/** The engine is gone: nobody else ends what the programs started, so the whole process group goes. */
function endOrphaned(): void {
  endSoon(endAll);
}

function endSoon(last: () => void): void {
  if (ending) return;
  ending = true;
  stopAll("SIGTERM", END_GRACE_MS);
  setTimeout(endAll, END_GRACE_MS);
  setInterval(() => {
    if (!anyRunning()) last();
  }, END_POLL_MS);
}

main().catch((error: unknown) => {
  process.stderr.write(`pulumi-language-nodejs: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
