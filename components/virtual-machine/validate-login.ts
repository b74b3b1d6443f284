import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import type { VirtualMachineRules } from "./types.js";
import { type Checking, isLater, isPlain } from "./validate-support.js";

/** What useradd takes, and every cloud with it. */
const userPattern = /^[a-z_][a-z0-9_-]{0,31}$/;

export function checkLogin({ problems, input, rules, cloud }: Checking): void {
  const login: unknown = input.login;
  if (login === undefined || login === "session") return;
  if (!isPlain(login)) {
    problems.add("login", `${describe(login)} is not a way to log in; use "session", or { sshPublicKey }`);
    return;
  }
  for (const key of Object.keys(login))
    if (key !== "sshPublicKey" && key !== "user")
      problems.add(`login.${key}`, "there is no such part of a login; use sshPublicKey, user");
  checkPublicKey(problems, "login.sshPublicKey", login.sshPublicKey, rules.keyTypes, cloud);
  if (login.user !== undefined) checkUser(problems, "login.user", login.user, rules);
}

/** A user's name that the system and the cloud take. */
export function checkUser(problems: Problems, path: string, user: unknown, rules: VirtualMachineRules): void {
  if (typeof user !== "string" || !userPattern.test(user))
    problems.add(
      path,
      `${describe(user)} is not a name of a user; use at most 32 lower-case letters, digits, - and _, beginning with a letter`,
    );
  else if (rules.reservedUsers.includes(user))
    problems.add(path, `"${user}" is taken by the system or the cloud; use another name, such as "ops"`);
}

/** The public half of a key, of a kind that the cloud takes. */
export function checkPublicKey(
  problems: Problems,
  path: string,
  key: unknown,
  types: readonly string[],
  cloud: string,
): void {
  if (isLater(key)) return;
  if (typeof key === "string" && key.includes("PRIVATE KEY")) {
    problems.add(path, "this is the private half of a key, which nobody else may see; use the line of the .pub file");
    return;
  }
  const match = typeof key === "string" ? /^([a-z0-9@.-]+) AAAA[A-Za-z0-9+/]+={0,3}( [^\n]*)?\n?$/.exec(key) : null;
  const type = match?.[1];
  if (type === undefined)
    problems.add(path, `${shown(key)} is not a public key; use the line of the .pub file, "ssh-ed25519 AAAA... name"`);
  else if (!types.includes(type))
    problems.add(path, `a key of the kind "${type}" is not possible on ${cloud}; use ${types.join(", ")}`);
}

/** A key is long, and what is not a key may be a secret. */
function shown(key: unknown): string {
  return typeof key === "string" ? `a text of ${key.length} characters` : describe(key);
}
