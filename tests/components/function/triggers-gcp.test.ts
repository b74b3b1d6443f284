import { describe, expect, it } from "vitest";
import { record } from "../../support/record.js";
import { added, bucket, fn, inputs, inTemporaryDirectory, waitsFor, world } from "./trigger-support.js";

const caller = (key: string) => `api-${key}-caller@acme-dev.iam`;
const invoker = (key: string) => ({
  project: "acme-dev",
  location: "europe-west1",
  name: "api-name",
  role: "roles/run.invoker",
  member: `serviceAccount:${caller(key)}`,
});

describe("triggers on GCP", () => {
  inTemporaryDirectory();

  it("a schedule is a job that calls as an account of its own, with a request that is a CloudEvent as well", async () => {
    const schedule = { cron: "30 4 1 * MON", timezone: "Europe/Stockholm" };
    const options = { timeoutSeconds: 90, retry: { maxAttempts: 4 } };
    const made = await added(
      () => fn("gcp", "api", { ...options, triggers: { nightly: { schedule } } }),
      () => fn("gcp", "api", options),
    );
    expect(inputs(made)).toEqual({
      "gcp:serviceaccount/account:Account api-nightly-caller": {
        project: "acme-dev",
        accountId: expect.stringMatching(/^api-nightly-caller-[0-9a-f]{6}$/),
        displayName: "Calls api for its trigger nightly",
      },
      "gcp:cloudrunv2/serviceIamMember:ServiceIamMember api-nightly-caller": invoker("nightly"),
      "gcp:cloudscheduler/job:Job api-nightly": {
        project: "acme-dev",
        region: "europe-west1",
        schedule: "30 4 1 * 1",
        timeZone: "Europe/Stockholm",
        attemptDeadline: "90s",
        retryConfig: { retryCount: 3 },
        httpTarget: {
          uri: "https://api.run.app",
          httpMethod: "POST",
          headers: {
            "Content-Type": "application/json",
            "ce-specversion": "1.0",
            "ce-type": "groundplan.schedule.v1",
            "ce-source": "//cloudscheduler.googleapis.com/projects/acme-dev/locations/europe-west1",
            "ce-id": "nightly",
          },
          body: Buffer.from('{"schedule":"nightly"}').toString("base64"),
          oidcToken: { serviceAccountEmail: caller("nightly"), audience: "https://api.run.app" },
        },
      },
    });
    expect(waitsFor(made["gcp:cloudscheduler/job:Job api-nightly"])).toContain("api-nightly-caller");
  });

  it.each([
    [1, "15s"],
    [1800, "1800s"],
  ])("waits for an answer as long as Cloud Scheduler can: %i s as %s", async (timeoutSeconds, expected) => {
    const triggers = { clock: { schedule: { cron: "0 4 * * *" } } };
    const seen = await record(() => fn("gcp", "api", { timeoutSeconds, triggers }), world);
    const job = seen.find(({ type }) => type === "gcp:cloudscheduler/job:Job");
    expect(job?.inputs.attemptDeadline).toBe(expected);
  });

  it("a bucket's events come through Eventarc, one trigger for each type, as an account of its own", async () => {
    const made = await added(
      () => fn("gcp", "api", { triggers: { files: { bucket: bucket("gcp", "files"), on: ["created", "deleted"] } } }),
      () => [fn("gcp", "api", {}), bucket("gcp", "files")],
    );
    const trigger = (kind: string) => ({
      project: "acme-dev",
      location: "europe-west1",
      matchingCriterias: [
        { attribute: "type", value: `google.cloud.storage.object.v1.${kind}` },
        { attribute: "bucket", value: "files-name" },
      ],
      destination: { cloudRunService: { service: "api-name", region: "europe-west1" } },
      serviceAccount: caller("files"),
    });
    expect(inputs(made)).toEqual({
      "gcp:projects/iAMMember:IAMMember gcp-europe-west1-storage-events": {
        project: "acme-dev",
        role: "roles/pubsub.publisher",
        member: "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com",
      },
      "gcp:serviceaccount/account:Account api-files-caller": {
        project: "acme-dev",
        accountId: expect.stringMatching(/^api-files-caller-[0-9a-f]{6}$/),
        displayName: "Calls api for its trigger files",
      },
      "gcp:cloudrunv2/serviceIamMember:ServiceIamMember api-files-caller": invoker("files"),
      "gcp:projects/iAMMember:IAMMember api-files-receiver": {
        project: "acme-dev",
        role: "roles/eventarc.eventReceiver",
        member: `serviceAccount:${caller("files")}`,
      },
      "gcp:eventarc/trigger:Trigger api-files-finalized": trigger("finalized"),
      "gcp:eventarc/trigger:Trigger api-files-archived": trigger("archived"),
      "gcp:eventarc/trigger:Trigger api-files-deleted": trigger("deleted"),
    });
    const waits = waitsFor(made["gcp:eventarc/trigger:Trigger api-files-deleted"]);
    expect(waits).toEqual(
      expect.arrayContaining(["api-files-receiver", "api-files-caller", "gcp-europe-west1-storage-events"]),
    );
  });

  it("an event that is tried once is not tried again", async () => {
    const triggers = { files: { bucket: undefined as unknown, on: ["created"] } };
    const seen = await record(() => {
      triggers.files.bucket = bucket("gcp", "files");
      fn("gcp", "api", { retry: { maxAttempts: 1 }, triggers });
    }, world);
    const trigger = seen.find(({ type }) => type === "gcp:eventarc/trigger:Trigger");
    expect(trigger?.inputs.retryPolicy).toEqual({ maxAttempts: 1 });
  });

  it("several functions share buckets, one of them late, and Cloud Storage may publish once", async () => {
    const seen = await record(() => {
      const [files, more] = [bucket("gcp", "files"), bucket("gcp", "more")];
      fn("gcp", "one", { triggers: { in: { bucket: files, on: ["created"] } } });
      const two = fn("gcp", "two", { triggers: { in: { bucket: files, on: ["created"] } } });
      two.addTrigger("more", { bucket: more, on: ["created"] });
    }, world);
    const named = (type: string) => seen.filter((resource) => resource.type === type).map(({ name }) => name);
    expect(named("gcp:eventarc/trigger:Trigger")).toEqual([
      "one-in-finalized",
      "two-in-finalized",
      "two-more-finalized",
    ]);
    expect(named("gcp:projects/iAMMember:IAMMember").filter((name) => name.endsWith("storage-events"))).toEqual([
      "gcp-europe-west1-storage-events",
    ]);
  });
});
