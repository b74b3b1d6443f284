import { stateValues } from "../../data/states.js";
import type { Member } from "../../schema/index.js";

/** What clouds call something that was made and works, the most telling first. */
const good = [
  "active",
  "available",
  "ready",
  "running",
  "in_service",
  "inservice",
  "succeeded",
  "successful",
  "success",
  "enabled",
  "issued",
  "deployed",
  "associated",
  "attached",
  "completed",
  "complete",
  "created",
  "online",
  "healthy",
  "live",
  "up",
  "done",
  "valid",
  "verified",
  "approved",
  "accepted",
  "connected",
  "registered",
  "provisioned",
  "published",
  "open",
  "ok",
  "normal",
  "on",
] as const;

const plain = (word: string) => word.toLowerCase().replaceAll("-", "_");
const rank = new Map<string, number>(good.map((word, i) => [word, i]));

/** Whether a property says how its object is doing. */
export function isState(name: string): boolean {
  return /(status|state|phase|health)$/i.test(name) && !/^(http|exit|desired|requested)/i.test(name);
}

/** The value that means that all is well, or undefined where none does. */
export function wellOf(values: readonly (string | number)[]): string | number | undefined {
  const known = values.filter((value) => rank.has(afterPrefix(value)));
  return known.sort((a, b) => (rank.get(afterPrefix(a)) ?? 0) - (rank.get(afterPrefix(b)) ?? 0))[0];
}

/** `STATE_ACTIVE` and `active` are the same word. */
function afterPrefix(value: string | number): string {
  const word = plain(String(value));
  return rank.has(word) ? word : word.replace(/^([a-z]+_)*(state|status)_/, "");
}

const said = new WeakMap<Member, string | undefined>();

/** The good state among the values that the documentation of a property names. */
export function documentedState(member: Member): string | undefined {
  if (!said.has(member)) said.set(member, readStates(member.doc));
  return said.get(member);
}

function readStates(doc: string): string | undefined {
  const named = [...doc.matchAll(/[`"“]([A-Za-z][\w-]{1,40})[`"”]/g)].map((m) => m[1] as string);
  const shouted = [...doc.matchAll(/\b[A-Z][A-Z_]{2,}\b/g)].map((m) => m[0]);
  return wellOf([...named, ...shouted]) as string | undefined;
}

let table: ReadonlyMap<string, string> | undefined;

/** What an output of a type is once the object is made, by the cloud's own list of values. */
export function knownState(token: string, property: string): string | undefined {
  table ??= new Map(
    stateValues
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]),
  );
  const [pkg = "", module = "", className = ""] = token.split(":");
  return table.get(`${pkg}:${module.split("/")[0]}:${className}.${property}`);
}

const lowerCase = new Set(["docdb", "ec2", "efs", "elasticache", "memorydb", "neptune", "rds", "redshift", "vpc"]);

/** What most services of a cloud call an object that works. */
export function usualState(token: string): string {
  const [pkg, module = ""] = token.split(":");
  if (pkg === "azure-native") return "Active";
  return lowerCase.has(module.split("/")[0] ?? "") ? "available" : "ACTIVE";
}
