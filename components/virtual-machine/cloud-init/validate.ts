import { checkFlag } from "../../core/checks.js";
import type { Problems } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { describe } from "../../core/target.js";
import type { VirtualMachineRules } from "../types.js";
import { checkPublicKey, checkUser } from "../validate-login.js";
import { type Checking, isLater, isPlain } from "../validate-support.js";
import { renderCloudConfig } from "./render.js";

const parts = ["upgrade", "packages", "files", "users", "run", "timezone"] as const;
/** Names of Debian packages, with a version after `=`. */
const packagePattern = /^[a-z0-9][a-z0-9+.-]*(=[A-Za-z0-9.+:~*-]+)?$/;
const pathPattern = /^(\/[^/\0\n]+)+$/;
const ownerPattern = /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/;

export function checkCloudInit({ problems, input, rules, cloud }: Checking): void {
  const init: unknown = input.cloudInit;
  if (init === undefined) return;
  if (!isPlain(init)) {
    problems.add(
      "cloudInit",
      `${describe(init)} is not a set of parts; use plain values: { packages, files, users, run }`,
    );
    return;
  }
  for (const name of Object.keys(init)) {
    if ((parts as readonly string[]).includes(name)) continue;
    const meant = nearest(name, parts);
    const way = meant === undefined ? `use ${parts.join(", ")}` : `did you mean ${meant}?`;
    problems.add(`cloudInit.${name}`, `there is no such part; ${way}`);
  }
  const before = problems.found.length;
  checkFlag(problems, "cloudInit.upgrade", init.upgrade);
  checkPackages(problems, init.packages);
  checkFiles(problems, init.files);
  checkUsers(problems, init.users, rules, cloud);
  checkRun(problems, init.run);
  checkTimezone(problems, init.timezone);
  if (problems.found.length === before && !hasLater(init)) checkLength(problems, init, rules, cloud);
}

function checkPackages(problems: Problems, packages: unknown): void {
  each(problems, "cloudInit.packages", packages, 'names of packages, such as "nginx"', (path, one) => {
    if (typeof one !== "string" || !packagePattern.test(one))
      problems.add(path, `${describe(one)} is not a package; use its name, or name=version, as in "nginx=1.24.*"`);
  });
}

function checkFiles(problems: Problems, files: unknown): void {
  table(problems, "cloudInit.files", files, "{ content, mode, owner }", (path, name, file) => {
    if (!pathPattern.test(name) || name.split("/").some((part) => part === "." || part === ".."))
      problems.add(path, `"${name}" is not an absolute path of a file; use a path such as "/etc/app/config.json"`);
    unknownParts(problems, path, file, ["content", "mode", "owner"]);
    if (typeof file.content !== "string" && !isLater(file.content))
      problems.add(`${path}.content`, `${describe(file.content)} is not text; give what the file holds`);
    if (file.mode !== undefined && !(typeof file.mode === "string" && /^0?[0-7]{3}$|^[0-7]{4}$/.test(file.mode)))
      problems.add(`${path}.mode`, `${describe(file.mode)} is not a mode; use octal digits as text, such as "0640"`);
    if (file.owner !== undefined && !(typeof file.owner === "string" && ownerPattern.test(file.owner)))
      problems.add(
        `${path}.owner`,
        `${describe(file.owner)} is not an owner; use "user:group", such as "www-data:www-data"`,
      );
  });
}

function checkUsers(problems: Problems, users: unknown, rules: VirtualMachineRules, cloud: string): void {
  table(problems, "cloudInit.users", users, "{ sshPublicKeys, sudo, groups, shell }", (path, name, user) => {
    checkUser(problems, path, name, rules);
    unknownParts(problems, path, user, ["sshPublicKeys", "sudo", "groups", "shell"]);
    checkFlag(problems, `${path}.sudo`, user.sudo);
    each(problems, `${path}.sshPublicKeys`, user.sshPublicKeys, "public keys", (where, key) =>
      checkPublicKey(problems, where, key, anyKeyTypes, cloud),
    );
    each(problems, `${path}.groups`, user.groups, "names of groups", (where, group) => {
      if (typeof group !== "string" || !/^[a-z_][a-z0-9_-]{0,31}$/.test(group))
        problems.add(where, `${describe(group)} is not a name of a group; use lower-case letters, digits, - and _`);
    });
    if (user.shell !== undefined && !(typeof user.shell === "string" && pathPattern.test(user.shell)))
      problems.add(`${path}.shell`, `${describe(user.shell)} is not a shell; use its path, such as "/bin/bash"`);
  });
}

/** The system's own server takes all of these, whatever the cloud. */
const anyKeyTypes = [
  "ssh-ed25519",
  "ssh-rsa",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
];

function checkRun(problems: Problems, run: unknown): void {
  each(problems, "cloudInit.run", run, 'lines for sh, such as "systemctl restart nginx"', (path, line) => {
    if (isLater(line)) return;
    if (typeof line !== "string" || line.trim() === "")
      problems.add(path, `${describe(line)} is not a command; use a line for sh, such as "systemctl restart nginx"`);
  });
}

function checkTimezone(problems: Problems, timezone: unknown): void {
  if (timezone === undefined) return;
  if (typeof timezone !== "string" || !/^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(timezone))
    problems.add(
      "cloudInit.timezone",
      `${describe(timezone)} is not a time zone; use a name such as "Europe/Stockholm"`,
    );
}

function checkLength(
  problems: Problems,
  init: Readonly<Record<string, unknown>>,
  rules: VirtualMachineRules,
  cloud: string,
): void {
  const text = renderCloudConfig(init as Parameters<typeof renderCloudConfig>[0], {
    defaultUser: undefined,
    first: [],
  });
  const bytes = Buffer.byteLength(text ?? "");
  if (bytes > rules.cloudInitBytes)
    problems.add(
      "cloudInit",
      `the parts make a document of ${bytes} bytes, ${cloud} takes ${rules.cloudInitBytes}; ` +
        "keep large files in a bucket and fetch them in run, or in an image of your own",
    );
}

function hasLater(value: unknown): boolean {
  if (isLater(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLater);
}

function unknownParts(problems: Problems, path: string, value: object, allowed: readonly string[]): void {
  for (const key of Object.keys(value))
    if (!allowed.includes(key)) problems.add(`${path}.${key}`, `there is no such part; use ${allowed.join(", ")}`);
}

function each(
  problems: Problems,
  path: string,
  list: unknown,
  expected: string,
  check: (path: string, one: unknown) => void,
): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) problems.add(path, `${describe(list)} is not a list; list ${expected}`);
  else for (const [i, one] of list.entries()) check(`${path}[${i}]`, one);
}

function table(
  problems: Problems,
  path: string,
  entries: unknown,
  expected: string,
  check: (path: string, name: string, value: Readonly<Record<string, unknown>>) => void,
): void {
  if (entries === undefined) return;
  if (!isPlain(entries)) {
    problems.add(path, `${describe(entries)} is not a table; use plain values: { <name>: ${expected} }`);
    return;
  }
  for (const [name, value] of Object.entries(entries))
    if (isPlain(value)) check(`${path}.${name}`, name, value);
    else problems.add(`${path}.${name}`, `${describe(value)} is not possible; use ${expected}`);
}
