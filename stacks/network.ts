import type { NetworkArgs, NetworkOptions, Target } from "groundplan";
import type { CloudName, Settings } from "./schema.ts";

/** The options of one cloud's network: what all have in common, then what this cloud says itself. */
export function networkOptions(settings: Settings, cloud: CloudName): NetworkOptions {
  const { flowLogs, ...rest } = { ...settings.network, ...settings[cloud]?.network };
  return {
    ...withoutUndefined(rest),
    ...(flowLogs === undefined ? {} : { flowLogs: flowLogs && withoutUndefined(flowLogs) }),
  };
}

/** The arguments of one cloud's network. */
export function networkArgs<C extends CloudName>(settings: Settings, target: Target<C>): NetworkArgs<C> {
  return { target, ...networkOptions(settings, target.cloud) } as NetworkArgs<C>;
}

/** zod types a key that may be missing as one that may be `undefined`; components tell the two apart. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
