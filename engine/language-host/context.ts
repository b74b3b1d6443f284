/** What a host knows of the engine it serves; `Handshake` may change the address. */
export interface HostContext {
  engineAddress: string;
  /** A tracing endpoint that the engine hands on to programs. */
  readonly tracing: string | undefined;
}

/**
 * Reads the command line that the engine starts a language host with: its own address comes last, flags before it.
 * Unknown flags are the engine's logging flags and those of other versions; none changes what this host does.
 */
export function readArguments(args: readonly string[]): HostContext {
  const tracingAt = args.indexOf("--tracing");
  const tracing =
    tracingAt === -1
      ? args.find((arg) => arg.startsWith("--tracing="))?.slice("--tracing=".length)
      : args[tracingAt + 1];
  const last = args.at(-1);
  const engineAddress = last === undefined || last.startsWith("-") || last === tracing ? "" : last;
  return { engineAddress, tracing };
}
