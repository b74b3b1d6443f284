import { nearest } from "../../components/core/nearest.js";
import type { InvokeOutcome, InvokeRequest } from "../types.js";
import { type Answers, error } from "./answer.js";
import { awsAnswers } from "./aws.js";
import { azureAnswers } from "./azure.js";
import { gcpAnswers } from "./gcp.js";

/** Every function (data source) that the sandbox answers, by token. */
export const answers: Answers = { ...awsAnswers, ...gcpAnswers, ...azureAnswers };

/** Answers a function from the table; one that is not in it fails and says how to add it. */
export function invoke(request: InvokeRequest): InvokeOutcome {
  const answer = answers[request.token];
  if (answer !== undefined) return answer(request);
  const [pkg = ""] = request.token.split(":");
  const own = Object.keys(answers).filter((token) => token.startsWith(`${pkg}:`));
  const nameOf = (token: string) => token.slice(token.lastIndexOf(":") + 1);
  const near = nearest(nameOf(request.token), own.map(nameOf));
  const file = pkg === "azure-native" ? "azure" : pkg;
  return error(
    "UnmodelledFunction",
    `the sandbox has no answer for ${request.token}. ${near === undefined ? "" : `It has one for ${near}. `}` +
      `To add one, put an entry under that token into sandbox/functions/${file}.ts (functions/answer.ts says its form); it answers ${own.length === 0 ? `none of ${pkg}` : `${own.length} of ${pkg}: ${own.map(nameOf).join(", ")}`}`,
  );
}
