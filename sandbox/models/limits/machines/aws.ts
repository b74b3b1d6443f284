import { slipOf } from "../judge.js";

/** Sizes of instance families by family: `t3` to `nano micro ...`, as the table has them. */
export type Families = Readonly<Record<string, string>>;

const form = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;
const sizeForm = /^(nano|micro|small|medium|large|x?large|\d+xlarge|metal(-\w+)?|[a-z0-9]+\.\w+)$/;

/**
 * Why a type such as `t3.gigantic` cannot exist, with the nearest one that does; undefined for what exists or may have been
 * added since the table was made: a new family, or a new size of a family of the newest generation.
 */
export function awsMachineProblem(value: string, families: Families, prefix: string): { near?: string } | undefined {
  const type = value.startsWith(prefix) ? value.slice(prefix.length) : "";
  const near = () => nearestType(value, families, prefix);
  if (type === "serverless" && prefix === "db.") return undefined;
  const [, family = "", size = ""] = /^([^.]+)\.(.+)$/.exec(type) ?? [];
  if (family === "" || !form.test(type.split(".").slice(0, 2).join("."))) return near();
  const sizes = Object.hasOwn(families, family) ? families[family]?.split(" ") : undefined;
  if (sizes === undefined) {
    const slip = near();
    return slip.near === undefined ? undefined : slip;
  }
  if (sizes.includes(size)) return undefined;
  return sizeForm.test(size) && !settled(family, families) ? undefined : near();
}

/** Whether a newer generation of a family's series exists: AWS then adds no more sizes to the older one. */
function settled(family: string, families: Families): boolean {
  const [, series = "", generation = ""] = /^([a-z]+)(\d+)/.exec(family) ?? [];
  return Object.keys(families).some((other) => {
    const [, itsSeries, itsGeneration] = /^([a-z]+)(\d+)/.exec(other) ?? [];
    return itsSeries === series && Number(itsGeneration) > Number(generation);
  });
}

function nearestType(value: string, families: Families, prefix: string): { near?: string } {
  const all = Object.entries(families).flatMap(([family, sizes]) =>
    sizes.split(" ").map((size) => `${prefix}${family}.${size}`),
  );
  const prefixed = all.includes(prefix + value) ? prefix + value : undefined;
  const near = prefixed ?? slipOf(value, all) ?? usual(value, families, prefix);
  return near === undefined ? {} : { near };
}

/** Of a family that exists, a size that it has. */
function usual(value: string, families: Families, prefix: string): string | undefined {
  const family = value.startsWith(prefix) ? (value.slice(prefix.length).split(".")[0] ?? "") : "";
  const sizes = Object.hasOwn(families, family) ? (families[family]?.split(" ") ?? []) : [];
  const size = ["large", "medium", "xlarge"].find((name) => sizes.includes(name)) ?? sizes[0];
  return size === undefined ? undefined : `${prefix}${family}.${size}`;
}
