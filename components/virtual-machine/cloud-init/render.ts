import type { CloudInit, InitFile, InitUser } from "./args.js";

/** The same parts with every value known. */
export type KnownCloudInit = Omit<CloudInit, "files" | "users" | "run"> & {
  readonly files?: Readonly<Record<string, Omit<InitFile, "content"> & { readonly content: string }>>;
  readonly users?: Readonly<
    Record<string, Omit<InitUser, "sshPublicKeys"> & { readonly sshPublicKeys?: readonly string[] }>
  >;
  readonly run?: readonly string[];
};

/** What a component adds to the user's parts. */
export interface Additions {
  /** Renames the user whom the image logs people in as. */
  readonly defaultUser: string | undefined;
  /** Lines that run before the user's own. */
  readonly first: readonly string[];
}

/**
 * The parts as one cloud-config document. It is written as JSON, which is YAML too: the same arguments give the same bytes,
 * and nothing that a text says can be taken for structure.
 */
export function renderCloudConfig(init: KnownCloudInit | undefined, additions: Additions): string | undefined {
  const { upgrade, packages = [], files = {}, users = {}, run = [], timezone } = init ?? {};
  const commands = [...additions.first, ...run];
  const config = {
    ...(additions.defaultUser === undefined ? {} : { user: { name: additions.defaultUser } }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(init === undefined ? {} : { package_update: true, package_upgrade: upgrade ?? true }),
    ...(packages.length === 0 ? {} : { packages: [...packages] }),
    ...(isEmpty(files) ? {} : { write_files: Object.entries(files).map(([path, file]) => fileEntry(path, file)) }),
    ...(isEmpty(users)
      ? {}
      : { users: ["default", ...Object.entries(users).map(([name, user]) => userEntry(name, user))] }),
    ...(commands.length === 0 ? {} : { runcmd: commands }),
  };
  return isEmpty(config) ? undefined : `#cloud-config\n${printable(JSON.stringify(config, undefined, 2))}\n`;
}

/** Written after users and packages are there, so that an owner may be one of them. */
function fileEntry(
  path: string,
  { content, mode = "0644", owner = "root:root" }: { content: string } & Omit<InitFile, "content">,
) {
  return { path, content, permissions: mode, owner, ...(owner === "root:root" ? {} : { defer: true }) };
}

function userEntry(
  name: string,
  user: Omit<InitUser, "sshPublicKeys"> & { readonly sshPublicKeys?: readonly string[] },
) {
  const keys = user.sshPublicKeys ?? [];
  return {
    name,
    lock_passwd: true,
    shell: user.shell ?? (keys.length === 0 ? "/usr/sbin/nologin" : "/bin/bash"),
    ...(user.groups === undefined || user.groups.length === 0 ? {} : { groups: user.groups.join(",") }),
    ...(user.sudo ? { sudo: "ALL=(ALL) NOPASSWD:ALL" } : {}),
    ...(keys.length === 0 ? {} : { ssh_authorized_keys: [...keys] }),
  };
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** YAML takes fewer characters as they are than JSON does. */
function printable(json: string): string {
  return json.replace(/[\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/g, (one) => {
    return `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
