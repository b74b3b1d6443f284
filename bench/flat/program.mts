/** Writes the flat program that registers the custom resources of a state, with the same inputs and dependencies. */

interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Record<string, readonly string[] | null>;
}

export interface Deployment {
  readonly deployment: { readonly resources?: readonly ResourceState[] };
}

/** The text of the flat program: SDK classes, one statement a resource, in the order of the state. */
export function flatProgram(state: Deployment): string {
  const resources = (state.deployment.resources ?? []).filter((resource) => resource.custom);
  const variables = new Map(resources.map((resource, index) => [resource.urn, `r${index}`]));
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const imports = new Map<string, string>();
  const statements = resources.map((resource) => {
    const { module, name } = sdkClass(resource.type);
    const alias = `${module.replace(/[^a-zA-Z0-9]+/g, "_")}_${name}`;
    imports.set(alias, `import { ${name} as ${alias} } from ${JSON.stringify(module)};`);
    const logicalName = resource.urn.slice(resource.urn.lastIndexOf("::") + 2);
    const args = Object.entries(plainInputs(resource))
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, value]) => `${JSON.stringify(key)}: ${expression(value, dependenciesOf(resource, key))}`);
    const line = `new ${alias}(${JSON.stringify(logicalName)}, { ${args.join(", ")} } as any, ${options(resource)});`;
    return `const ${variables.get(resource.urn)} = ${line}`;
  });
  return [`import * as pulumi from "@pulumi/pulumi";`, ...imports.values(), ...statements, ""].join("\n");

  function dependenciesOf(resource: ResourceState, key: string): ResourceState[] {
    const urns = resource.propertyDependencies?.[key] ?? [];
    return urns.map((urn) => byUrn.get(urn)).filter((found) => found !== undefined);
  }

  function expression(value: unknown, sources: readonly ResourceState[]): string {
    const secret = secretIn(value);
    if (secret !== undefined) return `pulumi.secret(${expression(secret.value, sources)})`;
    if (sources.length === 0) return literal(value);
    if (Array.isArray(value)) return `[${value.map((item) => expression(item, sources)).join(", ")}]`;
    for (const source of sources) {
      const variable = variables.get(source.urn);
      if (value === source.id) return `${variable}.id`;
      const output = Object.entries(source.outputs ?? {}).find(([, candidate]) => candidate === value);
      if (output && typeof value === "string") return `(${variable} as any)[${JSON.stringify(output[0])}]`;
    }
    const all = sources.map((source) => `${variables.get(source.urn)}.id`).join(", ");
    return `pulumi.all([${all}]).apply(() => (${literal(value)}))`;
  }

  function options(resource: ResourceState): string {
    const parts: string[] = [];
    const provider = variables.get(resource.provider?.slice(0, resource.provider.lastIndexOf("::")) ?? "");
    if (provider) parts.push(`provider: ${provider}`);
    if (resource.protect) parts.push("protect: true");
    if (resource.ignoreChanges?.length) parts.push(`ignoreChanges: ${JSON.stringify(resource.ignoreChanges)}`);
    const byProperty = new Set(Object.values(resource.propertyDependencies ?? {}).flatMap((urns) => urns ?? []));
    const explicit = (resource.dependencies ?? [])
      .filter((urn) => !byProperty.has(urn))
      .map((urn) => variables.get(urn))
      .filter((variable) => variable !== undefined);
    if (explicit.length > 0) parts.push(`dependsOn: [${explicit.join(", ")}]`);
    return `{ ${parts.join(", ")} }`;
  }
}

const mark = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** What a state exported with its secrets has as a secret. */
function secretIn(value: unknown): { readonly value: unknown } | undefined {
  if (typeof value !== "object" || value === null || !(mark in value) || value[mark] !== secretMark) return undefined;
  return { value: JSON.parse(String((value as { plaintext?: unknown }).plaintext)) };
}

/** Values as they are, with the secrets inside of them opened: what is secret is not what is measured. */
function literal(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => secretIn(inner)?.value ?? inner);
}

/** A provider's inputs are JSON texts in a state; every other resource's are values. */
function plainInputs({ type, inputs = {} }: ResourceState): Record<string, unknown> {
  if (!type.startsWith("pulumi:providers:")) return inputs;
  const structured = (value: unknown) => typeof value === "string" && /^[[{]/.test(value);
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, structured(value) ? JSON.parse(String(value)) : value]),
  );
}

/** `aws:ec2/vpc:Vpc` is the class Vpc of `@pulumi/aws/ec2`, `kubernetes:apps/v1:Deployment` of `@pulumi/kubernetes/apps/v1`. */
function sdkClass(token: string): { module: string; name: string } {
  const [packageName = "", middle = "", name = ""] = token.split(":");
  if (packageName === "pulumi") return { module: `@pulumi/${name}/provider.js`, name: "Provider" };
  if (packageName === "kubernetes")
    return { module: `@pulumi/kubernetes/${middle.replace(".k8s.io", "")}/index.js`, name };
  return { module: `@pulumi/${packageName}/${middle.split("/")[0]}/index.js`, name };
}
