import * as pulumi from "@pulumi/pulumi";
import { Bucket, Function as CloudFunction, Network } from "groundplan";
import { aws } from "groundplan/aws";

const target = aws({ region: "eu-central-1", accountId: "123456789012" });
const network = new Network("main", { target, cidr: "10.64.0.0/16", zones: 2 });
const uploads = new Bucket("uploads", { target });
const reports = new Bucket("reports", { target });

const orders = new CloudFunction("orders", {
  target,
  runtime: "node24",
  code: { typescript: "stacks/functions/audit-objects.ts", external: ["@aws-sdk/*"] },
  arch: "arm64",
  memoryMiB: 1024,
  timeoutSeconds: 60,
  env: { REPORTS: reports.name, PARTNER_KEY: new pulumi.Config().getSecret("partnerKey") ?? "" },
  network: { network },
  minInstances: 1,
  maxConcurrency: 50,
  retry: { maxAttempts: 3 },
  logRetentionDays: 90,
  triggers: {
    web: { http: { cors: { origins: ["https://shop.example.com"] } } },
    nightly: { schedule: { cron: "30 4 * * MON-FRI", timezone: "Europe/Stockholm" } },
    files: { bucket: uploads, on: ["created"], prefix: "inbox/", suffix: ".csv" },
  },
});
uploads.grantRead(orders.identity);
reports.grantWrite(orders.identity);
orders.grantInvoke({ key: "shop", roleName: "shop" });

// Another function on the same bucket, and a trigger that comes later.
const audit = new CloudFunction("audit", {
  target,
  runtime: "python3.13",
  code: { dir: "tests/components/function/fixtures/python" },
});
audit.addTrigger("files", { bucket: uploads, on: ["created", "deleted"] });

export const url = orders.url;
