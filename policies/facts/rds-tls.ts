/**
 * Which parameter makes a database engine refuse plain connections, and from which version on it does so by default.
 *
 * Source: the parameters are those of AWS, "Amazon RDS User Guide", "Using SSL/TLS to encrypt a connection" of each engine.
 * The first versions that refuse by default are from the announcements of these versions and were not read again in the
 * guide; a version taken for older than it is asks for a parameter that is on anyway.
 */

const FORCE_SSL = "rds.force_ssl";
const SECURE_TRANSPORT = "require_secure_transport";

interface Engine {
  readonly name: RegExp;
  readonly parameter: string;
  /** The first version that refuses plain connections by default. */
  readonly since?: string;
  /** Whether the version that AWS takes where none is written is one of those. */
  readonly newest?: boolean;
}

const ENGINES: readonly Engine[] = [
  { name: /^postgres$/, parameter: FORCE_SSL, since: "15", newest: true },
  { name: /^aurora-postgresql$/, parameter: FORCE_SSL, since: "17" },
  { name: /^mariadb$/, parameter: SECURE_TRANSPORT, since: "11.8" },
  { name: /^(mysql|aurora-mysql|aurora)$/, parameter: SECURE_TRANSPORT },
  { name: /^sqlserver-/, parameter: FORCE_SSL },
];

/** What makes an engine refuse plain connections; undefined for an engine that has no such parameter. */
export interface Enforcement {
  readonly parameter: string;
  readonly byDefault: boolean;
}

export function enforcementOf(engine: string, version: string | undefined): Enforcement | undefined {
  const found = ENGINES.find(({ name }) => name.test(engine.toLowerCase()));
  if (found === undefined) return undefined;
  const { parameter, since, newest = false } = found;
  return { parameter, byDefault: version === undefined ? newest : since !== undefined && isFrom(version, since) };
}

/** The same by the family of a parameter group: `postgres16`, `mariadb11.8`, `sqlserver-ex-15.0`. */
export function enforcementOfFamily(family: string): Enforcement | undefined {
  const [, engine = family, version] = /^(.*?)-?(\d+(?:\.\d+)*)$/.exec(family) ?? [];
  return enforcementOf(engine, version);
}

function isFrom(version: string, first: string): boolean {
  const [a, b] = [version, first].map((text) => text.split(".").map(Number));
  const at = (b ?? []).findIndex((part, i) => (a?.[i] ?? 0) !== part);
  return at < 0 || (a?.[at] ?? 0) > (b?.[at] ?? 0);
}
