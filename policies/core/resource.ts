import { isObject, type Props } from "./value.js";

/** The provider that a resource belongs to: the account and region it lands in. */
export interface ProviderOf {
  readonly urn: string;
  readonly props: Props;
}

/** One resource as a rule sees it. */
export interface Resource {
  readonly urn: string;
  /** Type token without an API version: `azure-native:network:SecurityRule`. */
  readonly type: string;
  readonly name: string;
  /** The checked inputs, secrets unwrapped, unknown values left as they came. */
  readonly props: Props;
  /** Paths of secret values: their content is never printed. */
  readonly secrets: readonly string[];
  /** Paths of those secret values that stand in clear in the configuration of the stack; missing where none does. */
  readonly configuredInClear?: readonly string[];
  readonly provider?: ProviderOf;
  /** Property -> URNs of the resources that its value was made from. Complete in a preview, too. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  /** Strings by which other resources may name this one: name, id, ARN. */
  readonly identities: ReadonlySet<string>;
}

/**
 * Kinds of Kubernetes that had other groups and versions, which programs and charts still use: their token today, and all
 * groups that they were in. Groups of others have kinds of these names, too, which are something else.
 */
const KINDS: Readonly<Record<string, { readonly today: string; readonly groups: readonly string[] }>> = {
  ClusterRole: kind("rbac.authorization.k8s.io/v1:ClusterRole"),
  ClusterRoleBinding: kind("rbac.authorization.k8s.io/v1:ClusterRoleBinding"),
  CronJob: kind("batch/v1:CronJob"),
  DaemonSet: kind("apps/v1:DaemonSet", "extensions"),
  Deployment: kind("apps/v1:Deployment", "extensions"),
  Ingress: kind("networking.k8s.io/v1:Ingress", "extensions"),
  Job: kind("batch/v1:Job", "extensions"),
  NetworkPolicy: kind("networking.k8s.io/v1:NetworkPolicy", "extensions"),
  PodDisruptionBudget: kind("policy/v1:PodDisruptionBudget"),
  ReplicaSet: kind("apps/v1:ReplicaSet", "extensions"),
  Role: kind("rbac.authorization.k8s.io/v1:Role"),
  RoleBinding: kind("rbac.authorization.k8s.io/v1:RoleBinding"),
  StatefulSet: kind("apps/v1:StatefulSet"),
};

function kind(today: string, ...earlier: readonly string[]) {
  return { today: `kubernetes:${today}`, groups: [today.slice(0, today.indexOf("/")), ...earlier] };
}

/** The type of the resource that a URN names; those of its parents stand before it. */
export function typeOf(urn: string): string {
  const [, , types = ""] = urn.split("::");
  return types.slice(types.lastIndexOf("$") + 1);
}

/** Types that stood in other modules under earlier majors of their SDKs: their token then, and today. */
const RENAMED: Readonly<Record<string, string>> = {
  "aws:applicationloadbalancing/listener:Listener": "aws:alb/listener:Listener",
  "aws:applicationloadbalancing/loadBalancer:LoadBalancer": "aws:alb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer": "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancingv2/listener:Listener": "aws:lb/listener:Listener",
  "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer": "aws:lb/loadBalancer:LoadBalancer",
  "aws:workspaces/webNetworkSettings:WebNetworkSettings": "aws:workspacesweb/networkSettings:NetworkSettings",
  "azure-native:cache:Redis": "azure-native:redis:Redis",
  "azure-native:devices:IotHubResource": "azure-native:iothub:IotHubResource",
  "azure-native:documentdb:DatabaseAccount": "azure-native:cosmosdb:DatabaseAccount",
  "azure-native:insights:DiagnosticSetting": "azure-native:monitor:DiagnosticSetting",
  "gcp:serviceAccount/key:Key": "gcp:serviceaccount/key:Key",
};

/**
 * The type token of today's SDKs, without the API version that some tokens carry: azure-native's in the module
 * (`azure-native:network/v20240101:SecurityRule`) or in the name of a package made for that version, Kubernetes' in the
 * group (`kubernetes:extensions/v1beta1:Deployment`).
 */
export function canonicalType(type: string): string {
  if (type.startsWith("kubernetes:")) return currentKind(type);
  const plain = type.startsWith("azure-native") ? withoutVersion(type) : type;
  return RENAMED[plain] ?? plain;
}

function withoutVersion(type: string): string {
  return type.replace(/^azure-native_[a-z0-9]+_v\w+?:/, "azure-native:").replace(/\/v\d{8}\w*:/, ":");
}

function currentKind(type: string): string {
  const [, version = "", name = ""] = type.split(":");
  const known = KINDS[name];
  return known?.groups.includes(version.slice(0, version.indexOf("/"))) ? known.today : type;
}

/** The properties by which resources of the three clouds are named in references. */
const IDENTITY_PROPERTIES = ["id", "arn", "name", "bucket", "selfLink", "accountName", "serverName"] as const;

/** Collects the strings by which other resources may name this one, from its inputs and, where known, its outputs. */
export function identitiesOf(...sources: readonly Props[]): Set<string> {
  const found = new Set<string>();
  for (const source of sources)
    for (const property of IDENTITY_PROPERTIES) {
      const value = source[property];
      if (typeof value === "string" && value !== "") found.add(value);
    }
  return found;
}

/** Signature key and value of a secret in the engine's encoding of values. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Changes an object, or what a secret hides, which stays hidden. */
export function withinSecret(raw: Props, change: (open: Props) => Props): Props {
  if (raw[SIGNATURE] !== SECRET) return change(raw);
  return { ...raw, value: change(isObject(raw.value) ? raw.value : {}) };
}

/** Puts a secret's mark back where it was, if a value without one stands there now. Paths are those of `unwrap`. */
export function marked(raw: unknown, path: string): unknown {
  if (path === "") return isObject(raw) && raw[SIGNATURE] === SECRET ? raw : { [SIGNATURE]: SECRET, value: raw };
  const [, key = "", index, rest = ""] = /^(?:([^.[\]]+)|\[(\d+)\])\.?(.*)$/s.exec(path) ?? [];
  if (isObject(raw) && raw[SIGNATURE] === SECRET) return raw;
  if (index !== undefined && Array.isArray(raw))
    return raw.map((item, place) => (place === Number(index) ? marked(item, rest) : item));
  return isObject(raw) && raw[key] !== undefined ? { ...raw, [key]: marked(raw[key], rest) } : raw;
}

/** Unwraps secrets, and tells where they were. */
export function unwrap(raw: unknown, path = "", secrets: string[] = []): { value: unknown; secrets: string[] } {
  if (Array.isArray(raw)) {
    return { value: raw.map((element, i) => unwrap(element, `${path}[${i}]`, secrets).value), secrets };
  }
  if (!isObject(raw)) return { value: raw, secrets };
  if (raw[SIGNATURE] === SECRET) {
    secrets.push(path);
    return { value: unwrap(raw.value, path, secrets).value, secrets };
  }
  const value: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(raw)) {
    value[name] = unwrap(inner, path === "" ? name : `${path}.${name}`, secrets).value;
  }
  return { value, secrets };
}
