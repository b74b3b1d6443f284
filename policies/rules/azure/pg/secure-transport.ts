import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isText, type Tri } from "../../../core/tri.js";
import { type Field, get, within } from "../../../core/value.js";
import { demand, every, forbid, pass } from "../../../core/verdict.js";
import { SERVERS, SINGLE_SERVERS, singleSettings } from "../../../facts/azure-databases.js";
import { isOldTls, modernTls } from "../../../facts/azure-tls.js";

const POSTGRES = "azure-native:dbforpostgresql:Configuration";
const MYSQL = "azure-native:dbformysql:Configuration";

/** The parameter that names the lowest version, or the versions, of TLS. */
const TLS_PARAMETER: Readonly<Record<string, string>> = {
  [POSTGRES]: "ssl_min_protocol_version",
  [MYSQL]: "tls_version",
};

/** Where a server or a parameter says whether plain connections are let in. */
const PLAIN = ["value", "sslEnforcement", "properties.sslEnforcement"];

const versionsIn = (value: unknown): readonly string[] =>
  String(value)
    .split(",")
    .map((version) => version.trim());

/** Whether the parameter lets plain connections in. */
function letsPlainIn({ props }: Resource): Tri {
  const off = holds(get(props, "value"), (value) => /^(off|0|false)$/i.test(String(value).trim()));
  return all(isText(get(props, "configurationName"), "require_secure_transport"), off);
}

/** Whether the parameter allows a version of TLS that is older than 1.2. */
function allowsOldTls({ type, props }: Resource): Tri {
  const old = holds(get(props, "value"), (value) => versionsIn(value).some(isOldTls));
  return all(isText(get(props, "configurationName"), TLS_PARAMETER[type] ?? ""), old);
}

function parameterEdits(parameter: Resource): readonly Edit[] {
  const on = parameter.type === MYSQL ? "ON" : "on";
  if (letsPlainIn(parameter) === true) return [{ path: "value", value: on }];
  if (allowsOldTls(parameter) !== true) return [];
  const modern = versionsIn(parameter.props.value).filter((version) => !isOldTls(version));
  return [{ path: "value", value: modern.join(",") || "TLSv1.2" }];
}

function serverEdits(settings: Field): readonly Edit[] {
  const [enforced, lowest] = [within(settings, "sslEnforcement"), within(settings, "minimalTlsVersion")];
  return [
    ...(isText(enforced, "Enabled", true) === false ? [{ path: enforced.path, value: "Enabled" }] : []),
    ...(modernTls(lowest, false) === false ? [{ path: lowest.path, value: "TLS1_2" }] : []),
  ];
}

const isParameter = ({ type }: Resource): boolean => type in TLS_PARAMETER;

export const azPgSecureTransport: ResourceRule = {
  id: "az-pg-secure-transport",
  title: "PostgreSQL, MySQL or MariaDB that accepts plain connections",
  severity: Severity.High,
  graph: false,
  judges: {
    [POSTGRES]: ["configurationName", "value"],
    [MYSQL]: ["configurationName", "value"],
    ...Object.fromEntries(SERVERS.map((type) => [type, []])),
    ...Object.fromEntries(
      SINGLE_SERVERS.map((type) => [type, ["properties.sslEnforcement", "properties.minimalTlsVersion"]]),
    ),
  },
  controls: {},
  checkov: ["CKV_AZURE_28", "CKV_AZURE_29", "CKV_AZURE_47"],
  aspects: { CKV_AZURE_28: PLAIN, CKV_AZURE_29: PLAIN, CKV_AZURE_47: PLAIN },
  remedy: {
    replaces: false,
    edits: (resource) =>
      isParameter(resource)
        ? parameterEdits(resource)
        : [singleSettings(resource)].flatMap((s) => (s ? serverEdits(s) : [])),
  },
  why: "On a plain connection the passwords and rows pass readable for everybody on the way; TLS 1.0 and 1.1 are broken.",
  fix: 'Set the `value` of require_secure_transport to "ON", and that of tls_version or ssl_min_protocol_version to TLSv1.2 or newer.',
  bad: [
    {
      type: MYSQL,
      name: "transport",
      props: {
        resourceGroupName: "shop",
        serverName: "mysql-1",
        configurationName: "require_secure_transport",
        value: "OFF",
        source: "user-override",
      },
    },
  ],
  good: [
    {
      type: MYSQL,
      name: "transport",
      props: {
        resourceGroupName: "shop",
        serverName: "mysql-1",
        configurationName: "require_secure_transport",
        value: "ON",
        source: "user-override",
      },
    },
  ],
  check(resource) {
    const { props } = resource;
    if (isParameter(resource)) {
      const value = get(props, "value");
      return every([
        forbid(letsPlainIn(resource), value, "lets clients connect without TLS"),
        forbid(allowsOldTls(resource), value, "accepts TLS older than 1.2"),
      ]);
    }
    const settings = singleSettings(resource);
    if (settings === undefined) return pass;
    const [enforced, lowest] = [within(settings, "sslEnforcement"), within(settings, "minimalTlsVersion")];
    return every([
      forbid(isText(enforced, "Disabled"), enforced, "lets clients connect without TLS"),
      demand(modernTls(lowest, false), lowest, "accepts TLS older than 1.2"),
    ]);
  },
};
