import type { Outcome } from "./run-round.mts";

/** The outcomes as a Markdown table, a row each fault and each victim, and what failed below it. */
export function report(outcomes: readonly Outcome[]): string {
  const rows = [...groups(outcomes)].map(([what, list]) => {
    const converged = list.filter(({ problems }) => problems.length === 0).length;
    const sum = (of: (outcome: Outcome) => number) => list.reduce((total, outcome) => total + of(outcome), 0);
    return `| ${what} | ${list.length} | ${sum(({ injected }) => injected)} | ${list.filter(({ failed }) => failed).length} | ${sum(({ imported }) => imported)} | ${converged} |`;
  });
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  return [
    "| what happened | rounds | times in all | runs that failed by it | objects that recover took in | converged |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    `${outcomes.length - failed.length} of ${outcomes.length} rounds converged.`,
    ...failed.map(({ id, what, action, problems }) => `- ${id} (${what}, ${action}): ${problems.join("; ")}`),
  ].join("\n");
}

function groups(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const result = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = outcome.kind === "kill" ? `kill -9 of the ${outcome.what}` : outcome.what;
    result.set(key, [...(result.get(key) ?? []), outcome]);
  }
  return result;
}
