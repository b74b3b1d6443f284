import type * as pulumi from "@pulumi/pulumi";

/** A file that is written at the first start. */
export interface InitFile {
  readonly content: pulumi.Input<string>;
  /** Permissions in octal, such as `0640`. @default "0644" */
  readonly mode?: string;
  /** User and group. They must exist in the image. @default "root:root" */
  readonly owner?: string;
}

/** A user who is added at the first start. Nobody can log in with a password. */
export interface InitUser {
  /** Public keys that the user logs in with. @default - none: the user is for services */
  readonly sshPublicKeys?: readonly pulumi.Input<string>[];
  /** May the user become root without a password? @default false */
  readonly sudo?: boolean;
  /** @default - a group of the user's own alone */
  readonly groups?: readonly string[];
  /** @default "/bin/bash"; "/usr/sbin/nologin" for a user without keys */
  readonly shell?: string;
}

/**
 * What happens at the first start: files are written, users added, packages installed, and commands run, in this order; a
 * file that belongs to somebody else than root is written before the commands. It becomes one
 * cloud-config document, which is the same for the same arguments on every machine.
 */
export interface CloudInit {
  /** Installs updates of what the image has. @default true */
  readonly upgrade?: boolean;
  /** Packages of the system's own package manager, such as `nginx` or `nginx=1.24.*`. @default - none */
  readonly packages?: readonly string[];
  /** By absolute path. @default - none */
  readonly files?: Readonly<Record<string, InitFile>>;
  /** By name. @default - none beyond the image's own */
  readonly users?: Readonly<Record<string, InitUser>>;
  /** Lines for `sh`, run as root one after another, after data disks are mounted. @default - none */
  readonly run?: readonly pulumi.Input<string>[];
  /** As in `Europe/Stockholm`. @default - the image's, which is UTC */
  readonly timezone?: string;
}
