import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, text } from "../../values.js";
import { checkEnvironment } from "./environment.js";
import { isPort, label, portName, portNumber } from "./names.js";
import { checkHandler, checkProbe } from "./probes.js";
import type { Report } from "./report.js";
import { checkResources } from "./resources.js";
import { checkContainerSecurity } from "./security.js";

/** What the containers of a pod are checked against. */
export interface PodFacts {
  /** Names of the pod's volumes; undefined where they are not known yet. */
  readonly volumes: ReadonlySet<string> | undefined;
  readonly hostNetwork: boolean;
  readonly grace: unknown;
}

const probes = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** Checks the containers of a pod: those that stay, those that come first. */
export function checkContainers(report: Report, spec: Props, path: string, facts: PodFacts): void {
  const containers = records(spec.containers);
  if (!isSet(spec.containers) || (Array.isArray(spec.containers) && spec.containers.length === 0))
    report.required(`${path}.containers`);
  const names = new Set<string>();
  for (const [index, container] of containers.entries()) {
    const at = `${path}.containers[${index}]`;
    checkContainer(report, container, at, facts);
    for (const probe of probes) checkProbe(report, container[probe], `${at}.${probe}`, probe, facts.grace);
    checkLifecycle(report, container, at, facts);
    unique(report, container, at, names);
  }
  for (const [index, container] of records(spec.initContainers).entries()) {
    const at = `${path}.initContainers[${index}]`;
    checkContainer(report, container, at, facts);
    unique(report, container, at, names);
    checkInit(report, container, at, facts);
  }
}

function unique(report: Report, container: Props, path: string, names: Set<string>): void {
  const name = text(container.name);
  if (name === undefined) return;
  if (names.has(name)) report.duplicate(`${path}.name`, name);
  names.add(name);
}

function checkInit(report: Report, container: Props, path: string, facts: PodFacts): void {
  const stays = container.restartPolicy === "Always" || container.restartPolicy === UNKNOWN;
  if (stays) {
    for (const probe of probes) checkProbe(report, container[probe], `${path}.${probe}`, probe, facts.grace);
    checkLifecycle(report, container, path, facts);
    return;
  }
  for (const name of ["lifecycle", ...probes])
    if (isSet(container[name]))
      report.forbidden(`${path}.${name}`, "may not be set for init containers without restartPolicy=Always");
}

function checkLifecycle(report: Report, container: Props, path: string, facts: PodFacts): void {
  if (!isRecord(container.lifecycle)) return;
  for (const name of ["postStart", "preStop"]) {
    const handler = container.lifecycle[name];
    if (isRecord(handler)) checkHandler(report, handler, `${path}.lifecycle.${name}`, facts.grace);
  }
}

function checkContainer(report: Report, container: Props, path: string, facts: PodFacts): void {
  const { name, image } = container;
  if (!isSet(name) || name === "") report.required(`${path}.name`);
  else if (typeof name === "string") report.named(`${path}.name`, name, label(name));
  if (!isSet(image) || image === "") report.required(`${path}.image`);
  else if (typeof image === "string" && image.trim() !== image)
    report.invalid(`${path}.image`, image, "must not have leading or trailing whitespace");
  report.choice(`${path}.terminationMessagePolicy`, container.terminationMessagePolicy ?? "File", [
    "File",
    "FallbackToLogsOnError",
  ]);
  checkPorts(report, container, path, facts);
  checkEnvironment(report, container, path);
  checkMounts(report, container, path, facts);
  report.choice(`${path}.imagePullPolicy`, container.imagePullPolicy ?? "Always", ["Always", "IfNotPresent", "Never"]);
  checkResources(report, container.resources, `${path}.resources`);
  checkContainerSecurity(report, container.securityContext, `${path}.securityContext`);
  if (isSet(container.restartPolicy))
    report.choice(`${path}.restartPolicy`, container.restartPolicy, ["Always", "OnFailure", "Never"]);
}

function checkPorts(report: Report, container: Props, path: string, facts: PodFacts): void {
  const names = new Set<string>();
  for (const [index, port] of records(container.ports).entries()) {
    const at = `${path}.ports[${index}]`;
    const name = text(port.name);
    if (name !== undefined) {
      report.named(`${at}.name`, name, portName(name));
      if (names.has(name)) report.duplicate(`${at}.name`, name);
      names.add(name);
    }
    if (!isSet(port.containerPort) || port.containerPort === 0) report.required(`${at}.containerPort`);
    else if (!isPort(port.containerPort)) report.invalid(`${at}.containerPort`, port.containerPort, portNumber);
    if (isSet(port.hostPort) && port.hostPort !== 0) {
      if (!isPort(port.hostPort)) report.invalid(`${at}.hostPort`, port.hostPort, portNumber);
      else if (facts.hostNetwork && port.hostPort !== UNKNOWN && port.hostPort !== port.containerPort)
        report.invalid(`${at}.hostPort`, port.hostPort, "must match `containerPort` when `hostNetwork` is true");
    }
    report.choice(`${at}.protocol`, port.protocol ?? "TCP", ["SCTP", "TCP", "UDP"]);
  }
}

function checkMounts(report: Report, container: Props, path: string, facts: PodFacts): void {
  const paths = new Set<string>();
  for (const [index, mount] of records(container.volumeMounts).entries()) {
    const at = `${path}.volumeMounts[${index}]`;
    checkVolumeName(report, mount.name, `${at}.name`, facts);
    const { mountPath } = mount;
    if (!isSet(mountPath) || mountPath === "") report.required(`${at}.mountPath`);
    else if (typeof mountPath === "string") {
      if (paths.has(mountPath)) report.invalid(`${at}.mountPath`, mountPath, "must be unique");
      paths.add(mountPath);
    }
    checkSubPath(report, mount, path);
    if (isSet(mount.mountPropagation))
      report.choice(`${at}.mountPropagation`, mount.mountPropagation, ["Bidirectional", "HostToContainer", "None"]);
  }
  for (const [index, device] of records(container.volumeDevices).entries()) {
    const at = `${path}.volumeDevices[${index}]`;
    checkVolumeName(report, device.name, `${at}.name`, facts);
    if (!isSet(device.devicePath) || device.devicePath === "") report.required(`${at}.devicePath`);
  }
}

function checkVolumeName(report: Report, name: unknown, path: string, facts: PodFacts): void {
  if (!isSet(name) || name === "") report.required(path);
  else if (typeof name === "string" && facts.volumes?.has(name) === false) report.notFound(path, name);
}

function checkSubPath(report: Report, mount: Props, path: string): void {
  for (const key of ["subPath", "subPathExpr"]) {
    const value = text(mount[key]);
    if (value === undefined) continue;
    if (value.startsWith("/")) report.invalid(`${path}.volumeMounts.${key}`, value, "must be a relative path");
    else if (value.split("/").includes(".."))
      report.invalid(`${path}.volumeMounts.${key}`, value, "must not contain '..'");
  }
}
