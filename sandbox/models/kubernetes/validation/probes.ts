import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet } from "../../values.js";
import { isPort, portName, portNumber } from "./names.js";
import type { Report } from "./report.js";

const handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] as const;

/** Checks a probe or the handler of a life cycle: one action, and its ports. */
export function checkHandler(report: Report, handler: Props, path: string, grace: unknown): void {
  const given = handlers.filter((name) => isSet(handler[name]));
  for (const extra of given.slice(1)) report.forbidden(`${path}.${extra}`, "may not specify more than 1 handler type");
  if (given.length === 0) report.required(path, "must specify a handler type");
  const [first] = given;
  const action = first === undefined ? undefined : handler[first];
  if (!isRecord(action)) return;
  if (first === "exec" && (!isSet(action.command) || (Array.isArray(action.command) && action.command.length === 0)))
    report.required(`${path}.exec.command`);
  if (first === "httpGet") {
    if (action.path === "") report.required(`${path}.httpGet.path`);
    checkPort(report, action.port, `${path}.httpGet.port`);
    report.choice(`${path}.httpGet.scheme`, action.scheme ?? "HTTP", ["HTTP", "HTTPS"]);
  }
  if (first === "tcpSocket") checkPort(report, action.port, `${path}.tcpSocket.port`);
  if (first === "grpc") checkPort(report, action.port, `${path}.grpc.port`);
  if (first === "sleep" && typeof action.seconds === "number" && typeof grace === "number")
    if (action.seconds < 0 || action.seconds > grace)
      report.invalid(
        `${path}.sleep`,
        action.seconds,
        `must be non-negative and less than terminationGracePeriodSeconds (${grace})`,
      );
}

/** A port by its number or its name. */
export function checkPort(report: Report, port: unknown, path: string): void {
  if (port === UNKNOWN) return;
  if (typeof port === "string") report.named(path, port, portName(port));
  else if (!isPort(port ?? 0)) report.invalid(path, port ?? 0, portNumber);
}

export function checkProbe(report: Report, probe: unknown, path: string, kind: string, grace: unknown): void {
  if (!isRecord(probe)) return;
  checkHandler(report, probe, path, grace);
  for (const name of ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
    report.notNegative(`${path}.${name}`, probe[name]);
  const seconds = probe.terminationGracePeriodSeconds;
  if (typeof seconds === "number" && seconds <= 0)
    report.invalid(`${path}.terminationGracePeriodSeconds`, seconds, "must be greater than 0");
  if (kind === "readinessProbe") {
    if (isSet(seconds))
      report.invalid(`${path}.terminationGracePeriodSeconds`, seconds, "must not be set for readinessProbes");
  } else if (typeof probe.successThreshold === "number" && probe.successThreshold > 1)
    report.invalid(`${path}.successThreshold`, probe.successThreshold, "must be 1");
}
