import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { unzip } from "../../../components/function/code/unzip.js";
import { Function as CloudFunction, Network } from "../../../components/index.js";
import type { Registered } from "../../support/record.js";
import { record } from "../../support/record.js";
import { lines } from "../network/support.js";
import { type AnyArgs, type Cloud, clouds, fixtures, fn, least, made, refusal, targets, world } from "./support.js";

const network = (cloud: Cloud) =>
  Network.fromExisting("net", {
    target: targets[cloud],
    id: cloud === "gcp" ? "https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/net" : "net-id",
    cidr: "10.0.0.0/16",
    zones: cloud === "aws" ? ["eu-west-1a"] : [],
    subnetIds: { private: ["subnet-a"] },
  });

const cors = (cloud: Cloud) => (cloud === "gcp" ? {} : { cors: { origins: ["https://www.example.com"] } });
const variants: Readonly<Record<string, (cloud: Cloud) => AnyArgs>> = {
  least: () => ({}),
  full: (cloud) => ({
    memoryMiB: 2048,
    timeoutSeconds: 90,
    env: { STAGE: "dev", TOKEN: pulumi.secret("s3cret") },
    network: { network: network(cloud) },
    minInstances: 2,
    maxConcurrency: 80,
    retry: { maxAttempts: 3 },
    ...(cloud === "gcp" ? {} : { logRetentionDays: 90 }),
    triggers: { web: { http: cors(cloud) } },
  }),
  open: () => ({ triggers: { web: { http: { auth: "none" } } } }),
  python: () => ({ runtime: "python3.13", code: { dir: `${fixtures}/python` } }),
};

/** Without what is there once for a target. */
function children(seen: readonly Registered[]): Registered[] {
  return seen.filter(({ urn, custom }) => custom && urn.includes("groundplan:index:"));
}

function inputs(seen: readonly Registered[], type: string, name = "api"): Record<string, unknown> {
  const found = seen.find((resource) => resource.type === type && resource.name === name);
  if (found === undefined) throw new Error(`there is no ${type} ${name}: ${seen.map((one) => one.urn).join("\n")}`);
  return found.inputs;
}

/** The files of the archive that an input names. */
function packed(asset: unknown): Record<string, string> {
  const { path } = asset as { path: string };
  const files = unzip(readFileSync(path));
  return Object.fromEntries(files.map((file) => [file.path, Buffer.from(file.data).toString("utf8")]));
}

describe.each(clouds)("a function on %s", (cloud) => {
  it.each(Object.keys(variants))("becomes exactly this: %s", async (variant) => {
    const now = lines(children(await made(cloud, variants[variant]?.(cloud))));
    await expect(`${now.join("\n")}\n`).toMatchFileSnapshot(`golden/${cloud}-${variant}.txt`);
  });

  it("tells who it is to those who grant, and to nobody else", async () => {
    const seen: object[] = [];
    await record(() => {
      const { identity } = fn(targets[cloud]);
      seen.push({ ...(identity as object) });
    }, world);
    const property = { aws: "roleName", gcp: "member", azure: "principalId" }[cloud];
    expect(seen.map((one) => Object.keys(one).sort())).toEqual([["key", property].sort()]);
    expect(seen[0]).toMatchObject({ key: "api" });
  });

  it("makes the same archive from a folder and from an archive of it", async () => {
    const one = await made(cloud);
    const archives = readdirSync(".groundplan/archives");
    const asset = (seen: readonly Registered[]) =>
      seen.flatMap((resource) => Object.values(resource.inputs)).find((value) => isAsset(value));
    const { path } = asset(one) as { path: string };
    expect(archives).toContain(path.split("/").at(-1));
    const again = await made(cloud, { code: { zip: path }, ...(cloud === "azure" ? {} : {}) });
    expect(asset(again)).toEqual(asset(one));
  });
});

function isAsset(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("__pulumiAsset" in value || "__pulumiArchive" in value);
}

