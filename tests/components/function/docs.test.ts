import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Runtime } from "../../../components/function/args.js";
import { runtimesAsOf } from "../../../components/function/runtimes.js";
import { CronSyntaxError, parseCron } from "../../../components/function/triggers/cron.js";
import { awsCron, azureCron, gcpCron, hasBothDays } from "../../../components/function/triggers/cron-clouds.js";
import type { FunctionRules } from "../../../components/function/types.js";
import { children, limitations, table, unpadded } from "../../support/docs-page.js";
import { type Cloud, clouds, targets } from "./support.js";

const page = join(__dirname, "../../../docs/function.md");
const of = (cloud: Cloud) => targets[cloud].implementations.function;

const onClouds = (cell: (cloud: Cloud) => string) => clouds.map(cell);

/** Until when each cloud looks after each runtime. */
function runtimes(): string {
  const cell = (runtime: Runtime) => (cloud: Cloud) => {
    const facts = of(cloud).rules.runtimes[runtime];
    return facts === undefined ? "no" : `\`${facts.name}\`, ${facts.until ?? "no end said"}`;
  };
  const rows = Object.values(Runtime).map((runtime) => [`\`${runtime}\``, ...onClouds(cell(runtime))]);
  return `The clouds' names, and until when they look after them, as of ${runtimesAsOf}:\n\n${table(["`runtime`", "AWS", "GCP", "Azure"], rows)}`;
}

const expressions = [
  ...["30 4 * * *", "*/15 * * * *", "0 8-18/2 * * MON-FRI", "0 0 1 */3 *", "0 9 * JAN,JUL 1", "0 0 * * 7"],
  ...["0 0 1,15 * MON", "0 0 L * *", "0 0 * * MON#2", "0 0 12 * * *", "@daily", "0 0 31 2 *"],
];

/** What each cloud is told. */
function cron(): string {
  const rows = expressions.map((expression) => {
    try {
      const parsed = parseCron(expression);
      const both = hasBothDays(parsed) ? "UnsupportedError: days of month and week" : undefined;
      return [
        ...[`\`${expression}\``, both ?? `\`${awsCron(parsed)}\``],
        ...[`\`${gcpCron(parsed)}\``, both ?? `\`${azureCron(parsed)}\``],
      ];
    } catch (error) {
      if (!(error instanceof CronSyntaxError)) throw error;
      return [`\`${expression}\``, "refused", "refused", "refused"];
    }
  });
  return table(["expression", "AWS", "GCP", "Azure"], rows);
}

/** The numbers that the checks of arguments hold to. */
function limits(): string {
  const steps = (value: FunctionRules["memoryMiB"]) =>
    "least" in value ? `${value.least} to ${value.most}` : value.join(", ");
  const seconds = ({ timeoutSeconds: { direct, http, schedule, bucket } }: FunctionRules) => {
    const less = Object.entries({ http, schedule, bucket }).filter(([, most]) => most < direct);
    return [`${direct}`, ...less.map(([kind, most]) => `${kind} ${most}`)].join("; ");
  };
  const days = (cloud: Cloud) =>
    "logRetentionDays" in of(cloud).unsupported ? "UnsupportedError" : steps(of(cloud).rules.logRetentionDays);
  const bytes = (value: number | undefined) => {
    if (value === undefined) return "not checked";
    return value < 1024 ** 2 ? `${value / 1024} KiB` : `${value / 1024 ** 2} MiB`;
  };
  const row = (name: string, cell: (rules: FunctionRules) => string) => [
    name,
    ...onClouds((cloud) => cell(of(cloud).rules)),
  ];
  return table(
    ["", "AWS", "GCP", "Azure"],
    [
      row("`memoryMiB`, 512", ({ memoryMiB }) => steps(memoryMiB)),
      row("`timeoutSeconds`, 30: at most", seconds),
      row("`retry.maxAttempts`, 2: at most", ({ maxAttempts }) => String(maxAttempts)),
      row("`maxConcurrency`", ({ maxConcurrency }) => steps(maxConcurrency)),
      row("`minInstances`, 0: at most", ({ minInstances }) => String(minInstances)),
      [
        `\`logRetentionDays\`, ${of("aws").rules.usualLogRetentionDays}; on Azure ${of("azure").rules.usualLogRetentionDays}`,
        ...onClouds(days),
      ],
      row("names and values of `env`", ({ envBytes }) => bytes(envBytes)),
      row("archive, uncompressed", ({ archiveBytes }) => bytes(archiveBytes)),
    ],
  );
}

