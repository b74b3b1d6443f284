import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { azure } from "../../components/azure.js";
import type { ChildTable } from "../../components/core/children.js";
import type { CloudName, Target } from "../../components/core/clouds.js";
import { Bucket, Function as CloudFunction, Network } from "../../components/index.js";
import { type Registered, record } from "../support/record.js";

const target = azure({ region: "westeurope" }) as unknown as Target;
const bucket = target.implementations.bucket.children as ChildTable;
const fn = target.implementations.function.children as ChildTable;
const code = { dir: `${__dirname}/function/fixtures/node` };

async function ofType(type: string, program: () => void, preview = true): Promise<Registered["inputs"] | undefined> {
  return (await record(program, { preview })).find((resource) => resource.type === type)?.inputs;
}

describe("what the SDK completes", () => {
  it("is what the tables of children say", async () => {
    const made = await record(() => {
      new web.WebApp("app", { resourceGroupName: "rg", siteConfig: {} });
      new storage.StorageAccount("account", {
        resourceGroupName: "rg",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        networkRuleSet: {} as never,
      });
    });
    const inputs = Object.fromEntries(made.map((resource) => [resource.name, resource.inputs]));
    expect(fn.app?.completed).toEqual({ siteConfig: inputs.app?.siteConfig });
    expect(bucket.account?.completed).toEqual({ networkRuleSet: inputs.account?.networkRuleSet });
  });
});

describe("a preview", () => {
  const app = (extra: object = {}, preview = true) =>
    ofType(
      "azure-native:web:WebApp",
      () => void new CloudFunction("main", { runtime: "node24", code, target, ...extra } as never),
      preview,
    );

  it("knows what is known of an app's settings", async () => {
    const siteConfig = (await app())?.siteConfig as { appSettings: { name: string; value: unknown }[] };
    expect(siteConfig).toMatchObject({
      ...{ minTlsVersion: "1.2", ftpsState: "Disabled", http20Enabled: true, remoteDebuggingEnabled: false },
      ...{ localMySqlEnabled: false, netFrameworkVersion: "v4.6" },
    });
    const values = Object.fromEntries(siteConfig.appSettings.map(({ name, value }) => [name, value]));
    expect(values.AzureWebJobsStorage__credential).toBe("managedidentity");
    expect(values.AZURE_CLIENT_ID).toBe("<unknown>");
  });

  it("knows the rule of an account of which no subnet is known", async () => {
    const account = await ofType("azure-native:storage:StorageAccount", () => {
      const network = new Network("net", { target, flowLogs: false });
      new Bucket<CloudName>("main", { target, network });
    });
    expect(account?.networkRuleSet).toMatchObject({ bypass: "AzureServices", defaultAction: "Deny" });
  });

  it("has an override's parts, and what it leaves out completed as the SDK does", async () => {
    const siteConfig = { minTlsVersion: "1.3", http20Enabled: false, netFrameworkVersion: undefined };
    const expected = { ...siteConfig, localMySqlEnabled: false, netFrameworkVersion: "v4.6" };
    for (const preview of [true, false])
      expect((await app({ azure: { app: { siteConfig } } }, preview))?.siteConfig).toEqual(expected);
  });

  it("leaves an override that is an output to the SDK", async () => {
    const siteConfig = pulumi.output({ minTlsVersion: "1.3" });
    const expected = {
      minTlsVersion: "1.3",
      http20Enabled: true,
      localMySqlEnabled: false,
      netFrameworkVersion: "v4.6",
    };
    expect((await app({ azure: { app: { siteConfig } } }))?.siteConfig).toEqual(expected);
  });
});
