/** Why no engine could be given. Stable: scripts may test for it. */
export const EngineErrorCode = {
  /** None of the three ways worked. */
  Unavailable: "ENGINE_UNAVAILABLE",
  /** Stopped by a signal or by the caller; what was fetched and compiled so far is kept for the next run. */
  Interrupted: "ENGINE_INTERRUPTED",
  /** Too little room on the disk. */
  Disk: "ENGINE_DISK",
  /** The tool's home directory cannot be created or written. */
  Home: "ENGINE_HOME",
  /** This installation of the toolkit lacks the language host or the module files: it was not built. */
  HostMissing: "ENGINE_HOST_MISSING",
} as const;
export type EngineErrorCode = (typeof EngineErrorCode)[keyof typeof EngineErrorCode];

/** One of the ways to an engine, and why it led to none. */
export interface FailedWay {
  readonly way: "present" | "download" | "build";
  readonly reason: string;
}

/** No engine: `message` says what was tried, why it failed and what helps; `code` is for programs. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  /** The ways that were tried, in order. Empty where it did not come to that. */
  readonly ways: readonly FailedWay[];

  constructor(code: EngineErrorCode, message: string, options: { ways?: readonly FailedWay[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "EngineError";
    this.code = code;
    this.ways = options.ways ?? [];
  }
}

/** A way that leads to no engine here; the next one is tried. */
export class WayFailed extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = "WayFailed";
  }
}

const TITLES: Record<FailedWay["way"], string> = {
  present: "one that is already there",
  download: "download by the official launcher",
  build: "build with Go from public modules",
};

/** Facts that the advice depends on. */
export interface Advice {
  readonly version: string;
  /** Where an engine can be put by hand. */
  readonly root: string;
  /** For example `linux-x64`. */
  readonly platform: string;
  /** The least Go version that builds it. */
  readonly goVersion: string;
}

/** The one message for a machine on which every way fails: what was tried, why it failed, what helps. */
export function unavailable(ways: readonly FailedWay[], advice: Advice): EngineError {
  const tried = ways.map(({ way, reason }, index) => `  ${index + 1}. ${TITLES[way]}: ${reason}`);
  const message = [
    `No Pulumi engine ${advice.version} for ${advice.platform}. Tried:`,
    ...tried,
    "Any one of these helps:",
    "  - let this machine reach https://get.pulumi.com and run this again (behind a proxy: set HTTPS_PROXY)",
    `  - install Go ${advice.goVersion} or newer and let it reach a Go module proxy (see \`go env GOPROXY\`)`,
    `  - unpack the release of Pulumi ${advice.version} for ${advice.platform}, all its programs, into ${advice.root}/bin`,
  ].join("\n");
  return new EngineError("ENGINE_UNAVAILABLE", message, { ways });
}
