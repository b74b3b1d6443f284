import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FunctionArgs, planFunction } from "../../../components/function/index.js";
import {
  ArgumentsError,
  Function as CloudFunction,
  ErrorCode,
  Network,
  UnsupportedError,
} from "../../../components/index.js";
import { failure } from "../../support/record.js";
import { type AnyArgs, type Cloud, clouds, fixtures, fn, least, refusal, targets, world } from "./support.js";

const steps = "512, 2048 or 4096";
const network = (cloud: Cloud, over: object = {}) =>
  Network.fromExisting("net", {
    target: targets[cloud],
    id: "net-id",
    cidr: "10.0.0.0/16",
    zones: cloud === "aws" ? ["eu-west-1a"] : [],
    subnetIds: { private: ["subnet-a"], public: ["subnet-b"] },
    ...over,
  });

/** Arguments that are wrong on every cloud: path, and what the message says of value, what is allowed, and the fix. */
const everywhere: readonly (readonly [string, AnyArgs, string])[] = [
  ["memoryMib", { memoryMib: 512 }, "memoryMib: there is no such argument; did you mean memoryMiB?"],
  ["runtime", { runtime: "node18" }, 'runtime: "node18" is not possible on'],
  ["runtime", { runtime: undefined }, "runtime: undefined is not possible on"],
  ["arch", { arch: "mips" }, 'arch: "mips" is not possible; use "x86_64" or "arm64"'],
  ["memoryMiB", { memoryMiB: 64 }, "memoryMiB: 64 is not"],
  ["memoryMiB", { memoryMiB: "512" }, 'memoryMiB: "512" is not'],
  ["timeoutSeconds", { timeoutSeconds: 0 }, "timeoutSeconds: 0 is not a whole number from 1 to"],
  ["timeoutSeconds", { timeoutSeconds: 4000 }, "timeoutSeconds: 4000 is not a whole number from 1 to"],
  ["minInstances", { minInstances: -1 }, "minInstances: -1 is not a whole number from 0 to"],
  ["maxConcurrency", { maxConcurrency: 0 }, "maxConcurrency: 0 is not a whole number from"],
  [
    "minInstances",
    { minInstances: 60, maxConcurrency: 50 },
    "minInstances: 60 is more than maxConcurrency, 50; use at most that",
  ],
  ["retry.maxAttempts", { retry: { maxAttempts: 0 } }, "retry.maxAttempts: 0 is not a whole number from 1 to"],
  ["retry.deadLetter", { retry: { deadLetter: "x" } }, "retry.deadLetter: there is no such argument; use maxAttempts"],
  ["retry", { retry: 3 }, "retry: 3 is not possible; use { maxAttempts }"],
  ["retry", { retry: null }, "retry: null is not possible; use { maxAttempts }"],
  ["triggers", { triggers: [] }, "triggers: a value of type object is not possible; use an object of triggers by name"],
  ["network", { network: null }, "network: null is not possible; use { network, tier }"],
  ["network.subnet", { network: { subnet: "a" } }, "network.subnet: there is no such argument; use network, tier"],
  ["network.network", { network: { network: null } }, "network.network: nothing is given; name the network"],
  ["entry", { entry: 5 }, "entry: 5 is not an entry; give it as plain text"],
  ["runtime", { runtime: "java21" }, 'runtime: "java21" is not possible on'],
  ["env", { env: [] }, "env: a value of type object is not possible; use an object of texts by name"],
  ["env", { env: "A=1" }, 'env: "A=1" is not possible; use an object of texts by name'],
  ["env.1A", { env: { "1A": "x" } }, 'env.1A: "1A" is not a name; use letters, digits and _, beginning with a letter'],
  ["env.A", { env: { A: 5 } }, 'env.A: 5 is not text; write it as "5"'],
  ["code", { code: "src" }, 'code: "src" is no code; use { dir }, { zip } or { typescript }'],
  [
    "code",
    { code: { dir: "a", zip: "b" } },
    "code: it is given by dir and zip, and has to be by one thing; use { dir }",
  ],
  ["code.dir", { code: { dir: 5 } }, "code.dir: 5 is not a path; give it as plain text"],
  [
    "code.target",
    { code: { dir: "x", target: 1 } },
    "code.target: there is no such property beside dir; use dir, exclude",
  ],
  [
    "code.exclude",
    { code: { dir: "x", exclude: "a" } },
    "code.exclude: it is not a list of texts; give each as plain text",
  ],
  ["code.dir", { code: { dir: "no/such" } }, 'code.dir: there is no folder "no/such" in'],
  [
    "code.dir",
    { code: { dir: "package.json" } },
    'code.dir: "package.json" is not a folder; use { zip } for an archive',
  ],
  ["code.zip", { code: { zip: "no/such.zip" } }, 'code.zip: there is no file "no/such.zip" in'],
  ["code.zip", { code: { zip: "package.json" } }, 'code.zip: "package.json" cannot be read: it is not a zip archive'],
  ["code.typescript", { code: { typescript: "no.ts" } }, 'code.typescript: there is no file "no.ts" in'],
  [
    "code.typescript",
    { code: { typescript: "a.ts" }, runtime: "python3.13" },
    'code.typescript: "a.ts" cannot run on "python3.13"; use "node22" or "node24", or code as { dir }',
  ],
  [
    "entry",
    { entry: "handler" },
    'entry: "handler" is not an entry; give it as plain text, in the form "src/api.handler"',
  ],
  ["entry", { entry: "../index.handler" }, 'entry: "../index.handler" is not an entry'],
  [
    "entry",
    { entry: "main.handler" },
    'entry: "main.handler" needs main.js or main.cjs or main.mjs, which is not in the code; it has index.js',
  ],
  ["triggers.a b", { triggers: { "a b": { http: {} } } }, 'triggers.a b: "a b" is not a name; use at most 63 letters'],
  [
    "triggers.x",
    { triggers: { x: { queue: 1 } } },
    "triggers.x: a value of type object is not one trigger; use http, or",
  ],
  [
    "triggers.x",
    { triggers: { x: "http" } },
    'triggers.x: "http" is not one trigger; use http, or schedule, or bucket',
  ],
  [
    "triggers.b",
    { triggers: { a: { http: {} }, b: { http: {} } } },
    'triggers.b: the function has the http trigger "a" already; one is enough',
  ],
  [
    "triggers.Night",
    {
      triggers: { night: { schedule: { cron: "0 4 * * *" } }, Night: { schedule: { cron: "0 5 * * *" } } },
    },
    'triggers.Night: Azure does not tell it from "night"; use names that differ in more than case',
  ],
  [
    "triggers.x.http.auth",
    { triggers: { x: { http: { auth: "key" } } } },
    'triggers.x.http.auth: "key" is not possible; use "iam" or "none"',
  ],
  [
    "triggers.x.http.path",
    { triggers: { x: { http: { path: "/" } } } },
    "triggers.x.http.path: there is no such argument; use auth, cors",
  ],
  [
    "triggers.x.http",
    { triggers: { x: { http: null } } },
    "triggers.x.http: null is not possible; use { auth, cors }, or {} for the defaults",
  ],
  ["network.network", { network: {} }, "network.network: nothing is given; name the network"],
];

