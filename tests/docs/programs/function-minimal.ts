import { Function as CloudFunction } from "groundplan";
import { aws } from "groundplan/aws";

export const heartbeat = new CloudFunction("heartbeat", {
  target: aws({ region: "eu-west-1" }),
  runtime: "node24",
  code: { typescript: "stacks/functions/heartbeat.ts" },
  triggers: { hourly: { schedule: { cron: "0 * * * *" } } },
});
