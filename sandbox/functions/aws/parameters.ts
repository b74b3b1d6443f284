import { partitionOf } from "../../models/arn.js";
import { fixedUuid } from "../../models/derive.js";
import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { here, region } from "./place.js";

/** Parameters with the id of an image that AWS, Canonical, Debian and others publish, the same for every account. */
const publicImages = [
  /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-(minimal-)?kernel-[\w.]+-(x86_64|arm64)$/,
  /^\/aws\/service\/ami-amazon-linux-latest\/amzn2-ami-[\w.-]+-(x86_64|arm64)-(gp2|ebs)$/,
  /^\/aws\/service\/ami-windows-latest\/[\w.-]+$/,
  /^\/aws\/service\/canonical\/ubuntu\/(server|server-minimal|eks|pro-server)\/[\w.]+(\/[\w.]+)?\/stable\/(current|\d{8}[\d.]*)\/(amd64|arm64)\/hvm\/ebs-gp[23]\/ami-id$/,
  /^\/aws\/service\/debian\/release\/\d+\/(latest|\d{8}-\d+)\/(amd64|arm64)$/,
  /^\/aws\/service\/bottlerocket\/[\w.-]+\/(x86_64|arm64)\/(latest|[\d.]+[\w-]*)\/image_id$/,
  /^\/aws\/service\/eks\/optimized-ami\/1\.\d+\/[\w./-]+\/image_id$/,
];

/** Parameters that AWS publishes; a parameter of the world goes first. */
function parameter(r: InvokeRequest): InvokeOutcome {
  const name = String(r.args.name);
  const own = here(r, "aws:ssm/parameter:Parameter").find((o) => o.inputs.name === name);
  const published = publicImages.some((form) => form.test(name))
    ? `ami-0${fixedUuid(`${region(r)} ${name}`)
        .replaceAll("-", "")
        .slice(0, 16)}`
    : undefined;
  const value = text(own?.inputs.value) ?? published;
  if (value === undefined)
    return error(
      "ParameterNotFound",
      `SSM parameter "${name}" does not exist in the sandbox; create an aws.ssm.Parameter of that name first`,
    );
  const secure = own?.inputs.type === "SecureString";
  const arn = `arn:${partitionOf(region(r))}:ssm:${region(r)}:${r.session.account}:parameter/${name.replace(/^\//, "")}`;
  return result(
    {
      ...r.args,
      id: name,
      name,
      arn,
      type: own?.inputs.type ?? "String",
      value,
      insecureValue: secure ? "" : value,
      version: 1,
      region: region(r),
    },
    ["value"],
  );
}

/** The account's own parameters below a path. */
function byPath(r: InvokeRequest): InvokeOutcome {
  const path = String(r.args.path).replace(/\/?$/, "/");
  const found = here(r, "aws:ssm/parameter:Parameter").filter((o) => {
    const rest = text(o.inputs.name)?.startsWith(path) ? (text(o.inputs.name) ?? "").slice(path.length) : undefined;
    return rest !== undefined && (r.args.recursive === true || !rest.includes("/"));
  });
  const column = (key: string) => found.map((o) => text(o.outputs[key]) ?? text(o.inputs[key]) ?? "");
  const lists = { arns: column("arn"), names: column("name"), types: column("type"), values: column("value") };
  return result({ ...r.args, id: path, region: region(r), ...lists }, ["values"]);
}

export const parameterAnswers: Answers = {
  "aws:ssm/getParameter:getParameter": parameter,
  "aws:ssm/getParametersByPath:getParametersByPath": byPath,
};
