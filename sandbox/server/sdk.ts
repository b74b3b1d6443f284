import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type FetchOptions,
  fetchedSdk,
  fetchSdk,
  NoSuchVersion,
  nearestPublished,
  newestFetched,
} from "../sdks/fetch.js";
import { nodeModulesAbove, otherInstalls, plainInstalls } from "../sdks/installed.js";
import { declaredVersions } from "../sdks/manifests.js";
import { type Program, runsOnNode } from "../sdks/program.js";
import type { PackageName, SdkSource } from "../types.js";
import type { Log } from "./log.js";

/** How to come by SDKs that are not installed. */
export interface Fetching extends FetchOptions {
  readonly program: Program;
  readonly log: Log;
}

/** Finds the npm SDK that a program uses; answers are remembered for the life of the server. */
export class SdkFinder {
  private readonly rootsOf: () => readonly string[];
  private readonly fetching: Fetching | undefined;
  private readonly installed = new Map<string, SdkSource>();
  private readonly ensured = new Map<string, Promise<SdkSource | undefined>>();

  /**
   * `roots`: directories to look from, each with the node_modules above it; the first that fits wins. Without `fetching` only
   * what is installed is found.
   */
  constructor(roots: readonly string[] | (() => readonly string[]), fetching?: Fetching) {
    this.rootsOf = typeof roots === "function" ? roots : () => roots;
    this.fetching = fetching;
  }

  /**
   * The installed SDK of a package in the version that the provider's inputs name: the one of that version, under its own
   * name or an alias (two majors in one program), else the one of the same major, else the first one found. Undefined
   * where none is installed at all, nor was ever fetched.
   */
  find(pkg: PackageName, version: string | undefined): SdkSource | undefined {
    const key = `${pkg}@${version ?? ""}`;
    let source = this.installed.get(key);
    if (source === undefined) {
      const all = installs(this.rootsOf(), pkg);
      const wanted = plain(version);
      source = exact(all, wanted) ?? ofMajor(all, wanted) ?? all.first() ?? this.fetchedBefore(pkg);
      if (source !== undefined) {
        this.installed.set(key, source);
      }
    }
    return source;
  }

  /**
   * The SDK of a package, fetched from the npm registry where the program does not bring it along: a program in another
   * language, or one that uses the package through another one. `say` is called before what takes long. Throws `sdk-fetch`.
   */
  ensure(
    pkg: PackageName,
    version: string | undefined,
    say: (line: string) => void = () => undefined,
  ): Promise<SdkSource | undefined> {
    const key = `${pkg}@${version ?? ""}`;
    let source = this.ensured.get(key);
    if (source === undefined) {
      source = this.settle(pkg, plain(version), say);
      this.ensured.set(key, source);
      // What failed may work at the next try: the user has installed it, or is online again.
      source.catch(() => this.ensured.delete(key));
    }
    return source;
  }

  private fetchedBefore(pkg: PackageName): SdkSource | undefined {
    return this.fetching === undefined ? undefined : newestFetched(pkg, this.fetching.cache);
  }

  private async settle(
    pkg: PackageName,
    asked: string | undefined,
    say: (line: string) => void,
  ): Promise<SdkSource | undefined> {
    const { fetching } = this;
    if (fetching === undefined) return this.find(pkg, asked);
    const { program } = fetching;
    const version = versionFor(program, pkg, asked);
    if (version === undefined) return this.assumed(pkg, fetching);
    const own = installs(program.roots, pkg);
    const brought = exact(own, version) ?? (runsOnNode(program) ? ofMajor(own, version) : undefined);
    const present = brought ?? exact(installs(this.rootsOf(), pkg), version);
    if (present !== undefined) return present;
    try {
      return await this.fetched(pkg, version, fetching, say);
    } catch (error) {
      const another = runsOnNode(program) ? own.first() : undefined;
      if (another === undefined) throw error;
      fetching.log.write("sdk-assumed", { package: pkg, version: another.version, because: `no-${version}` });
      return another;
    }
  }

  private assumed(pkg: PackageName, { program, log }: Fetching): SdkSource | undefined {
    const source = this.find(pkg, undefined);
    if (source !== undefined && !runsOnNode(program)) {
      log.write("sdk-assumed", { package: pkg, version: source.version, because: "no-version-is-named" });
    }
    return source;
  }

