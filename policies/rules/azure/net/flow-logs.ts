import type { Edit } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";

const FLOW_LOG = "azure-native:network:FlowLog";
const DAYS = 90;

/** Whether logs are deleted too early. Where retention is off, or is 0 days, nothing is ever deleted. */
function forgets(on: Field, days: Field): Tri {
  return all(
    isTrue(on),
    holds(days, (value) => Number(value) > 0 && Number(value) < DAYS),
  );
}

export const azNetFlowLogs: ResourceRule = {
  id: "az-net-flow-logs",
  title: "Flow log off or short",
  severity: Severity.Low,
  graph: false,
  judges: { [FLOW_LOG]: ["enabled", "retentionPolicy.enabled", "retentionPolicy.days"] },
  controls: { "CIS Azure 4.0": ["8.5", "8.8"], PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"] },
  checkov: ["CKV_AZURE_12"],
  remedy: {
    replaces: false,
    edits({ props }): readonly Edit[] {
      const [on, days] = [get(props, "retentionPolicy.enabled"), get(props, "retentionPolicy.days")];
      return [
        ...(isTrue(get(props, "enabled")) === false ? [{ path: "enabled", value: true }] : []),
        ...(forgets(on, days) === true ? [{ path: "retentionPolicy.days", value: DAYS }] : []),
      ];
    },
  },
  why: "Break-ins are found weeks later; without the flow logs of that time nobody can tell which machines were reached and what left the network.",
  fix: "Set `enabled` to true, and `retentionPolicy.days` to 90 or more, or to 0 to keep the logs for good.",
  bad: [
    {
      type: FLOW_LOG,
      name: "main",
      props: {
        networkWatcherName: "watcher",
        resourceGroupName: "shop",
        targetResourceId: "/subscriptions/s/…/virtualNetworks/main",
        storageId: "/subscriptions/s/…/storageAccounts/logs",
        enabled: true,
        retentionPolicy: { enabled: true, days: 7 },
      },
    },
  ],
  good: [
    {
      type: FLOW_LOG,
      name: "main",
      props: {
        networkWatcherName: "watcher",
        resourceGroupName: "shop",
        targetResourceId: "/subscriptions/s/…/virtualNetworks/main",
        storageId: "/subscriptions/s/…/storageAccounts/logs",
        enabled: true,
        retentionPolicy: { enabled: true, days: 90 },
      },
    },
  ],
  check({ props }) {
    const [enabled, days] = [get(props, "enabled"), get(props, "retentionPolicy.days")];
    return every([
      demand(isTrue(enabled), enabled, "writes no flow logs"),
      forbid(forgets(get(props, "retentionPolicy.enabled"), days), days, `deletes flow logs before ${DAYS} days`),
    ]);
  },
};
