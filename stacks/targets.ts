import type { Target } from "groundplan";
import type { CloudName, Settings } from "./schema.ts";

/**
 * The target of one cloud that the configuration names. Only that cloud's SDK is loaded.
 *
 * @throws ArgumentsError with everything that is wrong with its region, account or tags
 */
export function targetOf(settings: Settings, cloud: CloudName): Promise<Target> {
  return makers[cloud](settings);
}

const makers: Readonly<Record<CloudName, (settings: Settings) => Promise<Target>>> = {
  aws: async (settings) => {
    const { aws } = await import("groundplan/aws");
    const { accountId } = block(settings, "aws");
    return aws({ ...common(settings, "aws"), accountId });
  },
  gcp: async (settings) => {
    const { gcp } = await import("groundplan/gcp");
    const { project } = block(settings, "gcp");
    return gcp({ ...common(settings, "gcp"), project });
  },
  azure: async (settings) => {
    const { azure } = await import("groundplan/azure");
    const { subscriptionId, tenantId } = block(settings, "azure");
    return azure({ ...common(settings, "azure"), subscriptionId, ...(tenantId === undefined ? {} : { tenantId }) });
  },
};

function block<C extends CloudName>(settings: Settings, cloud: C): NonNullable<Settings[C]> {
  const found = settings[cloud];
  if (!found) throw new Error(`the configuration has no block for ${cloud}`);
  return found;
}

/** What a target of any cloud has. */
function common(settings: Settings, cloud: CloudName) {
  const { region, unlistedRegion = false } = block(settings, cloud);
  return { region, unlistedRegion, tags: settings.tags ?? {} };
}
