import { usageError } from "../errors.js";
import type { InvokeCloud } from "./protocol.js";

/** What can call a function, as far as the event differs. */
export const exampleKinds = ["http", "schedule", "created", "deleted"] as const;
export type ExampleKind = (typeof exampleKinds)[number];

export function asExampleKind(text: string): ExampleKind {
  const found = exampleKinds.find((one) => one === text);
  if (found === undefined)
    throw usageError("bad-argument", `--example is ${JSON.stringify(text)}; use ${exampleKinds.join(", ")}`);
  return found;
}

const time = "2026-11-21T03:00:00Z";
const key = "reports/2026/november.csv";

/** What a cloud hands to a handler, in the form that an event file has. Names and ids are made up. */
export const exampleEvents: Readonly<Record<InvokeCloud, Readonly<Record<ExampleKind, unknown>>>> = {
  /** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads and the pages of the services */
  aws: {
    http: {
      version: "2.0",
      routeKey: "$default",
      rawPath: "/orders",
      rawQueryString: "limit=10",
      headers: { "content-type": "application/json", host: "abcdefghij.lambda-url.eu-west-1.on.aws" },
      queryStringParameters: { limit: "10" },
      requestContext: {
        accountId: "123456789012",
        domainName: "abcdefghij.lambda-url.eu-west-1.on.aws",
        http: { method: "POST", path: "/orders", protocol: "HTTP/1.1", sourceIp: "203.0.113.7", userAgent: "curl" },
        requestId: "11111111-2222-3333-4444-555555555555",
        stage: "$default",
        timeEpoch: Date.parse(time),
      },
      body: '{"item":"book"}',
      isBase64Encoded: false,
    },
    schedule: {
      version: "0",
      id: "11111111-2222-3333-4444-555555555555",
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: "123456789012",
      time,
      region: "eu-west-1",
      resources: ["arn:aws:scheduler:eu-west-1:123456789012:schedule/default/nightly"],
      detail: "{}",
    },
    created: awsObject("Object Created", { size: 1024, etag: "b1946ac92492d2347c6235b4d2611184", reason: "PutObject" }),
    deleted: awsObject("Object Deleted", { reason: "DeleteObject", "deletion-type": "Delete Marker Created" }),
  },
  /** https://cloud.google.com/functions/docs/writing and https://github.com/googleapis/google-cloudevents */
  gcp: {
    http: {
      method: "POST",
      path: "/orders?limit=10",
      headers: { "content-type": "application/json" },
      body: { item: "book" },
    },
    schedule: {
      method: "POST",
      path: "/",
      headers: {
        "content-type": "application/json",
        "x-cloudscheduler-jobname": "nightly",
        "x-cloudscheduler-scheduletime": time,
        "ce-specversion": "1.0",
        "ce-type": "groundplan.schedule.v1",
        "ce-source": "//cloudscheduler.googleapis.com/projects/acme-dev/locations/europe-west1",
        "ce-id": "nightly",
      },
      body: { schedule: "nightly" },
    },
    created: gcpObject("finalized"),
    deleted: gcpObject("deleted"),
  },
  /** https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v3 and Event Grid's */
  azure: {
    http: {
      method: "POST",
      url: "https://api.azurewebsites.net/api/orders?limit=10",
      headers: { "content-type": "application/json" },
      query: { limit: "10" },
      params: {},
      body: { item: "book" },
    },
    schedule: {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: { Last: "2026-11-20T03:00:00+00:00", LastUpdated: time, Next: "2026-11-22T03:00:00+00:00" },
      IsPastDue: false,
    },
    created: azureBlob("BlobCreated", { contentType: "text/csv", contentLength: 1024, eTag: "0x8D4BCC2E4835CD0" }),
    deleted: azureBlob("BlobDeleted", {}),
  },
};

function awsObject(type: string, about: object): object {
  return {
    version: "0",
    id: "11111111-2222-3333-4444-555555555555",
    "detail-type": type,
    source: "aws.s3",
    account: "123456789012",
    time,
    region: "eu-west-1",
    resources: ["arn:aws:s3:::acme-reports"],
    detail: {
      version: "0",
      bucket: { name: "acme-reports" },
      object: { key, "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", sequencer: "00617F08299329D189" },
      "request-id": "N4N7GDK58NMKJ12R",
      requester: "123456789012",
      "source-ip-address": "203.0.113.7",
      ...about,
    },
  };
}

function gcpObject(type: string): object {
  return {
    specversion: "1.0",
    id: "1234567890123456",
    type: `google.cloud.storage.object.v1.${type}`,
    source: "//storage.googleapis.com/projects/_/buckets/acme-reports",
    subject: `objects/${key}`,
    time,
    datacontenttype: "application/json",
    data: {
      kind: "storage#object",
      bucket: "acme-reports",
      name: key,
      generation: "1763694000000000",
      metageneration: "1",
      contentType: "text/csv",
      size: "1024",
      storageClass: "STANDARD",
      timeCreated: time,
      updated: time,
    },
  };
}

function azureBlob(type: string, about: object): object {
  return {
    specversion: "1.0",
    id: "11111111-2222-3333-4444-555555555555",
    type: `Microsoft.Storage.${type}`,
    source:
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmereports",
    subject: `/blobServices/default/containers/reports/blobs/${key}`,
    time,
    data: {
      api: type === "BlobCreated" ? "PutBlob" : "DeleteBlob",
      blobType: "BlockBlob",
      requestId: "22222222-2222-3333-4444-555555555555",
      sequencer: "00000000000004420000000000028963",
      url: `https://acmereports.blob.core.windows.net/reports/${key}`,
      ...about,
    },
  };
}
