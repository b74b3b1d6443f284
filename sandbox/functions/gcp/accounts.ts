import { fixedUuid } from "../../models/derive.js";
import { projectNumber } from "../../models/gcp/identifiers.js";
import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answer, type Answers, result } from "../answer.js";
import { project } from "./place.js";

/** Accounts that Google makes with the project or the service. Source: "Service agents" of the IAM documentation. */
function googleAccount(email: (r: InvokeRequest) => string): Answer {
  return (r): InvokeOutcome => {
    const emailAddress = email(r);
    return result({
      ...r.args,
      id: emailAddress,
      email: emailAddress,
      emailAddress,
      member: `serviceAccount:${emailAddress}`,
      project: project(r),
      displayName: "",
      name: `projects/${project(r)}/serviceAccounts/${emailAddress}`,
      uniqueId: fixedUuid(emailAddress).replace(/\D/g, "").padEnd(21, "0").slice(0, 21),
      subjectId: fixedUuid(emailAddress).replace(/\D/g, "").padEnd(21, "0").slice(0, 21),
    });
  };
}

function agent(service: string): Answer {
  return googleAccount((r) => `service-${projectNumber(project(r))}@${service}.iam.gserviceaccount.com`);
}

/** A token of the right form that opens nothing. */
function token(property: string): Answer {
  return (r) => result({ ...r.args, id: property, [property]: `sandbox-${property}` }, [property]);
}

function clientConfig(r: InvokeRequest): InvokeOutcome {
  return result(
    {
      id: `projects/${r.session.account}/regions/${r.session.region ?? ""}/zones/`,
      project: r.session.account,
      region: r.session.region ?? "",
      zone: text(r.session.config.zone) ?? "",
      accessToken: "sandbox-access-token",
      defaultLabels: r.session.config.defaultLabels ?? {},
    },
    ["accessToken"],
  );
}

export const accountAnswers: Answers = {
  "gcp:appengine/getDefaultServiceAccount:getDefaultServiceAccount": googleAccount(
    (r) => `${project(r)}@appspot.gserviceaccount.com`,
  ),
  "gcp:bigquery/getDefaultServiceAccount:getDefaultServiceAccount": googleAccount(
    (r) => `bq-${projectNumber(project(r))}@bigquery-encryption.iam.gserviceaccount.com`,
  ),
  "gcp:compute/getDefaultServiceAccount:getDefaultServiceAccount": googleAccount(
    (r) => `${projectNumber(project(r))}-compute@developer.gserviceaccount.com`,
  ),
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": agent("gs-project-accounts"),
  "gcp:storage/getTransferProjectServiceAccount:getTransferProjectServiceAccount": googleAccount(
    (r) => `project-${projectNumber(project(r))}@storage-transfer-service.iam.gserviceaccount.com`,
  ),
  "gcp:organizations/getClientConfig:getClientConfig": clientConfig,
  "gcp:organizations/getClientOpenIdUserInfo:getClientOpenIdUserInfo": (r) =>
    result({
      id: "groundplan-sandbox",
      email: `groundplan-sandbox@${r.session.account}.iam.gserviceaccount.com`,
    }),
  "gcp:serviceaccount/getAccountAccessToken:getAccountAccessToken": token("accessToken"),
  "gcp:serviceaccount/getAccountIdToken:getAccountIdToken": token("idToken"),
  "gcp:serviceaccount/getAccountJwt:getAccountJwt": token("jwt"),
};