const perCloud: Readonly<Record<Cloud, readonly (readonly [string, AnyArgs, string])[]>> = {
  aws: [
    ["memoryMiB", { memoryMiB: 10_241 }, "memoryMiB: 10241 is not a whole number from 128 to 10240"],
    ["timeoutSeconds", { timeoutSeconds: 901 }, "timeoutSeconds: 901 is not a whole number from 1 to 900"],
    [
      "logRetentionDays",
      { logRetentionDays: 31 },
      "logRetentionDays: 31 is not possible on aws; use 1, 3, 5, 7, 14, 30",
    ],
    ["retry.maxAttempts", { retry: { maxAttempts: 4 } }, "retry.maxAttempts: 4 is not a whole number from 1 to 3"],
    ["env", { env: { AWS_REGION: "x" } }, 'env.AWS_REGION: "AWS_REGION" belongs to aws itself; use another name'],
    ["env", { env: { A: "x".repeat(4096) } }, "env: names and values have 4097 bytes, aws takes at most 4096"],
    [
      "entry",
      { runtime: "custom", entry: "index.js" },
      'entry: "index.js" is never run: Lambda runs the file "bootstrap"; rename it',
    ],
    [
      "triggers.x.http.cors.origins[0]",
      { triggers: { x: { http: { cors: { origins: ["example.com"] } } } } },
      'triggers.x.http.cors.origins[0]: "example.com" is not an origin; use the form "https://www.example.com"',
    ],
    [
      "triggers.x.http.cors.origins",
      { triggers: { x: { http: { cors: { origins: [] } } } } },
      "triggers.x.http.cors.origins: nothing is given; list pages",
    ],
    [
      "network.tier",
      { network: { network: network("aws"), tier: "data" } },
      '"data" is not a tier of "net"; use one of private, public',
    ],
    [
      "network.tier",
      { network: { network: network("aws"), tier: "public" } },
      'network.tier: "public" is a public tier',
    ],
    ["network", { network: { network: network("gcp") } }, "network.network: this is on gcp, but the target is on aws"],
    [
      "network",
      {
        network: {
          network: network("aws", {
            target: { ...targets.aws, key: "us", region: "us-east-1" },
            zones: ["us-east-1a"],
          }),
        },
      },
      'network.network: "net" is in us-east-1; use one in eu-west-1',
    ],
  ],
  gcp: [
    [
      "memoryMiB",
      { memoryMiB: 1000 },
      "memoryMiB: 1000 is not possible on gcp; use 128, 256, 512, 1024, 2048, 4096, 8192, 16384 or 32768",
    ],
    [
      "runtime",
      { runtime: "custom" },
      "runtime: Function does not support runtime on gcp: Cloud Functions builds code",
    ],
    [
      "arch",
      { arch: "arm64" },
      "Function does not support arch on gcp: the cloud runs functions on x86_64 only; instead, leave arch out",
    ],
    ["env", { env: { K_SERVICE: "x" } }, 'env.K_SERVICE: "K_SERVICE" belongs to gcp itself'],
    [
      "logRetentionDays",
      { logRetentionDays: 30 },
      "Function does not support logRetentionDays on gcp: logs are kept as long as the log bucket of the project",
    ],
    [
      "timeoutSeconds",
      { timeoutSeconds: 1801, triggers: { night: { schedule: { cron: "0 4 * * *" } } } },
      'timeoutSeconds: 1801 is too long for the schedule trigger "night" on gcp; use at most 1800',
    ],
    ["memoryMiB", { memoryMiB: 65_536 }, "memoryMiB: 65536 is not possible on gcp; use 128, 256"],
    ["retry.maxAttempts", { retry: { maxAttempts: 7 } }, "retry.maxAttempts: 7 is not a whole number from 1 to 6"],
    ["maxConcurrency", { maxConcurrency: 1001 }, "maxConcurrency: 1001 is not a whole number from 1 to 1000"],
    [
      "network",
      { network: { network: network("gcp", { target: { ...targets.gcp, key: "us", region: "us-central1" } }) } },
      'network.network: "net" is in us-central1; use one in europe-west1',
    ],
    [
      "entry",
      { code: { dir: `${fixtures}/described` }, entry: "index.handler" },
      'entry: "index.handler" is in index.js, but package.json says "main": "./src/api", which is what GCP loads; write "main": "index.js" there',
    ],
  ],
  azure: [
    ["memoryMiB", { memoryMiB: 1024 }, `memoryMiB: 1024 is not possible on azure; use ${steps}`],
    [
      "arch",
      { arch: "arm64" },
      "Function does not support arch on azure: the cloud runs functions on x86_64 only; instead, leave arch out",
    ],
    ["maxConcurrency", { maxConcurrency: 39 }, "maxConcurrency: 39 is not a whole number from 40 to 1000"],
    ["retry.maxAttempts", { retry: { maxAttempts: 31 } }, "retry.maxAttempts: 31 is not a whole number from 1 to 30"],
    ["minInstances", { minInstances: 1001 }, "minInstances: 1001 is not a whole number from 0 to 1000"],
    [
      "env",
      { env: { FUNCTIONS_WORKER_RUNTIME: "x" } },
      'env.FUNCTIONS_WORKER_RUNTIME: "FUNCTIONS_WORKER_RUNTIME" belongs',
    ],
    ["logRetentionDays", { logRetentionDays: 7 }, "logRetentionDays: 7 is not a whole number from 30 to 730"],
    ["env", { env: { WEBSITE_TIME_ZONE: "x" } }, 'env.WEBSITE_TIME_ZONE: "WEBSITE_TIME_ZONE" belongs to azure itself'],
    [
      "timeoutSeconds",
      { timeoutSeconds: 231, triggers: { web: { http: {} } } },
      'timeoutSeconds: 231 is too long for the http trigger "web" on azure; use at most 230',
    ],
    ["code", { code: { dir: `${fixtures}/azure-own` } }, "code: host.json in it is not a JSON object; repair it"],
    [
      "code",
      { code: { dir: `${fixtures}/azure-own` } },
      "code: old/function.json in it would be a trigger that nothing here knows of; state it in triggers",
    ],
    [
      "code",
      { code: { dir: `${fixtures}/azure-own` }, triggers: { old: { http: {} } } },
      "code: old/function.json in it is what the trigger of that name becomes",
    ],
  ],
};

