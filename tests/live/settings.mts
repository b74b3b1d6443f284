import type { Options } from "./options.mts";

/** The stack's settings change once: some assumptions are about a change. */
export type Step = "first" | "changed";
export const steps: readonly Step[] = ["first", "changed"];

/**
 * A stack of the program in `stacks/` that has something of every component, as small as it can be: nothing protected,
 * nothing kept, the smallest machine. Its name makes everything in it, and globally unique names above all, its own.
 */
export function settingsOf(options: Options, stack: string, step: Step): Record<string, unknown> {
  const { cloud, region, account, tenant, cluster } = options;
  const identity = {
    aws: { accountId: account },
    gcp: { project: account },
    azure: { subscriptionId: account, tenantId: tenant },
  }[cloud];
  return {
    "groundplan:protect": false,
    "groundplan:tags": { "groundplan-verify": stack },
    "groundplan:network": { zones: 2, nat: natOf(cloud, step) },
    "groundplan:buckets": {
      inbox: { forceDestroy: true },
      kept: { retention: { days: 1 }, forceDestroy: true },
    },
    "groundplan:machines": { one: { image: "ubuntu-24.04", size: "small", diskGiB: step === "first" ? 32 : 64 } },
    "groundplan:functions": {
      beat: { source: "functions/heartbeat.ts", schedule: { cron: "*/5 * * * *" } },
      watch: { source: "functions/audit-objects.ts", events: { bucket: "inbox", on: ["created", "deleted"] } },
    },
    ...(cluster && {
      "groundplan:cluster": { version: "1.34", nodePools: { one: { min: 1, max: 1, size: "medium" } } },
    }),
    [`groundplan:${cloud}`]: { ...identity, region, network: { cidr: "10.213.0.0/16" } },
  };
}

/** Azure has one gateway only; elsewhere the gateway of one zone becomes that of the region. */
function natOf(cloud: Options["cloud"], step: Step): string {
  return step === "changed" && cloud !== "azure" ? "regional" : "single";
}
