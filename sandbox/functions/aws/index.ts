import { prefixListId } from "../../models/aws/identifiers.js";
import { fixedUuid } from "../../models/derive.js";
import { records, text, texts } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { cloudfrontAnswers } from "./cloudfront.js";
import { identityAnswers } from "./identity.js";
import { imageAnswers } from "./images.js";
import { balancerAnswers } from "./load-balancers.js";
import { parameterAnswers } from "./parameters.js";
import { region } from "./place.js";
import { policyDocument } from "./policy-document.js";
import { secretAnswers } from "./secrets.js";
import { zoneAnswers } from "./zones.js";

function document(r: InvokeRequest): InvokeOutcome {
  const made = policyDocument(r.args);
  return result({
    ...r.args,
    id: fixedUuid(JSON.stringify(made)).replace(/\D/g, "").slice(0, 10),
    json: JSON.stringify(made, null, 2),
    minifiedJson: JSON.stringify(made),
  });
}

const prefixLists: Readonly<Record<string, readonly string[]>> = {
  s3: ["52.218.0.0/17", "3.5.64.0/21"],
  dynamodb: ["52.94.24.0/23"],
};

function prefixList(r: InvokeRequest): InvokeOutcome {
  const filterName = texts(records(r.args.filters).find((f) => f.name === "prefix-list-name")?.values)[0];
  const name = text(r.args.name) ?? filterName;
  const service = name?.split(".").at(-1) ?? "";
  const cidrBlocks = prefixLists[service];
  if (name !== `com.amazonaws.${region(r)}.${service}` || cidrBlocks === undefined)
    return error(
      "InvalidPrefixListId.NotFound",
      `no matching prefix list found; the sandbox knows com.amazonaws.${region(r)}.s3 and com.amazonaws.${region(r)}.dynamodb`,
    );
  return result({
    ...r.args,
    id: prefixListId(region(r), service),
    name,
    cidrBlocks,
    region: region(r),
  });
}

/** What is answered otherwise than by a lookup of a resource of the function's name. */
export const awsAnswers: Answers = {
  ...identityAnswers,
  ...zoneAnswers,
  ...imageAnswers,
  ...parameterAnswers,
  ...secretAnswers,
  ...balancerAnswers,
  ...cloudfrontAnswers,
  "aws:ec2/getPrefixList:getPrefixList": prefixList,
  "aws:iam/getPolicyDocument:getPolicyDocument": document,
};