describe.each(clouds)("on %s, before anything is registered", (cloud) => {
  it.each(everywhere)("%s %j is refused", async (_, args, message) => {
    expect(await refusal(cloud, args)).toContain(message);
  });

  it.each(perCloud[cloud])("%s %# is refused", async (_, args, message) => {
    expect(await refusal(cloud, args)).toContain(message);
  });

  it("names everything that is wrong at once", async () => {
    const error = await failure(() => fn(targets[cloud], { memoryMiB: 1, timeoutSeconds: 0, env: { A: 1 } }), world);
    expect(error).toBeInstanceOf(ArgumentsError);
    expect((error as ArgumentsError).code).toBe(ErrorCode.InvalidArguments);
    expect((error as ArgumentsError).message.match(/^ {2}[\w.]+/gm)).toEqual([
      "  memoryMiB",
      "  timeoutSeconds",
      "  env.A",
    ]);
  });

  it("takes outputs and secrets as values of variables", async () => {
    const env = { A: pulumi.output("x"), B: pulumi.secret("y") };
    await expect(failure(() => fn(targets[cloud], { env, memoryMiB: 1 }), world)).resolves.toMatchObject({
      message: expect.stringMatching(/an argument is wrong\n {2}memoryMiB/),
    });
  });
});

/** Values of every kind, as a JavaScript program could pass them. */
const values: Readonly<Record<string, unknown>> = {
  ...{ null: null, "5": 5, text: "x", "[]": [], "{}": {}, true: true, "1.5": 1.5, output: pulumi.output("x") },
  ...{ function: () => 1, "{a: null}": { a: null }, "[null]": [null] },
};
const places: Readonly<Record<string, (value: unknown) => AnyArgs>> = {
  ...Object.fromEntries(
    [
      "code",
      "runtime",
      "entry",
      "arch",
      "memoryMiB",
      "timeoutSeconds",
      "env",
      "minInstances",
      "maxConcurrency",
      "retry",
    ]
      .concat("logRetentionDays", "triggers", "network")
      .map((name) => [name, (value: unknown) => ({ [name]: value })]),
  ),
  "network.network": (value) => ({ network: { network: value } }),
  trigger: (t) => ({ triggers: { t } }),
  http: (http) => ({ triggers: { t: { http } } }),
  "http.auth": (auth) => ({ triggers: { t: { http: { auth } } } }),
  "http.cors": (cors) => ({ triggers: { t: { http: { cors } } } }),
  "http.cors.origins": (origins) => ({ triggers: { t: { http: { cors: { origins } } } } }),
  schedule: (schedule) => ({ triggers: { t: { schedule } } }),
  "schedule.cron": (cron) => ({ triggers: { t: { schedule: { cron } } } }),
  "schedule.timezone": (timezone) => ({ triggers: { t: { schedule: { cron: "0 4 * * *", timezone } } } }),
  bucket: (bucket) => ({ triggers: { t: { bucket, on: ["created"] } } }),
};

