import type { CheckFailure, CloudError, Props } from "../../types.js";
import type { CheckContext, Later, Models, ObjectContext } from "../model.js";
import { at, filled, isRecord, lastSegment, text } from "../values.js";
import { noPublisher } from "./eventing.js";
import { projectNumber } from "./identifiers.js";
import { bucketType } from "./storage.js";
import { checkLocation } from "./zones.js";

const functionType = "gcp:cloudfunctionsv2/function:Function";

/** Languages of Cloud Run functions; their versions change every few months. */
const runtimes = /^(nodejs|python3|go1|java|dotnet|ruby|php)\d+$/;

function checkFunction(c: CheckContext): CheckFailure[] {
  const failures = checkLocation(c);
  const bad = (property: string, reason: string) => failures.push({ property, reason });
  const name = text(c.inputs.name);
  if (name !== undefined && !/^[A-Za-z](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/.test(name))
    bad(
      "name",
      `invalid name "${name}": use at most 63 letters, digits, hyphens and underscores, beginning with a letter and ending with a letter or a digit`,
    );
  const runtime = at(c.inputs, "buildConfig.runtime");
  if (typeof runtime === "string" && !runtimes.test(runtime))
    bad("buildConfig.runtime", `"${runtime}" is not a runtime; use for example nodejs22, python313, go124, java21`);
  const memory = at(c.inputs, "serviceConfig.availableMemory");
  if (typeof memory === "string" && !/^\d+(k|M|G|Ki|Mi|Gi)?$/.test(memory))
    bad("serviceConfig.availableMemory", `"${memory}" is not a size; use for example 256Mi or 1Gi`);
  const timeout = at(c.inputs, "serviceConfig.timeoutSeconds");
  const most = isRecord(c.inputs.eventTrigger) ? 540 : 3600;
  if (typeof timeout === "number" && (timeout < 1 || timeout > most))
    bad("serviceConfig.timeoutSeconds", `${timeout} is not allowed; use 1 to ${most} seconds`);
  const [min, max] = ["minInstanceCount", "maxInstanceCount"].map((key) => at(c.inputs, `serviceConfig.${key}`));
  if (typeof min === "number" && typeof max === "number" && max > 0 && min > max)
    bad("serviceConfig.minInstanceCount", `${min} is more than maxInstanceCount, which is ${max}`);
  return failures;
}

function refuseFunction(c: ObjectContext): CloudError | undefined {
  const source = at(c.inputs, "buildConfig.source.storageSource");
  const bucket = text(at(source, "bucket"));
  const object = text(at(source, "object"));
  if (
    !isRecord(c.inputs.buildConfig) ||
    (source === undefined && at(c.inputs, "buildConfig.source.repoSource") === undefined)
  )
    return {
      code: "Error 400",
      message: "Validation failed: buildConfig.source must have a storageSource or a repoSource",
    };
  if (bucket !== undefined && c.world.find(bucketType, bucket) === undefined)
    return {
      code: "Error 404",
      message: `The specified bucket ${bucket} does not exist (buildConfig.source.storageSource)`,
    };
  const found = c.world
    .byType("gcp:storage/bucketObject:BucketObject")
    .some((o) => o.inputs.bucket === bucket && (o.inputs.name ?? o.outputs.name) === object);
  if (bucket !== undefined && !found)
    return {
      code: "Error 404",
      message: `No such object: ${bucket}/${object} (buildConfig.source.storageSource); create it first`,
    };
  const event = text(at(c.inputs, "eventTrigger.eventType"));
  return event?.startsWith("google.cloud.storage.") ? noPublisher(c) : undefined;
}

const account = (c: ObjectContext) => `${projectNumber(c.account)}-compute@developer.gserviceaccount.com`;
const location = (c: ObjectContext) => text(c.inputs.location) ?? c.region;
const name = (c: ObjectContext) => text(c.inputs.name) ?? "";

/** The address of the Cloud Run service behind a function: `https://name-<hash>-ew.a.run.app`. */
export function runUrl(c: ObjectContext, service: string): string {
  const [area = "", place = ""] = location(c).split("-");
  const short = `${area.charAt(0)}${place.charAt(0)}`;
  return `https://${service}-${c.derive.draw("run", 10, "abcdefghijklmnopqrstuvwxyz0123456789")}-${short}.a.run.app`;
}

function completeFunction(c: ObjectContext, outputs: Props, later: Later): Props {
  const service = {
    allTrafficOnLatestRevision: true,
    availableCpu: later(() => "0.1666"),
    availableMemory: later(() => "256M"),
    gcfUri: later(() => ""),
    ingressSettings: "ALLOW_ALL",
    maxInstanceCount: later(() => 100),
    maxInstanceRequestConcurrency: later(() => 1),
    service: later(() => `projects/${c.account}/locations/${location(c)}/services/${name(c)}`),
    serviceAccountEmail: later(() => account(c)),
    timeoutSeconds: later(() => 60),
    uri: later(() => runUrl(c, name(c))),
  };
  const build = {
    build: later(
      () => `projects/${projectNumber(c.account)}/locations/${location(c)}/builds/${c.derive.uuid("build")}`,
    ),
    dockerRegistry: later(() => "ARTIFACT_REGISTRY"),
    dockerRepository: later(() => `projects/${c.account}/locations/${location(c)}/repositories/gcf-artifacts`),
    serviceAccount: later(() => `projects/${c.account}/serviceAccounts/${account(c)}`),
  };
  const trigger = {
    pubsubTopic: later(() => ""),
    trigger: later(
      () => `projects/${c.account}/locations/${location(c)}/triggers/${name(c)}-${c.derive.digits("trigger", 6)}`,
    ),
    triggerRegion: later(() => location(c)),
  };
  return {
    ...outputs,
    serviceConfig: filled(outputs.serviceConfig, service),
    buildConfig: filled(outputs.buildConfig, build),
    eventTrigger: filled(outputs.eventTrigger, trigger),
  };
}

/** Cloud Functions of the second generation: a build and a Cloud Run service. */
export const functionModels: Models = {
  [functionType]: {
    name: { property: "name", limit: 63 },
    check: checkFunction,
    refuse: refuseFunction,
    complete: completeFunction,
    outputs: {
      environment: () => "GEN_2",
      state: () => "ACTIVE",
      updateTime: (c) => c.derive.time("updated"),
      url: (c) => `https://${location(c)}-${c.account}.cloudfunctions.net/${name(c)}`,
    },
    notReferences: ["serviceConfig.environmentVariables", "buildConfig.environmentVariables"],
    identities: (o) => [lastSegment(o.id)],
  },
};
