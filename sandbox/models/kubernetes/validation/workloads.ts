import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { at, isRecord, isSet, records, text } from "../../values.js";
import { checkTemplate, hasPolicy } from "./pod.js";
import type { Report } from "./report.js";
import { checkSelector, isEmpty, matches } from "./selector.js";
import { checkClaimSpec } from "./storage.js";

const missed = "`selector` does not match template `labels`";
const notPercent =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

/** A number, or a part of the whole in percent. */
export function checkShare(report: Report, value: unknown, path: string, wholeAtMost = true): void {
  if (typeof value === "number") report.notNegative(path, value);
  else if (typeof value !== "string") return;
  else if (!/^[0-9]+%$/.test(value)) report.invalid(path, value, notPercent);
  else if (wholeAtMost && Number.parseInt(value, 10) > 100)
    report.invalid(path, value, "must not be greater than 100%");
}

const isNothing = (value: unknown): boolean => value === 0 || (typeof value === "string" && /^0+%$/.test(value));

function checkSelected(report: Report, spec: Props, kind: string): void {
  const labels = at(spec.template, "metadata.labels");
  if (!isSet(spec.selector)) report.required("spec.selector");
  else {
    const good = checkSelector(report, spec.selector, "spec.selector");
    if (isEmpty(spec.selector)) report.invalid("spec.selector", spec.selector, `empty selector is invalid for ${kind}`);
    if (!good) {
      report.invalid("spec.selector", spec.selector, "invalid label selector");
      return;
    }
    if (isEmpty(spec.selector)) return;
  }
  if (matches(spec.selector, labels) === false) report.invalid("spec.template.metadata.labels", labels, missed);
}

/** Pods that stay: they always start again and have no deadline. */
function checkStaying(report: Report, spec: Props): void {
  if (!isSet(spec.template)) report.required("spec.template");
  checkTemplate(report, spec.template, "spec.template");
  if (!hasPolicy(spec.template, ["Always"]) && isKnownPolicy(spec.template))
    report.unsupported("spec.template.spec.restartPolicy", at(spec.template, "spec.restartPolicy"), ["Always"]);
  if (isSet(at(spec.template, "spec.activeDeadlineSeconds")))
    report.forbidden(
      "spec.template.spec.activeDeadlineSeconds",
      "activeDeadlineSeconds in ReplicaSet is not Supported",
    );
}

const isKnownPolicy = (template: unknown): boolean => hasPolicy(template, ["OnFailure", "Never"]);

export function checkDeployment(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  report.notNegative("spec.replicas", spec.replicas);
  checkSelected(report, spec, "deployment");
  checkStaying(report, spec);
  checkStrategy(report, spec.strategy);
  report.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  report.notNegative("spec.revisionHistoryLimit", spec.revisionHistoryLimit);
  report.notNegative("spec.progressDeadlineSeconds", spec.progressDeadlineSeconds);
  const [deadline, ready] = [spec.progressDeadlineSeconds, spec.minReadySeconds ?? 0];
  if (typeof deadline === "number" && typeof ready === "number" && deadline <= ready)
    report.invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
}