  private async fetched(
    pkg: PackageName,
    version: string,
    fetching: Fetching,
    say: (line: string) => void,
  ): Promise<SdkSource> {
    const note = join(fetching.cache, `${pkg}-${version}.nearest`);
    const known = existsSync(note) ? readFileSync(note, "utf8").trim() : version;
    const present = fetchedSdk(pkg, known, fetching.cache);
    if (present !== undefined) return present;
    say(`fetching the npm package @pulumi/${pkg}@${known}, once, to know what ${pkg} ${version} accepts`);
    try {
      return await this.fetch(pkg, known, fetching);
    } catch (error) {
      if (!(error instanceof NoSuchVersion)) throw error;
      const nearest = await nearestPublished(pkg, version, fetching);
      if (nearest === undefined) throw error;
      fetching.log.write("sdk-nearest", { package: pkg, version, nearest });
      say(`npm has no @pulumi/${pkg}@${version}; what it accepts is read from ${nearest}`);
      const source = await this.fetch(pkg, nearest, fetching);
      writeFileSync(note, `${nearest}\n`);
      return source;
    }
  }

  private async fetch(pkg: PackageName, version: string, fetching: Fetching): Promise<SdkSource> {
    const started = performance.now();
    fetching.log.write("sdk-fetching", { package: pkg, version });
    const source = await fetchSdk(pkg, version, fetching);
    fetching.log.write("sdk-fetched", { package: pkg, version, ms: Math.round(performance.now() - started) });
    return source;
  }
}

/** The installed SDKs of a package; those under other names are looked for only when they are asked for. */
interface Installs {
  readonly plain: readonly SdkSource[];
  all(): readonly SdkSource[];
  first(): SdkSource | undefined;
}

function installs(roots: readonly string[], pkg: PackageName): Installs {
  const name = `@pulumi/${pkg}`;
  const modules = [...new Set(roots.flatMap(nodeModulesAbove))];
  const plain = plainInstalls(modules, name);
  let all: readonly SdkSource[] | undefined;
  const every = () => {
    all ??= [...plain, ...modules.flatMap((dir) => otherInstalls(dir, name))];
    return all;
  };
  return { plain, all: every, first: () => plain[0] ?? every()[0] };
}

function exact(installed: Installs, version: string | undefined): SdkSource | undefined {
  const fits = (source: SdkSource) => version === undefined || source.version === version;
  return installed.plain.find(fits) ?? installed.all().find(fits);
}

function ofMajor(installed: Installs, version: string | undefined): SdkSource | undefined {
  const major = version?.split(".")[0];
  return installed.all().find((source) => source.version.split(".")[0] === major);
}

function plain(version: string | undefined): string | undefined {
  return version === undefined || version === "" ? undefined : version.replace(/^v/, "");
}

/**
 * The version of the package that a program uses. The SDKs of all languages send it, but one that was built from its sources
 * says 0.0.0 or `7.0.0-alpha.0+dev`, and Go's knows its major only (6.0.0): then the program's own manifest is asked.
 */
function versionFor(program: Program, pkg: PackageName, asked: string | undefined): string | undefined {
  if (runsOnNode(program)) return asked;
  const release = asked !== undefined && /^\d+\.\d+\.\d+$/.test(asked) && asked !== "0.0.0";
  const vague = !release || (program.runtime === "go" && asked.endsWith(".0.0"));
  if (!vague) return asked;
  const declared = declaredVersions(program, pkg);
  const major = asked?.split(".")[0];
  const fitting = declared.find((version) => major === "0" || version.split(".")[0] === major);
  return fitting ?? (asked === undefined ? declared[0] : undefined) ?? (release ? asked : releaseOf(asked));
}

/** `7.0.0` of `7.0.0-alpha.0+dev`; undefined where nothing can be told. */
function releaseOf(version: string | undefined): string | undefined {
  const release = /^\d+\.\d+\.\d+/.exec(version ?? "")?.[0];
  return release === undefined || release.startsWith("0.0.0") ? undefined : release;
}