describe("what a cloud adds to the code", () => {
  it("is nothing on AWS", async () => {
    const { code } = inputs(await made("aws"), "aws:lambda/function:Function");
    expect(Object.keys(packed(code))).toEqual(["index.js"]);
  });

  it("is a package.json for Node on GCP, unless there is one that says the same", async () => {
    const source = async (args: AnyArgs) =>
      packed(inputs(await made("gcp", args), "gcp:storage/bucketObject:BucketObject", "api-source").source);
    expect(await source({})).toEqual({
      "index.js": expect.any(String),
      "package.json": '{\n  "private": true,\n  "main": "index.js"\n}\n',
    });
    const described = await source({ code: { dir: `${fixtures}/described` }, entry: "src/api.handler" });
    expect(described["package.json"]).toBe('{ "main": "./src/api" }\n');
    expect(Object.keys(await source({ runtime: "python3.13", code: { dir: `${fixtures}/python` } }))).toEqual([
      "main.py",
    ]);
  });

  it("is for a bundle on GCP a package.json with the packages that the build has to install, and nothing elsewhere", async () => {
    const dir = mkdtempSync(join(tmpdir(), "groundplan-packages-"));
    const framework = "@google-cloud/functions-framework";
    mkdirSync(join(dir, "node_modules", framework), { recursive: true });
    writeFileSync(join(dir, "node_modules", framework, "package.json"), '{"version":"4.0.0"}');
    writeFileSync(join(dir, "node_modules", framework, "index.js"), "exports.cloudEvent = () => {};");
    writeFileSync(
      join(dir, "api.ts"),
      `import { cloudEvent } from "${framework}";\ncloudEvent("handler", () => {});\n`,
    );
    const code = { typescript: join(dir, "api.ts") };
    const onGcp = packed(
      inputs(await made("gcp", { code }), "gcp:storage/bucketObject:BucketObject", "api-source").source,
    );
    expect(JSON.parse(onGcp["package.json"] ?? "")).toEqual({
      private: true,
      main: "index.js",
      dependencies: { [framework]: "4.0.0" },
    });
    expect(onGcp["index.js"]).toContain(`require("${framework}")`);
    const onAws = packed(inputs(await made("aws", { code }), "aws:lambda/function:Function").code);
    expect(Object.keys(onAws)).toEqual(["index.js"]);
    rmSync(dir, { recursive: true });
  });

  it("is refused on Azure where a bundle registers functions by itself, and not where it only takes types", async () => {
    const dir = mkdtempSync(join(tmpdir(), "groundplan-azure-"));
    mkdirSync(join(dir, "node_modules/@azure/functions"), { recursive: true });
    writeFileSync(join(dir, "node_modules/@azure/functions/index.js"), "exports.app = {};");
    const code = { typescript: join(dir, "api.ts") };
    writeFileSync(
      code.typescript,
      'import type { Context } from "@azure/functions";\nexport const handler = (_: Context) => 1;\n',
    );
    expect(inputs(await made("azure", { code }), "azure-native:web:WebApp")).toBeDefined();
    writeFileSync(code.typescript, 'import { app } from "@azure/functions";\nexport const handler = () => app;\n');
    expect(await refusal("azure", { code })).toContain(
      'imports "@azure/functions": what it registers would take the place of all triggers; export the handler instead',
    );
    expect(inputs(await made("aws", { code }), "aws:lambda/function:Function")).toBeDefined();
    rmSync(dir, { recursive: true });
  });

  it("is the host's settings and a folder for each trigger on Azure", async () => {
    const source = async (args: AnyArgs) =>
      packed(inputs(await made("azure", args), "azure-native:storage:Blob", "api-package").source);
    const files = await source({ timeoutSeconds: 90, triggers: { web: { http: {} } } });
    expect(Object.keys(files)).toEqual(["host.json", "index.js", "web/function.json"]);
    expect(JSON.parse(files["host.json"] ?? "")).toEqual({
      version: "2.0",
      extensionBundle: { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.0.0, 5.0.0)" },
      functionTimeout: "00:01:30",
    });
    expect(JSON.parse(files["web/function.json"] ?? "")).toEqual({
      scriptFile: "../index.js",
      entryPoint: "handler",
      bindings: [
        {
          type: "httpTrigger",
          direction: "in",
          name: "req",
          authLevel: "function",
          methods: ["get", "head", "post", "put", "patch", "delete", "options"],
          route: "web",
        },
        { type: "http", direction: "out", name: "res" },
      ],
    });
  });

  it("keeps what a host.json of the code says, but the timeout", async () => {
    const seen = await made("azure", { code: { dir: `${fixtures}/host` } });
    const files = packed(inputs(seen, "azure-native:storage:Blob", "api-package").source);
    expect(JSON.parse(files["host.json"] ?? "")).toMatchObject({
      functionTimeout: "00:00:30",
      logging: { logLevel: { default: "Warning" } },
    });
  });

  it("tells a custom handler's executable on Azure, and opens an http function with auth none", async () => {
    const args = { runtime: "custom", entry: "index.js", triggers: { web: { http: { auth: "none" } } } };
    const seen = await made("azure", args);
    const files = packed(inputs(seen, "azure-native:storage:Blob", "api-package").source);
    expect(JSON.parse(files["host.json"] ?? "")).toMatchObject({
      customHandler: { description: { defaultExecutablePath: "index.js" }, enableForwardingHttpRequest: true },
    });
    expect(JSON.parse(files["web/function.json"] ?? "")).toMatchObject({ bindings: [{ authLevel: "anonymous" }, {}] });
    expect(inputs(seen, "azure-native:web:WebApp")).toMatchObject({
      functionAppConfig: { runtime: { name: "custom", version: "1.0" } },
    });
  });
});