function checkStrategy(report: Report, strategy: unknown): void {
  if (!isRecord(strategy)) return;
  const { type, rollingUpdate } = strategy;
  report.choice("spec.strategy", type, ["Recreate", "RollingUpdate"], {
    Type: type,
    RollingUpdate: rollingUpdate ?? null,
  });
  if (type === "Recreate" && isSet(rollingUpdate))
    report.forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
  if (type !== "RollingUpdate" || !isRecord(rollingUpdate)) return;
  const path = "spec.strategy.rollingUpdate";
  const { maxUnavailable, maxSurge } = rollingUpdate;
  checkShare(report, maxUnavailable, `${path}.maxUnavailable`);
  checkShare(report, maxSurge, `${path}.maxSurge`, false);
  if (isNothing(maxUnavailable) && isNothing(maxSurge))
    report.invalid(`${path}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0");
}

export function checkReplicaSet(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  report.notNegative("spec.replicas", spec.replicas);
  report.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  checkSelected(report, spec, "replicaset");
  checkStaying(report, spec);
}

export function checkReplicationController(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  report.notNegative("spec.replicas", spec.replicas);
  if (isRecord(spec.template)) {
    const labels = at(spec.template, "metadata.labels");
    const selected = isSet(spec.selector) ? { matchLabels: spec.selector } : { matchLabels: labels };
    if (matches(selected, labels) === false) report.invalid("spec.template.metadata.labels", labels, missed);
  }
  checkStaying(report, spec);
}

/** The claims of a set are volumes of its pods, and go over those of the same name. */
function withClaims(spec: Props): Props {
  const { template } = spec;
  if (!isRecord(template) || !isRecord(template.spec)) return spec;
  const claims = records(spec.volumeClaimTemplates).flatMap((claim) => text(at(claim, "metadata.name")) ?? []);
  const unknown = spec.volumeClaimTemplates === UNKNOWN || template.spec.volumes === UNKNOWN;
  const rest = records(template.spec.volumes).filter(({ name }) => !claims.includes(String(name)));
  const added = claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const volumes = unknown ? UNKNOWN : [...rest, ...added];
  return { ...spec, template: { ...template, spec: { ...template.spec, volumes } } };
}

export function checkStatefulSet(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  const policy = spec.podManagementPolicy;
  if (policy !== UNKNOWN && policy !== "OrderedReady" && policy !== "Parallel")
    report.invalid("spec.podManagementPolicy", policy, "must be 'OrderedReady' or 'Parallel'");
  const strategy = spec.updateStrategy;
  if (isRecord(strategy)) {
    const { type, rollingUpdate } = strategy;
    if (type !== UNKNOWN && type !== "RollingUpdate" && type !== "OnDelete")
      report.invalid(
        "spec.updateStrategy",
        { Type: type, RollingUpdate: rollingUpdate ?? null },
        "must be 'RollingUpdate' or 'OnDelete'",
      );
    if (type === "OnDelete" && isSet(rollingUpdate))
      report.invalid(
        "spec.updateStrategy.rollingUpdate",
        rollingUpdate,
        "only allowed for updateStrategy 'RollingUpdate'",
      );
    report.notNegative("spec.updateStrategy.rollingUpdate.partition", at(rollingUpdate, "partition"));
  }
  report.notNegative("spec.replicas", spec.replicas);
  report.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  checkSelected(report, spec, "statefulset");
  checkStaying(report, withClaims(spec));
  for (const [index, claim] of records(spec.volumeClaimTemplates).entries())
    checkClaimSpec(report, claim.spec, `spec.volumeClaimTemplates[${index}].spec`);
}

export function checkDaemonSet(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  checkSelected(report, spec, "daemonset");
  checkStaying(report, spec);
  report.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  const strategy = spec.updateStrategy;
  if (isRecord(strategy)) {
    const { type, rollingUpdate } = strategy;
    report.choice("spec.updateStrategy", type, ["RollingUpdate", "OnDelete"], {
      Type: type,
      RollingUpdate: rollingUpdate ?? null,
    });
    const [gone, surge] = [at(rollingUpdate, "maxUnavailable"), at(rollingUpdate, "maxSurge")];
    const path = "spec.updateStrategy.rollingUpdate";
    checkShare(report, gone, `${path}.maxUnavailable`);
    checkShare(report, surge, `${path}.maxSurge`);
    if (isNothing(gone) && isNothing(surge))
      report.required(`${path}.maxUnavailable`, "cannot be 0 when maxSurge is 0");
    if (isSet(gone) && isSet(surge) && gone !== UNKNOWN && surge !== UNKNOWN && !isNothing(gone) && !isNothing(surge))
      report.invalid(`${path}.maxSurge`, surge, "may not be set when maxUnavailable is non-zero");
  }
  report.notNegative("spec.revisionHistoryLimit", spec.revisionHistoryLimit);
}