describe.each(clouds)("a value of any kind on %s", (cloud) => {
  it("is accepted where it is possible, and else refused in words", () => {
    const accepted = Object.entries(places).flatMap(([place, argsFor]) =>
      Object.entries(values).flatMap(([title, value]) => {
        try {
          planFunction("api", { ...least, ...argsFor(value), target: targets[cloud] } as unknown as FunctionArgs);
          return [`${place} ${title}`];
        } catch (error) {
          if (error instanceof ArgumentsError || error instanceof UnsupportedError) return [];
          throw new Error(`${place} ${title}`, { cause: error });
        }
      }),
    );
    const numbers = [
      "timeoutSeconds 5",
      "env {}",
      "minInstances 5",
      ...(cloud === "azure" ? [] : ["maxConcurrency 5"]),
    ];
    const days = cloud === "aws" ? ["logRetentionDays 5"] : [];
    expect(accepted).toEqual([...numbers, "retry {}", ...days, "triggers {}", "http {}"]);
  });
});

describe("an empty folder", () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-empty-"));
    mkdirSync(join(dir, "inner"));
    writeFileSync(join(dir, "inner", "Thumbs.db"), "");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each(clouds)("is refused on %s", async (cloud) => {
    expect(await refusal(cloud, { code: { dir } })).toContain(`code.dir: "${dir}" has no files; put the code there`);
  });
});

