import { projectNumber } from "../../models/gcp/identifiers.js";
import { projectOf } from "../../models/gcp/references.js";
import { lastSegment, text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { project } from "./place.js";

/** The value of a version of a secret that the program stored; without a version the latest one. */
function secretVersion(r: InvokeRequest): InvokeOutcome {
  const secret = lastSegment(String(r.args.secret));
  const versions = r.world
    .byType("gcp:secretmanager/secretVersion:SecretVersion")
    .filter((o) => projectOf(o) === project(r) && lastSegment(text(o.inputs.secret) ?? "") === secret);
  const wanted = text(r.args.version);
  const found =
    wanted === undefined || wanted === "latest" ? versions.at(-1) : versions.find((o) => o.outputs.version === wanted);
  if (found === undefined)
    return error(
      "Error 404",
      `Secret [projects/${projectNumber(project(r))}/secrets/${secret}] not found or has no versions in the sandbox: create a SecretVersion first, or ` +
        `answer the function in sandbox.yaml:\nfunctions:\n  - token: ${r.token}\n    args: { secret: ${secret} }\n    result: { secretData: ... }\n    secrets: [secretData]`,
    );
  const version = text(found.outputs.version) ?? "1";
  const name = `projects/${projectNumber(project(r))}/secrets/${secret}/versions/${version}`;
  return result(
    {
      ...r.args,
      id: name,
      name,
      project: project(r),
      secret,
      version,
      createTime: found.outputs.createTime ?? "2026-01-01T00:00:00Z",
      destroyTime: "",
      enabled: found.inputs.enabled !== false,
      secretData: text(found.inputs.secretData) ?? "",
    },
    ["secretData"],
  );
}

export const secretAnswers: Answers = {
  "gcp:secretmanager/getSecretVersion:getSecretVersion": secretVersion,
  "gcp:secretmanager/getSecretVersionAccess:getSecretVersionAccess": secretVersion,
};
