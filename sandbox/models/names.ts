import { type KeptName, keptNames } from "../data/kept-names.js";
import { overwritten, uniqueNames } from "../data/names.js";
import type { UniqueName } from "../data/references/model.js";
import type { CloudError, Props, WorldObject } from "../types.js";
import type { ObjectContext } from "./model.js";
import { at, isSet, text } from "./values.js";

/** Whether the tables say what a second object of the same name meets: then the habits of the provider are not asked. */
export function isTabled(type: string): boolean {
  return type in uniqueNames || overwritten.has(type);
}

/** The refusal of a name that another object has. */
export function nameTaken(c: ObjectContext): CloudError | undefined {
  const rule = uniqueNames[c.schema.token];
  if (rule === undefined || (rule.unless !== undefined && c.inputs[rule.unless] === true)) return undefined;
  const others = keysOf(rule, c.schema.token, c.inputs).flatMap((key) => c.world.byIdentity(key));
  const other = others.find((o) => collides(c, rule, o));
  if (other === undefined) return undefined;
  const said = rule.text.replaceAll("{name}", nameOf(rule, c.inputs));
  const whose = other.stack === "" ? "it exists already" : `it belongs to ${other.urn}`;
  return {
    code: rule.code,
    message: `${said}: ${whose}; choose another name, or leave it out to have one made; see ${rule.source}`,
  };
}

function collides(c: ObjectContext, rule: UniqueName, other: WorldObject): boolean {
  if (c.self !== undefined && other.urn === c.self.urn && other.id === c.self.id) return false;
  if (rule.within === "everything") return true;
  const account = (other.pkg === "gcp" ? text(other.inputs.project) : undefined) ?? other.account;
  if (account !== c.account) return false;
  return rule.within === "account" || (text(other.inputs.region) ?? other.region ?? c.region) === c.region;
}

/** The refusal of a name that a deleted object still has. */
export function nameKept(c: ObjectContext): CloudError | undefined {
  const rule = keptNames[c.schema.token];
  if (rule === undefined || says(rule.recovered, c.inputs)) return undefined;
  const key = keptKey(rule, c.schema.token, c.inputs, c.account, c.region);
  const urn = key === undefined ? undefined : c.world.keptName?.(key);
  if (urn === undefined) return undefined;
  return {
    code: rule.code,
    message: `${rule.text.replaceAll("{name}", nameOf(rule, c.inputs))}: ${urn} had it, and the name is kept for ${rule.keptFor}; choose another one (\`groundplan sandbox reset\` forgets it here); see ${rule.source}`,
  };
}

/** The names that an object keeps after it was deleted. */
export function keeps(object: WorldObject): readonly string[] {
  const rule = keptNames[object.type];
  if (rule === undefined || says(rule.freed, object.inputs)) return [];
  const { type, inputs } = object;
  const account = (object.pkg === "gcp" ? text(inputs.project) : undefined) ?? object.account;
  const key = keptKey(rule, type, inputs, account, text(inputs.region) ?? object.region ?? "");
  return key === undefined ? [] : [key];
}

function says(setting: KeptName["freed"], inputs: Props): boolean {
  return setting !== undefined && at(inputs, setting.path) === setting.value;
}

function keptKey(rule: KeptName, type: string, inputs: Props, account: string, region: string): string | undefined {
  const [name] = keysOf(rule, type, inputs);
  const place = rule.within === "everything" ? "" : rule.within === "account" ? account : `${account} ${region}`;
  return name === undefined ? undefined : `${place} ${name}`;
}

/** How the name of an object stands among its identities: by it another of the same name is found at once. */
export function uniqueKey(object: Pick<WorldObject, "type" | "inputs">): string[] {
  const rule = uniqueNames[object.type];
  return rule === undefined ? [] : keysOf(rule, object.type, object.inputs);
}

/** One for each name: a list, such as the aliases of a distribution, has several. */
function keysOf(rule: UniqueName, type: string, inputs: Props): string[] {
  const [first, ...more] = rule.properties.map((path) => at(inputs, path));
  if (more.some((part) => isSet(part) && !isPlain(part))) return [];
  return (Array.isArray(first) ? first : [first]).filter(isPlain).map((part) => {
    const name = [part, ...more.map((other) => other ?? "")].join(" ");
    return `name ${spaceOf(type)} ${rule.anyCase === true ? name.toLowerCase() : name}`;
  });
}

function isPlain(value: unknown): value is string | number {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

/** Some types share one space of names. */
function spaceOf(type: string): string {
  if (/^aws:(alb|lb)\//.test(type)) return type.replace(/^aws:alb\//, "aws:lb/");
  return type === "aws:rds/clusterInstance:ClusterInstance" ? "aws:rds/instance:Instance" : type;
}

/** For the message: of a name with a parent the part that is its own. */
function nameOf(rule: UniqueName, inputs: Props): string {
  const own = rule.properties.find((path) => !/(Arn|^zoneId|^fileSystemId)$/.test(path)) ?? rule.properties[0] ?? "";
  const value = at(inputs, own);
  return Array.isArray(value) ? value.filter(isPlain).join(", ") : String(value ?? "");
}
