import { checkChoice, checkProperties, checkWhole } from "../../core/checks.js";
import { describe } from "../../core/target.js";
import { CronSyntaxError, parseCron } from "../../function/triggers/cron.js";
import { timezoneProblem } from "../../function/triggers/timezone.js";

import { WorkloadKind } from "./args.js";
import type { Checking } from "./validate.js";

/** Arguments that a job has no use for. */
const lastingOnly = ["port", "replicas", "expose", "ingress"] as const;
/** Arguments that only a job has a use for. */
const jobsOnly = ["timeoutSeconds", "retries"] as const;

export function checkKind(checking: Checking): void {
  const { problems, args, plan } = checking;
  if (typeof args.kind === "object" && args.kind !== null) checkCron(checking, args.kind);
  else if (args.kind !== undefined && !Object.values(WorkloadKind).includes(args.kind)) {
    checkChoice(problems, "kind", args.kind, Object.values(WorkloadKind));
    return;
  }
  const lasting = plan.replicas !== undefined;
  for (const name of lasting ? jobsOnly : lastingOnly)
    if (args[name] !== undefined && args[name] !== "none")
      problems.add(
        name,
        lasting
          ? 'only jobs have it; leave it out, or use kind: "job"'
          : "a job takes no connections and runs once; leave it out",
      );
  checkWhole(problems, "timeoutSeconds", args.timeoutSeconds, 1, 31_536_000);
  checkWhole(problems, "retries", args.retries, 0, 100);
}

function checkCron({ problems }: Checking, kind: { cron: unknown; timezone?: unknown }): void {
  checkProperties(problems, "kind", kind, ["cron", "timezone"]);
  if (typeof kind.cron !== "string") problems.add("kind.cron", `${describe(kind.cron)} is not text; use "0 3 * * *"`);
  else {
    try {
      parseCron(kind.cron);
    } catch (error) {
      if (!(error instanceof CronSyntaxError)) throw error;
      problems.add("kind.cron", error.message);
    }
  }
  if (kind.timezone === undefined) return;
  const problem =
    typeof kind.timezone === "string"
      ? timezoneProblem(kind.timezone)
      : `${describe(kind.timezone)} is not a time zone; use a name such as "Europe/Berlin"`;
  if (problem !== undefined) problems.add("kind.timezone", problem);
}

export function checkReplicas({ problems, args: { replicas }, plan }: Checking): void {
  if (replicas === undefined || plan.replicas === undefined) return;
  checkProperties(problems, "replicas", replicas, ["min", "max", "cpuPercent"]);
  checkWhole(problems, "replicas.min", replicas.min, 1, 1000);
  checkWhole(problems, "replicas.max", replicas.max, 1, 1000);
  checkWhole(problems, "replicas.cpuPercent", replicas.cpuPercent, 1, 400);
  const { min, max } = plan.replicas;
  if (min > max) problems.add("replicas.max", `${max} is less than replicas.min, which is ${min}; use at least ${min}`);
}
