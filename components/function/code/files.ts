/** One file of a package. Nothing but its path and its bytes counts: times, owners and modes of the source do not. */
export interface PackageFile {
  /** With `/` between folders, relative to the top of the package. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** A file with a value as JSON, the same text for the same value. */
export function jsonFile(path: string, value: unknown): PackageFile {
  return { path, data: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`) };
}
