import type { Options } from "./options.mts";
import type { Estimate } from "./prices.mts";
import type { Outcome } from "./run.mts";

/** What a run would do, before it does anything. */
export function intention(options: Options, { usd, hourlyUsd }: Estimate): string {
  const { cloud, account, region, minutes, budgetUsd, sandbox } = options;
  if (sandbox) return `In the sandbox: nothing is spent (on ${cloud} it would be at most ${usd.toFixed(2)} USD).`;
  return [
    `On ${cloud}, ${account}, in ${region}: a small stack, deleted again after ${minutes} minutes at the latest.`,
    `At most ${usd.toFixed(2)} USD (${hourlyUsd.toFixed(2)} USD an hour, rounded up from list prices of 2025) of a budget of ` +
      `${budgetUsd.toFixed(2)} USD.`,
  ].join("\n");
}

/** The result for people. */
export function report(stack: string, { results, left }: Outcome): string {
  const width = Math.max(...results.map(({ outcome }) => outcome.length), 0);
  const lines = results.flatMap(({ what, outcome, detail }) => [
    `  ${outcome.padEnd(width)}  ${what}`,
    ...(detail === undefined ? [] : detail.split("\n").map((line) => `  ${" ".repeat(width)}  ${line}`)),
  ]);
  return ["", ...lines, "", ...remains(stack, left)].join("\n");
}

function remains(stack: string, left: readonly string[]): string[] {
  if (left.length === 0) return ["Everything is deleted."];
  return [
    `STILL THERE, and still charged, of stack ${stack}:`,
    ...left.map((line) => `  ${line}`),
    "Try again with `npm run verify:live -- --clean`. Whatever is left then has the tag groundplan-verify with that stack's name.",
  ];
}

/** 0 when everything held and nothing is left. */
export function exitCode({ results, left }: Outcome): number {
  return left.length === 0 && results.every(({ outcome }) => outcome !== "failed") ? 0 : 1;
}
