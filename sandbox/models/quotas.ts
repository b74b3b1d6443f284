import type { Quota } from "../data/quota.js";
import { quotas } from "../data/quotas.js";
import type { CloudError, Props, WorldObject } from "../types.js";
import type { ObjectContext } from "./model.js";
import { at, lastSegment, text } from "./values.js";

let byType: ReadonlyMap<string, readonly Quota[]> | undefined;

function quotasOf(type: string): readonly Quota[] {
  if (byType === undefined) {
    const found = new Map<string, Quota[]>();
    for (const quota of quotas) for (const each of quota.types) found.set(each, [...(found.get(each) ?? []), quota]);
    byType = found;
  }
  return byType.get(type) ?? [];
}

/** Why one more object does not fit into what the account may have. Declared objects do not count. */
export function quotaExceeded(c: ObjectContext): CloudError | undefined {
  if (c.self !== undefined) return undefined;
  for (const quota of quotasOf(c.schema.token)) {
    const limit = c.session.answers.quotas[quota.name] ?? quota.limit;
    if (limit === undefined || !counts(quota, c.inputs) || fewEnough(c, quota, limit)) continue;
    const used = counted(c, quota).reduce((sum, o) => sum + weight(quota, o.inputs), 0);
    if (used + weight(quota, c.inputs) > limit) return refusal(c, quota, limit, used);
  }
  return undefined;
}

/** Almost always true, and cheap to tell: there are not that many objects of the type in the whole world. */
function fewEnough(c: ObjectContext, quota: Quota, limit: number): boolean {
  if (quota.processors !== undefined) return false;
  return quota.types.reduce((sum, type) => sum + c.world.count(type), 0) < limit;
}

function counted(c: ObjectContext, quota: Quota): WorldObject[] {
  const account = (o: WorldObject) => (o.pkg === "gcp" ? (text(o.inputs.project) ?? o.account) : o.account);
  const all = candidates(c, quota);
  const own = all.filter((o) => o.stack !== "" && account(o) === c.account && counts(quota, o.inputs));
  if (quota.within === "account") return own;
  if (quota.within === "region") return own.filter((o) => placeOf(o) === lastSegment(c.region));
  const paths = quota.within;
  return own.filter((o) => isSameParent(c, o, paths));
}

/** What may count: of a thing with an id of its own only what mentions it, so that a large world costs nothing. */
function candidates(c: ObjectContext, quota: Quota): WorldObject[] {
  const parent = Array.isArray(quota.within) ? text(at(c.inputs, String(quota.within[0]))) : undefined;
  const made = (parent === undefined ? [] : c.world.byIdentity(parent)).filter((o) => o.stack !== "");
  if (made.length !== 1) return quota.types.flatMap((type) => c.world.byType(type));
  return made.flatMap((o) => c.world.users(o)).filter((o) => quota.types.includes(o.type));
}

/** The same values at all paths: names and links of one thing count as the same. */
function isSameParent(c: ObjectContext, object: WorldObject, paths: readonly string[]): boolean {
  return paths.every((path) => {
    const [mine, other] = [at(c.inputs, path), at(object.inputs, path)];
    if (mine === undefined && other === undefined) return true;
    return typeof mine === "string" && typeof other === "string" && sameThing(c, mine, other);
  });
}

function sameThing(c: ObjectContext, a: string, b: string): boolean {
  if (a === b) return true;
  return c.session.pkg === "gcp" && lastSegment(a) === lastSegment(b);
}

/** Zones count to their region. */
function placeOf(object: WorldObject): string {
  const { region, location, zone } = object.inputs;
  const own = text(region) ?? text(location) ?? text(zone)?.replace(/-[a-z]$/, "") ?? object.region ?? "";
  return lastSegment(own);
}

function counts(quota: Quota, inputs: Props): boolean {
  if (quota.only === undefined) return true;
  const value = at(inputs, quota.only.path);
  if (value === undefined) return quota.only.or === true;
  return typeof value === "string" && value.startsWith(quota.only.value);
}

function weight(quota: Quota, inputs: Props): number {
  return quota.processors === undefined ? 1 : processorsOf(at(inputs, quota.processors));
}

/** Virtual processors of a machine type as its name tells them: `m5.2xlarge`, `e2-standard-4`, `Standard_D4s_v5`. */
export function processorsOf(size: unknown): number {
  if (typeof size !== "string") return 0;
  const [, times, large] = /\.(\d*)(xlarge|large|medium|small|micro|nano|metal)/.exec(size) ?? [];
  if (large === "xlarge") return 4 * (times === "" || times === undefined ? 1 : Number(times));
  if (large !== undefined) return large === "metal" ? 0 : 2;
  const google = /^[a-z]\w*-(?:standard|highmem|highcpu|ultramem|megamem|custom)-(\d+)/.exec(lastSegment(size))?.[1];
  const azure = /^Standard_[A-Z]+?(\d+)/.exec(size)?.[1];
  return Number(google ?? azure ?? 2);
}

function refusal(c: ObjectContext, quota: Quota, limit: number, used: number): CloudError {
  const facts: Readonly<Record<string, string>> = { limit: String(limit), account: c.account, region: c.region };
  const said = quota.text.replace(/\{(\w+)\}/g, (whole, key: string) => facts[key] ?? whole);
  return {
    code: quota.code,
    message: `${said} (${quota.title}; ${used} in use, the quota is ${limit}). Where yours is higher, say so in sandbox.yaml: quotas: { "${quota.name}": <number> }; see ${quota.source}`,
  };
}
