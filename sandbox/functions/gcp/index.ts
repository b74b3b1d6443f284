import { gcpRegions } from "../../../components/core/regions/gcp.js";
import { fixedUuid } from "../../models/derive.js";
import { gkeVersion } from "../../models/gcp/gke-clusters.js";
import { projectNumber, relative } from "../../models/gcp/identifiers.js";
import { projectOf } from "../../models/gcp/references.js";
import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, failure, result } from "../answer.js";

function project(r: InvokeRequest): string {
  return text(r.args.project) ?? r.session.account;
}

function projectAnswer(r: InvokeRequest): InvokeOutcome {
  const id = text(r.args.projectId) ?? r.session.account;
  return result({
    id: `projects/${id}`,
    projectId: id,
    name: id,
    number: projectNumber(id),
    autoCreateNetwork: true,
    billingAccount: "",
    deletionPolicy: "PREVENT",
    effectiveLabels: {},
    folderId: "",
    labels: {},
    orgId: "",
    pulumiLabels: {},
    tags: {},
  });
}

function zones(r: InvokeRequest): InvokeOutcome {
  const region = text(r.args.region) ?? r.session.region;
  if (region === undefined)
    return failure(
      "region",
      "cannot determine region: set it in this provider configuration or as an argument, for example europe-west1",
    );
  const facts = gcpRegions[region];
  if (facts === undefined) return error("Error 404", `Unknown region: "${region}"; use for example europe-west1`);
  const names = r.args.status === "DOWN" ? [] : [...facts.zones];
  return result({ ...r.args, id: `projects/${project(r)}/regions/${region}`, project: project(r), region, names });
}

/** A lookup of an object of the project by its name. */
function lookUp(type: string, regional: boolean) {
  return (r: InvokeRequest): InvokeOutcome => {
    const name = text(r.args.name) ?? relative(text(r.args.selfLink) ?? "");
    const found = r.world
      .byIdentity(name)
      .find(
        (o) =>
          o.type === type &&
          projectOf(o) === project(r) &&
          (!regional || r.args.region === undefined || o.outputs.region === r.args.region),
      );
    if (found === undefined)
      return error(
        "Error 404",
        `${type.split(":")[2]} "${name}" was not found in project ${project(r)} of the sandbox; create it first`,
      );
    return result({ ...found.outputs, id: found.id });
  };
}

function serviceAccount(r: InvokeRequest): InvokeOutcome {
  const id = String(r.args.accountId);
  const email = id.includes("@") ? id : `${id}@${project(r)}.iam.gserviceaccount.com`;
  const found = r.world.byIdentity(email).find((o) => o.type === "gcp:serviceaccount/account:Account");
  if (found === undefined)
    return error("Error 404", `Service account ${email} was not found in the sandbox; create it first`);
  return result({ ...found.outputs, id: found.id });
}

/** GKE's versions where nothing else is asked for. */
function versions(r: InvokeRequest): InvokeOutcome {
  const prefix = text(r.args.versionPrefix) ?? "";
  const valid = [36, 35, 34, 33, 32].map((minor) => gkeVersion(minor)).filter((version) => version.startsWith(prefix));
  const channels = { RAPID: gkeVersion(36), REGULAR: gkeVersion(34), STABLE: gkeVersion(33) };
  return result({
    ...r.args,
    id: fixedUuid(`versions ${project(r)} ${String(r.args.location)}`),
    project: project(r),
    defaultClusterVersion: gkeVersion(34),
    latestMasterVersion: valid[0] ?? "",
    latestNodeVersion: valid[0] ?? "",
    releaseChannelDefaultVersion: channels,
    releaseChannelLatestVersion: channels,
    releaseChannelUpgradeTargetVersion: channels,
    validMasterVersions: valid,
    validNodeVersions: valid,
  });
}

export const gcpAnswers: Answers = {
  "gcp:container/getCluster:getCluster": lookUp("gcp:container/cluster:Cluster", false),
  "gcp:container/getEngineVersions:getEngineVersions": versions,
  "gcp:compute/getAddress:getAddress": lookUp("gcp:compute/address:Address", true),
  "gcp:compute/getInstance:getInstance": lookUp("gcp:compute/instance:Instance", false),
  "gcp:cloudfunctionsv2/getFunction:getFunction": lookUp("gcp:cloudfunctionsv2/function:Function", false),
  "gcp:serviceaccount/getAccount:getAccount": serviceAccount,
  "gcp:organizations/getProject:getProject": projectAnswer,
  "gcp:organizations/getClientConfig:getClientConfig": (r) =>
    result(
      {
        id: `projects/${r.session.account}/regions/${r.session.region ?? ""}/zones/`,
        project: r.session.account,
        region: r.session.region ?? "",
        zone: text(r.session.config.zone) ?? "",
        accessToken: "sandbox-access-token",
        defaultLabels: r.session.config.defaultLabels ?? {},
      },
      ["accessToken"],
    ),
  "gcp:compute/getZones:getZones": zones,
  "gcp:compute/getNetwork:getNetwork": lookUp("gcp:compute/network:Network", false),
  "gcp:compute/getSubnetwork:getSubnetwork": lookUp("gcp:compute/subnetwork:Subnetwork", true),
  "gcp:storage/getBucket:getBucket": lookUp("gcp:storage/bucket:Bucket", false),
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": (r) => {
    const emailAddress = `service-${projectNumber(project(r))}@gs-project-accounts.iam.gserviceaccount.com`;
    return result({
      ...r.args,
      id: emailAddress,
      emailAddress,
      member: `serviceAccount:${emailAddress}`,
      project: project(r),
    });
  },
};
