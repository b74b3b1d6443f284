import { Bucket } from "groundplan";
import { aws } from "groundplan/aws";

const target = aws({ region: "eu-west-1", accountId: "123456789012" });

const logs = new Bucket("logs", { target, receivesAccessLogs: true, lifecycle: { old: { expireDays: 400 } } });

export const reports = new Bucket("reports", {
  target,
  accessLogs: logs,
  softDeleteDays: 30,
  lifecycle: {
    default: { noncurrentExpireDays: 180 },
    old: { prefix: "2024/", tier: { afterDays: 60, to: "infrequent" } },
  },
  retention: { days: 30 },
});
reports.grantRead({ key: "billing", roleName: "billing-exporter" }, { prefix: "2025/" });
