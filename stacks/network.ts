import type { CloudName, NetworkArgs, Target } from "groundplan";
import { withoutUndefined } from "./options.ts";
import type { Settings, CloudName as StackCloud } from "./schema.ts";

/** The arguments of one cloud's network: what all clouds have in common, then what this one says itself. */
export function networkArgs<C extends CloudName>(settings: Settings, target: Target<C>): NetworkArgs<C> {
  const { flowLogs, ...rest } = { ...settings.network, ...settings[target.cloud as StackCloud]?.network };
  return {
    target,
    ...withoutUndefined(rest),
    ...(flowLogs === undefined ? {} : { flowLogs: flowLogs && withoutUndefined(flowLogs) }),
  } as NetworkArgs<C>;
}