describe("a tier on Azure", () => {
  it("has to be handed to functions", async () => {
    const error = await failure(() => {
      const own = new Network("net", { target: targets.azure, cidr: "10.0.0.0/16", zones: 1, flowLogs: false });
      fn(targets.azure, { network: { network: own } });
    }, world);
    expect(error.message).toContain(
      'network.tier: "private" is not handed to functions; give the tier serviceDelegation: "Microsoft.App/environments"',
    );
  });
});

describe("grantInvoke", () => {
  it("refuses an identity of another cloud, one without a key, and one key for two", async () => {
    const one = (identity: object) => () => fn(targets.aws).grantInvoke(identity as never);
    expect((await failure(one({ key: "a", member: "x" }), world)).message).toContain(
      "identity.roleName: it is not given, so this is no identity of aws; use { key, roleName }",
    );
    expect((await failure(one({ roleName: "x" }), world)).message).toContain("identity.key: undefined is not a key");
    expect((await failure(one({ key: "a", roleName: "arn:aws:iam::1:role/x" }), world)).message).toContain(
      'identity.roleName: "arn:aws:iam::1:role/x" is not possible; use the name of an IAM role, not its ARN',
    );
    const two = await failure(() => {
      const api = new CloudFunction("api", { ...least, target: targets.aws });
      api.grantInvoke({ key: "a", roleName: "x" });
      api.grantInvoke({ key: "a", roleName: "y" });
    }, world);
    expect(two.message).toContain('identity.key: "a" already names another identity of this function');
  });
});