/** USD: for a GB-second of work, a processor-second beside, a million calls, and a GB-second of being ready. */
const prices = {
  aws: { place: "AWS, us-east-1", memory: 0.0000166667, cpu: 0, calls: 0.2, ready: 0.0000041667, least: 0 },
  gcp: { place: "GCP, europe-west1", memory: 0.0000025, cpu: 0.000024, calls: 0.4, ready: undefined, least: 0.1 },
  azure: { place: "Azure, East US", memory: 0.000026, cpu: 0, calls: 0.4, ready: undefined, least: 1 },
};

/** A million calls of 200 ms with 512 MiB, which on GCP come with a third of a processor. */
function costs(): string {
  const [calls, seconds, gigabytes, processors, month] = [1e6, 0.2, 0.5, 0.333, 730 * 3600];
  const rows = Object.values(prices).map((price) => {
    const work = (each: number) =>
      (calls * each * (gigabytes * price.memory + processors * price.cpu) + price.calls).toFixed(2);
    const alone = price.least > seconds ? `${work(seconds)} to ${work(price.least)}` : work(seconds);
    const standby = price.ready === undefined ? "not priced" : (month * gigabytes * price.ready).toFixed(2);
    const memory = price.memory.toFixed(10).replace(/0+$/, "");
    const cpu = price.cpu === 0 ? "" : `, ${price.cpu} a vCPU-second`;
    return [price.place, alone, standby, `${memory} a GB-second${cpu}, ${price.calls.toFixed(2)} a million calls`];
  });
  return table(["cloud", "a million calls, USD", "an instance ready, USD a month", "unit prices"], rows);
}

/** What each cloud cannot do, and the keys of overrides. */
function tables(): string {
  const unsupported = Object.fromEntries(clouds.map((cloud) => [cloud, of(cloud).unsupported]));
  return [limitations(unsupported), ...clouds.map((cloud) => children(cloud, of(cloud).children))].join("\n\n");
}

describe("docs/function.md", () => {
  let now = readFileSync(page, "utf8");
  const before = now;
  afterAll(() => {
    if (process.env.UPDATE_GOLDEN === "1" && now !== before) writeFileSync(page, now);
  });

  it.each(Object.entries({ runtimes, cron, limits, costs, tables }))(
    "has %s as the code's data gives them",
    (name, text) => {
      const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
      now = `${now.slice(0, now.indexOf(start))}${start}\n\n${text()}\n\n${now.slice(now.indexOf(end))}`;
      if (process.env.UPDATE_GOLDEN !== "1")
        expect(unpadded(before)).toContain(unpadded(`${start}\n\n${text()}\n\n${end}`));
    },
  );

  it("names, with the docs of the arguments, every rule that an argument can break", () => {
    const args = readFileSync(join(__dirname, "../../../components/function/args.ts"), "utf8");
    const named = new Set(
      `${args}${before}`.match(/\b(?:aws-lambda|gcp-run|gcp-fn|az-web|az-law|az-storage)-[a-z-]+[a-z]/g),
    );
    expect([...named].sort()).toEqual([
      "aws-lambda-public-permission",
      "aws-lambda-tracing",
      "aws-lambda-url-auth",
      "az-law-retention",
      "az-storage-network-deny",
      "az-storage-private-endpoint",
      "az-storage-shared-key",
      "az-web-cors",
      "gcp-fn-ingress",
      "gcp-run-public",
    ]);
  });
});
