import type { Cloud, PackageName, SdkSource } from "../types.js";
import { badAnswers } from "./bad-answers.js";
import type { Answers } from "./model.js";

/**
 * Judges what sandbox.yaml says of a package by the SDK that the program uses, which is known only when a provider is
 * configured: types, functions and properties that the SDK does not have.
 *
 * @throws SandboxError `bad-answers` with every problem of the package at once
 */
export function assertFitsSdk(
  cloud: Pick<Cloud, "answerProblems">,
  pkg: PackageName,
  sdk: SdkSource,
  answers: Answers,
): void {
  const problems = cloud.answerProblems(pkg, sdk, answers);
  if (problems.length > 0)
    throw badAnswers(answers.file ?? "sandbox.yaml", problems, `nothing of ${pkg} was made or changed`);
}
