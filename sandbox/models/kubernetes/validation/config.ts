import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { at, isRecord, isSet } from "../../values.js";
import { sorted } from "./metadata.js";
import { dataKey } from "./names.js";
import type { Report } from "./report.js";

/** What a ConfigMap or a Secret may hold in all. */
const limit = 1_048_576;

export function checkConfigMap(report: Report, { data, binaryData }: Props): void {
  let bytes = 0;
  for (const [key, value] of sorted(data)) {
    report.named(`data[${key}]`, key, dataKey(key));
    if (isRecord(binaryData) && isSet(binaryData[key]))
      report.invalid(`data[${key}]`, key, "duplicate of key present in binaryData");
    bytes += typeof value === "string" ? Buffer.byteLength(value) : 0;
  }
  for (const [key, value] of sorted(binaryData)) {
    report.named(`binaryData[${key}]`, key, dataKey(key));
    bytes += typeof value === "string" ? Buffer.byteLength(value, "base64") : 0;
  }
  if (bytes > limit) report.tooLong("[]", limit);
}

/** Keys that a Secret of a type must have; of some types one of several. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
};

export function checkSecret(report: Report, { metadata, data, stringData, type }: Props): void {
  const all = new Map([...sorted(data), ...sorted(stringData)]);
  let bytes = 0;
  for (const [key, value] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
    report.named(`data[${key}]`, key, dataKey(key));
    const clear = isRecord(stringData) && key in stringData;
    bytes += typeof value === "string" ? Buffer.byteLength(value, clear ? "utf8" : "base64") : 0;
  }
  if (bytes > limit) report.tooLong("data", limit);
  if (data === UNKNOWN || stringData === UNKNOWN || typeof type !== "string") return;
  for (const key of keysOf[type] ?? []) {
    if (!all.has(key)) report.required(`data[${key}]`);
    else if (key.startsWith(".docker")) checkJson(report, all.get(key), key, stringData);
  }
  if (type === "kubernetes.io/basic-auth" && !all.has("username") && !all.has("password"))
    for (const key of ["username", "password"]) report.required(`data[${key}]`);
  const account =
    isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations[tokenAnnotation] : undefined;
  if (type === "kubernetes.io/service-account-token" && at(metadata, "annotations") !== UNKNOWN && !isSet(account))
    report.required(`metadata.annotations[${tokenAnnotation}]`);
}

const tokenAnnotation = "kubernetes.io/service-account.name";

function checkJson(report: Report, value: unknown, key: string, stringData: unknown): void {
  if (typeof value !== "string") return;
  const clear = isRecord(stringData) && key in stringData;
  const text = clear ? value : Buffer.from(value, "base64").toString();
  try {
    JSON.parse(text);
  } catch {
    const complaint = /^\s*([[{][^\]}]*)?$/.test(text) ? "unexpected end of JSON input" : "invalid character";
    report.invalid(`data[${key}]`, "<secret contents redacted>", complaint);
  }
}
