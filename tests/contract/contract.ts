import { describe, expect, it } from "vitest";
import type { CloudName, Target } from "../../components/core/clouds.js";
import { failure, type Registered, record } from "../support/record.js";
import { findingsOf } from "./findings.js";
import { cycleIn } from "./graph.js";
import { keptRules } from "./kept.js";
import { mocks } from "./mocks.js";
import { cases, type Make } from "./table.js";

/** Type, name and parent of each resource: what a URN is made of. */
function urns(resources: readonly Registered[]): string[] {
  return resources.map((resource) => resource.urn);
}

function made(make: Make, target: Target, options: { name?: string; extra?: object; preview?: boolean } = {}) {
  const preview = options.preview ?? false;
  return record(() => make(options.name ?? "main", target, options.extra), { ...mocks, preview });
}

/** The children proper: neither the component, nor providers and what exists once for each target. */
function isChild(resource: Registered): boolean {
  return resource.custom && resource.parent.includes("groundplan:index:");
}

/** The contract of every component on one cloud. */
export function contractOn(on: CloudName): void {
  describe.each(cases.filter((one) => one.cloud === on))(
    "$component on $cloud",
    ({ component, cloud, target, other, children, overridesKey, provider, limits, contract, defaults }) => {
      /** What each variant registers in an update, which many tests look at. */
      const updates = new Map<Make, Promise<readonly Registered[]>>();
      const updated = (make: Make) => {
        const resources = updates.get(make) ?? made(make, target);
        updates.set(make, resources);
        return resources;
      };

      /** And in a first preview. */
      const previews = new Map<Make, Promise<readonly Registered[]>>();
      const previewed = (make: Make) => {
        const resources = previews.get(make) ?? made(make, target, { preview: true });
        previews.set(make, resources);
        return resources;
      };

      it("keeps its URNs", async () => {
        const lines: string[] = [];
        for (const [variant, make] of Object.entries(contract.variants))
          lines.push(`# ${variant}`, ...urns(await updated(make)));
        await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/urns-${component}-${cloud}.txt`);
      });

      it("registers in a preview exactly what it registers in an update", async () => {
        for (const make of Object.values(contract.variants))
          expect(urns(await previewed(make))).toEqual(urns(await updated(make)));
      });

      it("gives every child the provider of its own target", async () => {
        const resources = await record(() => {
          defaults("here", target);
          defaults("there", other);
        }, mocks);
        const expected = (name: string) => (name.startsWith("here") ? target : other);
        const wrong = resources
          .filter(isChild)
          .filter((resource) => !resource.provider.endsWith(`::${provider(expected(resource.name))}`));
        expect(wrong.map((resource) => `${resource.urn} ${resource.provider}`)).toEqual([]);
        expect(
          resources.filter(
            (resource) =>
              resource.custom &&
              !isChild(resource) &&
              resource.provider === "" &&
              !resource.type.startsWith("pulumi:providers:"),
          ),
        ).toEqual([]);
      });

      it("lets an override function reach every kind of child, and no child of another kind", async () => {
        const reachedKinds = new Set<string>();
        for (const make of Object.values(contract.variants)) {
          const reached: string[] = [];
          const mark = (kind: string) => (_args: object, opts: { ignoreChanges?: string[] }, name: string) => {
            reachedKinds.add(kind);
            reached.push(`${typeOf(children, kind)} ${name} mark-${kind}`);
            opts.ignoreChanges = [...(opts.ignoreChanges ?? []), `mark-${kind}`];
          };
          const resources = await made(make, target, { extra: { [overridesKey]: ofEachKind(children, mark) } });
          expect(resources.flatMap(marksOf).sort()).toEqual(reached.sort());
        }
        expect([...reachedKinds].sort()).toEqual(Object.keys(children).sort());
      });

      it("lets an override object reach the children of its kind, and no other", async () => {
        for (const make of Object.values(contract.variants)) {
          const childrenOf = new Map<string, { args: object; names: string[] }>();
          const look = (kind: string) => (args: object, _opts: object, name: string) => {
            const found = childrenOf.get(kind) ?? { args, names: [] };
            childrenOf.set(kind, { args, names: [...found.names, name] });
          };
          await made(make, target, { extra: { [overridesKey]: ofEachKind(children, look) } });
          const properties = new Map(
            [...childrenOf].map(([kind, { args }]) => [kind, firstText(args, children[kind]?.deep === true)]),
          );
          const overrides = Object.fromEntries(
            [...properties].flatMap(([kind, path]) => (path ? [[kind, objectWith(path, `mark-${kind}`)]] : [])),
          );
          const resources = await made(make, target, { extra: { [overridesKey]: overrides } });
          for (const [kind, path] of properties) {
            if (path === undefined) continue;
            const marked = resources.filter((resource) => valueIn(resource.inputs, path) === `mark-${kind}`);
            expect(marked.map((resource) => `${resource.type} ${resource.name}`).sort()).toEqual(
              (childrenOf.get(kind)?.names ?? []).map((name) => `${typeOf(children, kind)} ${name}`).sort(),
            );
          }
        }
      });

      it("is the same when it runs twice", async () => {
        for (const make of Object.values(contract.variants))
          expect(JSON.stringify(await made(make, target))).toBe(JSON.stringify(await updated(make)));
      });

      it("breaks no rule of the policy pack by default, and leaves to the update only what no preview can know", async () => {
        expect(findingsOf(await updated(defaults))).toEqual([]);
        expect(findingsOf(await previewed(defaults))).toEqual(contract.undecidedInPreview);
      });

      it.each(contract.loosenings)(
        "breaks exactly the documented rules with $title",
        async ({ args, rules, make = defaults }) => {
          const found = findingsOf(await made(make, target, { extra: args }));
          const broken = found.map((finding) => finding.split(" ").slice(0, 2).join(" "));
          expect([...new Set(broken)]).toEqual(rules.map((rule) => `violation ${rule}`));
        },
      );

      it("does about each rule what the rule's page says", async () => {
        const rules = keptRules(await updated(defaults), await previewed(defaults), contract);
        const text = `${JSON.stringify({ component, cloud, rules }, undefined, 2)}\n`;
        await expect(text).toMatchFileSnapshot(`golden/rules-${component}-${cloud}.json`);
      });

      it("can be destroyed once nothing is protected: no protected child, no cycle of dependencies", async () => {
        for (const make of Object.values(contract.variants)) {
          const resources = await made(make, target, { extra: contract.unprotected });
          expect(resources.filter((resource) => resource.protect).map((resource) => resource.urn)).toEqual([]);
          expect(cycleIn(resources)).toBeUndefined();
        }
      });

      it("names every limit of its capability table in an error, before anything is registered", async () => {
        expect(Object.keys(contract.unsupported).sort()).toEqual(Object.keys(limits).sort());
        for (const [argument, make] of Object.entries(contract.unsupported)) {
          const limit = limits[argument];
          const error = await failure(() => make("main", target));
          expect(error.message).toContain(limit?.why);
          expect(error.message).toContain(limit?.instead);
        }
      });

      it.each([1, 120])(
        "keeps physical names within their limits for a logical name of %i characters",
        async (length) => {
          const name = "n".repeat(length);
          for (const make of Object.values(contract.variants)) {
            const resources = await made(make, target, { name });
            expect(resources.filter(isChild).flatMap((resource) => tooLong(resource, children))).toEqual([]);
          }
        },
      );
    },
  );
}

type Children = (typeof cases)[number]["children"];

function ofEachKind(children: Children, make: (kind: string) => unknown): object {
  return Object.fromEntries(Object.keys(children).map((kind) => [kind, make(kind)]));
}

function typeOf(children: Children, kind: string): string | undefined {
  return (children[kind]?.type() as unknown as { __pulumiType?: string } | undefined)?.__pulumiType;
}

function marksOf(resource: Registered): string[] {
  const marks = resource.ignoreChanges.filter((property) => property.startsWith("mark-"));
  return marks.map((mark) => `${resource.type} ${resource.name} ${mark}`);
}

/** The path of a property that an override can set to a text without the component reading it back. */
function firstText(args: object, deep: boolean): readonly string[] | undefined {
  for (const [key, value] of Object.entries(args)) {
    if (typeof value === "string") return [key];
    const nested = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    const inner = deep && nested ? firstText(value, deep) : undefined;
    if (inner !== undefined) return [key, ...inner];
  }
  return undefined;
}

function objectWith([first, ...rest]: readonly string[], value: string): object {
  return { [first as string]: rest.length === 0 ? value : objectWith(rest, value) };
}

function valueIn(object: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** The names that the cloud would refuse: stated ones, and logical ones that auto-naming makes longer. */
function tooLong(resource: Registered, children: Children): string[] {
  return Object.entries(children).flatMap(([kind, { name }]) => {
    if (name === undefined || typeOf(children, kind) !== resource.type) return [];
    const stated = name.property === undefined ? undefined : valueIn(resource.inputs, name.property.split("."));
    const length = typeof stated === "string" ? stated.length : resource.name.length + (name.added ?? 8);
    return length > name.limit ? [`${resource.name}: ${length} of ${name.limit}`] : [];
  });
}
