import { gcpRegions } from "../../../components/core/regions/gcp.js";
import { fixedUuid } from "../../models/derive.js";
import { gkeVersion } from "../../models/gcp/gke-clusters.js";
import { projectNumber } from "../../models/gcp/identifiers.js";
import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, failure, result } from "../answer.js";
import { accountAnswers } from "./accounts.js";
import { imageAnswers } from "./images.js";
import { project } from "./place.js";
import { iamPolicy } from "./policy.js";
import { secretAnswers } from "./secrets.js";

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

function regions(r: InvokeRequest): InvokeOutcome {
  const names = r.args.status === "DOWN" ? [] : Object.keys(gcpRegions).sort();
  return result({ ...r.args, id: `projects/${project(r)}`, project: project(r), names });
}

/** What is answered otherwise than by a lookup of a resource of the function's name. */
export const gcpAnswers: Answers = {
  ...accountAnswers,
  ...imageAnswers,
  ...secretAnswers,
  "gcp:compute/getRegions:getRegions": regions,
  "gcp:organizations/getIAMPolicy:getIAMPolicy": iamPolicy,
  "gcp:container/getEngineVersions:getEngineVersions": versions,
  "gcp:serviceaccount/getAccount:getAccount": serviceAccount,
  "gcp:organizations/getProject:getProject": projectAnswer,
  "gcp:compute/getZones:getZones": zones,
};
