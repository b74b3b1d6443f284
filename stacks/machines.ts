import { type CloudName, type NetworkLike, type Target, VirtualMachine, type VirtualMachineArgs } from "groundplan";
import { withoutUndefined } from "./options.ts";
import type { Settings } from "./schema.ts";

/** The arguments of one machine on one cloud. */
export function machineArgs<C extends CloudName>(
  settings: Settings,
  target: Target<C>,
  network: NetworkLike<C>,
  key: string,
): VirtualMachineArgs<C> {
  const { ports, packages, backupDays, ...options } = settings.machines?.[key] ?? {};
  return {
    target,
    network,
    ...withoutUndefined(options),
    ...(ports === undefined ? {} : { ingress: ports }),
    ...(packages === undefined ? {} : { cloudInit: { packages } }),
    ...(backupDays === undefined ? {} : { backup: { keepDays: backupDays } }),
    deletionProtection: settings.protect,
  } as VirtualMachineArgs<C>;
}

/** Makes the stack's machines on one cloud. */
export function makeMachines(settings: Settings, target: Target, network: NetworkLike): Record<string, VirtualMachine> {
  return Object.fromEntries(
    Object.keys(settings.machines ?? {}).map((key) => [
      key,
      new VirtualMachine(`${key}-${target.key}`, machineArgs(settings, target, network, key)),
    ]),
  );
}
