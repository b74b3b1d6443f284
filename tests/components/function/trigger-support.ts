import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { aws } from "../../../components/aws.js";
import { azure } from "../../../components/azure.js";
import type { CloudName, Target } from "../../../components/core/clouds.js";
import { Function as CloudFunction, type FunctionArgs } from "../../../components/function/index.js";
import { gcp } from "../../../components/gcp.js";
import { Bucket } from "../../../components/index.js";
import { type RecordOptions, type Registered, record } from "../../support/record.js";

export const targets = {
  aws: aws({ region: "eu-west-1" }),
  gcp: gcp({ project: "acme-dev", region: "europe-west1" }),
  azure: azure({ region: "swedencentral" }),
} as unknown as Readonly<Record<CloudName, Target>>;

/** Outputs that triggers read, in the shape of the real ones. */
export const world: RecordOptions = {
  outputs: (type, name) => {
    if (type === "aws:lambda/function:Function")
      return { arn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}` };
    if (type === "gcp:cloudfunctionsv2/function:Function") return { serviceConfig: { uri: `https://${name}.run.app` } };
    if (type === "gcp:serviceaccount/account:Account")
      return { email: `${name}@acme-dev.iam`, member: `serviceAccount:${name}@acme-dev.iam` };
    if (type === "azure-native:storage:StorageAccount") return { id: `/subscriptions/s/accounts/${name}` };
    if (type === "azure-native:eventgrid:SystemTopic") return { identity: { principalId: "topic-principal" } };
    if (type === "azure-native:managedidentity:UserAssignedIdentity")
      return { principalId: "function-principal", clientId: "function-client" };
    return {};
  },
  call: (token, inputs) =>
    token === "gcp:storage/getProjectServiceAccount:getProjectServiceAccount"
      ? { member: "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com" }
      : inputs,
};

export const code = { dir: join(__dirname, "fixtures/node") };

export function fn(cloud: CloudName, name: string, options: object): CloudFunction {
  return new CloudFunction(name, { runtime: "node24", code, target: targets[cloud], ...options } as FunctionArgs);
}

export function bucket(cloud: CloudName, name: string): Bucket {
  return new Bucket(name, { target: targets[cloud] });
}

/** What is registered beyond the function and the bucket themselves, by type and name. */
export async function added(
  program: () => unknown,
  baseline: () => unknown,
): Promise<Readonly<Record<string, Registered>>> {
  const before = new Set((await record(baseline, world)).map(({ urn }) => urn));
  const all = await record(program, world);
  return Object.fromEntries(
    all.filter(({ urn }) => !before.has(urn)).map((resource) => [`${resource.type} ${resource.name}`, resource]),
  );
}

export function inputs(resources: Readonly<Record<string, Registered>>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(resources).map(([key, resource]) => [key, resource.inputs]));
}

/** Names of what a resource has to wait for, sorted. */
export function waitsFor(resource: Registered | undefined): string[] {
  return (resource?.dependsOn ?? []).map((urn) => urn.split("::").at(-1) ?? "").sort();
}

/** Archives are written under the working directory: one that goes away again. */
export function inTemporaryDirectory(): void {
  const before = process.cwd();
  let dir = "";
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-triggers-"));
    process.chdir(dir);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(dir, { recursive: true, force: true });
  });
}
