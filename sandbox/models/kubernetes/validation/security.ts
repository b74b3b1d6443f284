import type { Props } from "../../../types.js";
import { isRecord, isSet, records, text, texts } from "../../values.js";
import type { Report } from "./report.js";

const largestId = 2_147_483_647;
const sysctl = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const sysctlWords =
  "must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

function checkIds(report: Report, context: Props, path: string, names: readonly string[]): void {
  for (const name of names) {
    const id = context[name];
    if (typeof id === "number" && (id < 0 || id > largestId))
      report.invalid(`${path}.${name}`, id, `must be between 0 and ${largestId}, inclusive`);
  }
}

function checkSeccomp(report: Report, profile: unknown, path: string): void {
  if (!isRecord(profile)) return;
  if (!isSet(profile.type)) report.required(`${path}.type`, "type is required when seccompProfile is set");
  else report.choice(`${path}.type`, profile.type, ["Localhost", "RuntimeDefault", "Unconfined"]);
  const local = isSet(profile.localhostProfile);
  if (profile.type === "Localhost" && !local)
    report.required(`${path}.localhostProfile`, "must be set when seccomp type is Localhost");
  if (local && typeof profile.type === "string" && profile.type !== "Localhost")
    report.invalid(
      `${path}.localhostProfile`,
      profile.localhostProfile,
      "can only be set when seccomp type is Localhost",
    );
}

/** The security settings of a whole pod. */
export function checkPodSecurity(report: Report, spec: Props, path: string): void {
  const context = spec.securityContext;
  if (spec.hostPID === true && spec.shareProcessNamespace === true)
    report.invalid(
      `${path}.securityContext.shareProcessNamespace`,
      true,
      "ShareProcessNamespace and HostPID cannot both be enabled",
    );
  if (!isRecord(context)) return;
  const at = `${path}.securityContext`;
  checkIds(report, context, at, ["fsGroup", "runAsUser", "runAsGroup"]);
  for (const [index, group] of (Array.isArray(context.supplementalGroups) ? context.supplementalGroups : []).entries())
    if (typeof group === "number" && (group < 0 || group > largestId))
      report.invalid(`${at}.supplementalGroups[${index}]`, group, `must be between 0 and ${largestId}, inclusive`);
  for (const [index, { name }] of records(context.sysctls).entries())
    if (typeof name === "string" && (name.length > 253 || !sysctl.test(name)))
      report.invalid(`${at}.sysctls[${index}].name`, name, sysctlWords);
  if (isSet(context.fsGroupChangePolicy))
    report.choice(`${at}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ["Always", "OnRootMismatch"]);
  checkSeccomp(report, context.seccompProfile, `${at}.seccompProfile`);
}

/** The security settings of one container. */
export function checkContainerSecurity(report: Report, context: unknown, path: string): void {
  if (!isRecord(context)) return;
  checkIds(report, context, path, ["runAsUser", "runAsGroup"]);
  if (isSet(context.procMount)) report.choice(`${path}.procMount`, context.procMount, ["Default", "Unmasked"]);
  checkSeccomp(report, context.seccompProfile, `${path}.seccompProfile`);
  if (context.allowPrivilegeEscalation !== false) return;
  if (context.privileged === true)
    report.invalid(path, dump(context), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
  const added = isRecord(context.capabilities) ? texts(context.capabilities.add) : [];
  if (added.includes("CAP_SYS_ADMIN"))
    report.invalid(
      path,
      dump(context),
      "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN",
    );
}

/** The whole of a security context, as the API server quotes it: by the names of its own type. */
function dump(context: Props): Props {
  const capabilities = isRecord(context.capabilities)
    ? { Add: context.capabilities.add ?? null, Drop: context.capabilities.drop ?? null }
    : null;
  const names = [
    "Privileged",
    "SELinuxOptions",
    "WindowsOptions",
    "RunAsUser",
    "RunAsGroup",
    "RunAsNonRoot",
    "ReadOnlyRootFilesystem",
    "AllowPrivilegeEscalation",
    "ProcMount",
    "SeccompProfile",
    "AppArmorProfile",
  ];
  const lower = (name: string): string =>
    text(name.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()).replace(/^SEL/, "seL")) ?? "";
  return {
    Capabilities: capabilities,
    ...Object.fromEntries(names.map((name) => [name, context[lower(name)] ?? null])),
  };
}
