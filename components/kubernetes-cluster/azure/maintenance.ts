import type { ManagedCluster } from "@pulumi/azure-native/containerservice";
import type { MaintenanceArgs } from "../args.js";
import type { AzureClusterContext } from "./children.js";

/** AKS knows its two schedules, of versions and of the nodes' images, by these names. */
const schedules = { upgrade: "aksManagedAutoUpgradeSchedule", "node-images": "aksManagedNodeOSUpgradeSchedule" };

/** The same window for both. */
export function createMaintenance(
  { scope, group }: AzureClusterContext,
  cluster: ManagedCluster,
  { day, startHourUtc, hours }: MaintenanceArgs,
): void {
  for (const [suffix, configName] of Object.entries(schedules))
    scope.child("maintenance", `maintenance-${suffix}`, {
      ...group,
      resourceName: cluster.name,
      configName,
      maintenanceWindow: {
        schedule: { weekly: { dayOfWeek: `${day.charAt(0).toUpperCase()}${day.slice(1)}`, intervalWeeks: 1 } },
        startTime: `${String(startHourUtc).padStart(2, "0")}:00`,
        durationHours: hours,
        utcOffset: "+00:00",
      },
    });
}
