/** A disk that is to appear in a folder. */
export interface Mount {
  readonly folder: string;
  /** Where the device may be found, the likeliest first; links that stay the same for the same disk. */
  readonly devices: readonly string[];
}

const secondsToWait = 600;

/**
 * A line for `sh` that waits for the disk, makes a file system on it only when it has none, and mounts it now and at every
 * start. The disk is attached after the machine has started, so it is not there at once. Without the disk nothing that
 * follows is run.
 */
export function mountCommand({ folder, devices }: Mount): string {
  const links = devices.map((device) => `"${device}"`).join(" ");
  return [
    `d=; for i in $(seq ${secondsToWait / 5}); do for l in ${links}; do [ -b "$l" ] && d="$l" && break 2; done; sleep 5; done`,
    `[ -n "$d" ] || { echo "no disk for ${folder}" >&2; exit 1; }`,
    `blkid -p "$d" >/dev/null 2>&1 || mkfs.ext4 -q "$d"`,
    `mkdir -p "${folder}"`,
    `grep -q " ${folder} " /etc/fstab || echo "UUID=$(blkid -s UUID -o value "$d") ${folder} auto defaults,nofail 0 2" >> /etc/fstab`,
    `mountpoint -q "${folder}" || mount "${folder}" || exit 1`,
  ].join("; ");
}
