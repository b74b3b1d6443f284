/** Lines of a build from nothing, for `about`. */
export interface BuildSize {
  /** Modules that are fetched. */
  readonly modules: number;
  /** Packages that are compiled. */
  readonly packages: number;
}

/**
 * Follows what `go build -v` prints on standard error: a line for each module it fetches, one for each package it
 * compiles, and otherwise complaints.
 */
export class BuildLog {
  private modules = 0;
  private packages = 0;
  private readonly complaints: string[] = [];
  private readonly size: BuildSize;

  constructor(size: BuildSize) {
    this.size = size;
  }

  add(line: string): void {
    if (line.startsWith("go: downloading ")) this.modules += 1;
    else if (/^[\w.-]+(\/[\w.~@+-]+)*$/.test(line)) this.packages += 1;
    else if (line.trim() !== "") this.complaints.push(line.trim());
  }

  /** Where the build is, in words. */
  describe(fetched: string): string {
    if (this.packages === 0) return `fetching Go modules: ${this.modules} of about ${this.size.modules}, ${fetched}`;
    // What an earlier run compiled is not printed again, so a resumed build ends below the full count.
    if (this.packages < this.size.packages - 1)
      return `compiling: ${this.packages} of about ${this.size.packages} packages`;
    return "linking";
  }

  /** What Go complained of last, shortened; empty when it did not. */
  complaint(): string {
    return this.complaints.slice(-4).join(" / ").slice(-600);
  }

  /** Whether the disk was full. */
  diskFull(): boolean {
    return this.complaints.some((line) => /no space left on device/i.test(line));
  }

  /** Whether a new try may help: a connection that failed rather than a module that does not exist. */
  worthRetrying(): boolean {
    return this.complaints.some((line) =>
      /i\/o timeout|connection (reset|refused)|TLS handshake|unexpected EOF|INTERNAL_ERROR|\b(429|50[0234])\b/i.test(
        line,
      ),
    );
  }
}