describe("access", () => {
  it("is given on AWS to exactly this function, by an inline policy of the caller's role", async () => {
    const seen = await record(() => {
      const one = fn(targets.aws) as CloudFunction<"aws">;
      expect(one.grantInvoke({ key: "shop", roleName: "shop" })).toBe(
        one.grantInvoke({ key: "shop", roleName: "shop" }),
      );
    }, world);
    const { role, policy } = inputs(seen, "aws:iam/rolePolicy:RolePolicy", "api-invoke-shop");
    expect({ role, policy: JSON.parse(String(policy)) }).toEqual({
      role: "shop",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"],
            Resource: "arn:aws:lambda:eu-west-1:123456789012:function:api-name",
          },
        ],
      },
    });
  });

  it("can be given to a function that exists already", async () => {
    const seen = await record(() => {
      const arn = "arn:aws:lambda:eu-west-1:123456789012:function:legacy:live";
      CloudFunction.fromExisting("legacy", { target: targets.aws, id: arn }).grantInvoke({ key: "a", roleName: "r" });
      CloudFunction.fromExisting("old", { target: targets.gcp, id: "old" }).grantInvoke({
        key: "a",
        member: "group:a@b.c",
      });
    }, world);
    const { policy } = inputs(seen, "aws:iam/rolePolicy:RolePolicy", "legacy-invoke-a");
    expect(JSON.parse(String(policy)).Statement[0].Resource).toBe(
      "arn:aws:lambda:eu-west-1:123456789012:function:legacy:live",
    );
    expect(inputs(seen, "gcp:cloudrunv2/serviceIamMember:ServiceIamMember", "old-invoke-a")).toEqual({
      project: "acme-dev",
      location: "europe-west1",
      name: "old",
      role: "roles/run.invoker",
      member: "group:a@b.c",
    });
  });

  it("builds on GCP as one account for all functions of a target", async () => {
    const seen = await record(() => {
      for (const name of ["one", "two"]) new CloudFunction(name, { ...least, target: targets.gcp });
    }, world);
    const accounts = seen.filter(({ type }) => type === "gcp:serviceaccount/account:Account");
    expect(accounts.map(({ name }) => name).sort()).toEqual(["gcp-europe-west1-build", "one", "two"]);
  });
});

it("keeps no unfinished archive", () => {
  const names = readdirSync(join(process.cwd(), ".groundplan/archives"));
  expect(names.filter((name) => !/^[0-9a-f]{64}\.zip$/.test(name))).toEqual([]);
});
