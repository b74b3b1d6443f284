import type { Shape } from "./shapes.mts";
import { shapes } from "./shapes.mts";

/** The same resources as a Pulumi state and as a Terraform plan. */
export interface Files {
  readonly state: string;
  readonly plan: string;
}

interface Made {
  readonly shape: Shape;
  readonly name: string;
  /** The resource that each reference of the shape stands for. */
  readonly targets: Readonly<Record<string, string>>;
}

/** As many resources as asked, in groups of one of each shape that refer to each other. */
export function files(count: number): Files {
  const made = Array.from({ length: count }, (_, index): Made => {
    const at = index % shapes.length;
    const shape = shapes[at] as Shape;
    const first = index - at;
    const refs = Object.entries(shape.refs ?? {});
    return {
      shape,
      name: `resource-${index}`,
      targets: Object.fromEntries(refs.map(([property, { to }]) => [property, `resource-${first + to}`])),
    };
  });
  return { state: JSON.stringify(stateOf(made)), plan: JSON.stringify(planOf(made)) };
}

const urnOf = (type: string, name: string): string => `urn:pulumi:bench::bench::${type}::${name}`;

function stateOf(made: readonly Made[]): object {
  const types = new Map(made.map(({ name, shape }) => [name, shape.pulumi]));
  const stack = urnOf("pulumi:pulumi:Stack", "bench-bench");
  const provider = urnOf("pulumi:providers:aws", "default");
  const resources = made.map(({ shape, name, targets }) => {
    const inputs = {
      ...shape.inputs,
      ...Object.fromEntries(Object.entries(targets).map(([p, to]) => [p, `${to}-id`])),
    };
    const dependencies = Object.entries(targets).map(([p, to]) => [p, [urnOf(types.get(to) ?? "", to)]] as const);
    return {
      urn: urnOf(shape.pulumi, name),
      custom: true,
      id: `${name}-id`,
      type: shape.pulumi,
      parent: stack,
      provider: `${provider}::p1`,
      inputs,
      outputs: { ...inputs, id: `${name}-id` },
      dependencies: dependencies.flatMap(([, urns]) => urns),
      propertyDependencies: Object.fromEntries(dependencies),
    };
  });
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.250.0" };
  const surroundings = [
    { urn: stack, custom: false, type: "pulumi:pulumi:Stack" },
    { urn: provider, custom: true, id: "p1", type: "pulumi:providers:aws", inputs: {}, outputs: {} },
  ];
  return { version: 3, deployment: { manifest, resources: [...surroundings, ...resources] } };
}

/** What `terraform show -json plan` prints. */
function planOf(made: readonly Made[]): object {
  const types = new Map(made.map(({ name, shape }) => [name, shape.terraform]));
  const named = (name: string) => name.replace("-", "_");
  const provider = "registry.terraform.io/hashicorp/aws";
  const addressOf = (name: string) => `${types.get(name)}.${named(name)}`;
  const of = ({ shape, name }: Made) => ({
    address: addressOf(name),
    mode: "managed",
    type: shape.terraform,
    name: named(name),
  });
  const referred = ({ shape, targets }: Made) =>
    Object.entries(targets).map(([property, to]) => {
      const as = shape.refs?.[property]?.as ?? property;
      return [as, { references: [`${addressOf(to)}.id`, addressOf(to)] }] as const;
    });
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: {
      root_module: {
        resources: made.map((one) => ({
          ...of(one),
          provider_name: provider,
          schema_version: 0,
          values: one.shape.values,
        })),
      },
    },
    resource_changes: made.map((one) => ({
      ...of(one),
      provider_name: provider,
      change: { actions: ["create"], before: null, after: one.shape.values, after_unknown: { id: true } },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", full_name: provider } },
      root_module: {
        resources: made.map((one) => ({
          ...of(one),
          provider_config_key: "aws",
          expressions: Object.fromEntries(referred(one)),
          schema_version: 0,
        })),
      },
    },
  };
}
