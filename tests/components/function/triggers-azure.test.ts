import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unzip } from "../../../components/function/code/unzip.js";
import { eventQueueName, poisonQueueName } from "../../../components/function/triggers/azure-names.js";
import { type Registered, record } from "../../support/record.js";
import { added, bucket, fn, inputs, inTemporaryDirectory, waitsFor, world } from "./trigger-support.js";

/** The files of the package that was registered. */
function packageOf(seen: readonly Registered[]): Record<string, unknown> {
  const blob = seen.find(({ type }) => type === "azure-native:storage:Blob");
  if (blob === undefined) throw new Error("there is no package");
  const { path } = blob.inputs.source as { path: string };
  const texts = unzip(readFileSync(path)).map(
    ({ path: name, data }) => [name, Buffer.from(data).toString("utf8")] as const,
  );
  return Object.fromEntries(texts.map(([name, text]) => [name, name.endsWith(".json") ? JSON.parse(text) : text]));
}

const queueId = (name: string) => `/subscriptions/s/accounts/api/queueServices/default/queues/${name}-name`;

describe("triggers on Azure", () => {
  inTemporaryDirectory();

  it("a schedule is a timer in the package, in UTC, and no resource", async () => {
    const triggers = { nightly: { schedule: { cron: "30 4 * * 1-5" } } };
    const with3 = { retry: { maxAttempts: 3 }, triggers };
    expect(
      await added(
        () => fn("azure", "api", with3),
        () => fn("azure", "api", {}),
      ),
    ).toEqual({});
    const files = packageOf(await record(() => fn("azure", "api", with3), world));
    expect(Object.keys(files)).toEqual(["host.json", "index.js", "nightly/function.json"]);
    expect(files["nightly/function.json"]).toEqual({
      scriptFile: "../index.js",
      entryPoint: "handler",
      bindings: [{ type: "timerTrigger", direction: "in", name: "event", schedule: "0 30 4 * * 1-5" }],
      retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: "00:00:10" },
    });
  });

  it("a schedule that is tried once says nothing of further tries", async () => {
    const triggers = { nightly: { schedule: { cron: "0 4 * * *" } } };
    const seen = await record(() => fn("azure", "api", { retry: { maxAttempts: 1 }, triggers }), world);
    expect(packageOf(seen)["nightly/function.json"]).not.toHaveProperty("retry");
  });

  it("a bucket's events come through a queue that Event Grid fills and the package empties, by identity alone", async () => {
    const made = await added(
      () =>
        fn("azure", "api", {
          triggers: { uploads: { bucket: bucket("azure", "files"), on: ["created"], prefix: "in/", suffix: ".csv" } },
        }),
      () => [fn("azure", "api", {}), bucket("azure", "files")],
    );
    const role = (scope: string, principalId: string, id: string) => ({
      scope,
      principalId,
      principalType: "ServicePrincipal",
      roleAssignmentName: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    });
    const account = { resourceGroupName: "azure-swedencentral-name", accountName: "api-name" };
    const [queue, poison] = [queueId("api-uploads"), queueId("api-uploads-poison")];
    expect(inputs(made)).toEqual({
      "azure-native:eventgrid:SystemTopic files-events": {
        resourceGroupName: "azure-swedencentral-name",
        location: "swedencentral",
        source: "/subscriptions/s/accounts/files",
        topicType: "Microsoft.Storage.StorageAccounts",
        identity: { type: "SystemAssigned" },
      },
      "azure-native:storage:Queue api-uploads": { ...account, queueName: "on-uploads" },
      "azure-native:storage:Queue api-uploads-poison": { ...account, queueName: "on-uploads-poison" },
      "azure-native:authorization:RoleAssignment api-uploads-topic": role(
        queue,
        "topic-principal",
        "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
      ),
      "azure-native:authorization:RoleAssignment api-uploads-reader": role(
        queue,
        "function-principal",
        "19e7f393-937e-4f77-808e-94535e297925",
      ),
      "azure-native:authorization:RoleAssignment api-uploads-processor": role(
        queue,
        "function-principal",
        "8a0f0c08-91a1-4084-bc3d-661d67233fed",
      ),
      "azure-native:authorization:RoleAssignment api-uploads-poison": role(
        poison,
        "function-principal",
        "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
      ),
      "azure-native:eventgrid:SystemTopicEventSubscription api-uploads": {
        resourceGroupName: "azure-swedencentral-name",
        systemTopicName: "files-events-name",
        eventDeliverySchema: "CloudEventSchemaV1_0",
        filter: {
          includedEventTypes: ["Microsoft.Storage.BlobCreated"],
          isSubjectCaseSensitive: true,
          subjectBeginsWith: "/blobServices/default/containers/files-name/blobs/in/",
          subjectEndsWith: ".csv",
        },
        deliveryWithResourceIdentity: {
          identity: { type: "SystemAssigned" },
          destination: {
            endpointType: "StorageQueue",
            resourceId: "/subscriptions/s/accounts/api",
            queueName: "api-uploads-name",
          },
        },
      },
    });
    const waits = waitsFor(made["azure-native:eventgrid:SystemTopicEventSubscription api-uploads"]);
    expect(waits).toEqual(expect.arrayContaining(["api-uploads-topic", "files-events"]));
  });

  it("the package has a function for the queue, and the host puts aside what fails as often as is said", async () => {
    const seen = await record(() => {
      const triggers = { uploads: { bucket: bucket("azure", "files"), on: ["created"] } };
      fn("azure", "api", { retry: { maxAttempts: 5 }, triggers });
    }, world);
    const files = packageOf(seen);
    expect(files["uploads/function.json"]).toEqual({
      scriptFile: "../index.js",
      entryPoint: "handler",
      bindings: [
        {
          type: "queueTrigger",
          direction: "in",
          name: "event",
          queueName: "on-uploads",
          connection: "AzureWebJobsStorage",
        },
      ],
    });
    expect(files["host.json"]).toMatchObject({ extensions: { queues: { maxDequeueCount: 5 } } });
  });

  it("several functions share a bucket, and it gets one topic", async () => {
    const seen = await record(() => {
      const files = bucket("azure", "files");
      for (const name of ["one", "two"]) fn("azure", name, { triggers: { in: { bucket: files, on: ["created"] } } });
    }, world);
    const named = (type: string) => seen.filter((resource) => resource.type === type).map(({ name }) => name);
    expect(named("azure-native:eventgrid:SystemTopic")).toEqual(["files-events"]);
    expect(named("azure-native:eventgrid:SystemTopicEventSubscription")).toEqual(["one-in", "two-in"]);
  });

  it("makes the same package from the same code and triggers", async () => {
    const source = async () => {
      const triggers = { b: { schedule: { cron: "0 4 * * *" } }, a: { schedule: { cron: "0 5 * * *" } } };
      const seen = await record(() => fn("azure", "api", { triggers }), world);
      return seen.find(({ type }) => type === "azure-native:storage:Blob")?.inputs.source;
    };
    expect(await source()).toEqual(await source());
  });

  it("queues have names that Azure takes, for any name of a trigger", () => {
    const names = ["x", "Uploads", "uploads", `${"n".repeat(62)}x`, `${"n".repeat(62)}y`, "a--b"];
    const queues = names.flatMap((name) => [eventQueueName(name), poisonQueueName(name)]);
    expect(new Set(queues).size).toBe(2 * names.length);
    for (const queue of queues) expect(queue).toMatch(/^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});
