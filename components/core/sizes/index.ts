import type { Problems } from "../errors.js";
import { nearest } from "../nearest.js";
import { describe } from "../target.js";
import {
  Arch,
  type Machine,
  type MachineTypes,
  type Shape,
  type Size,
  type SizeName,
  type SizeTable,
} from "./table.js";

export { Arch, type Machine, type MachineTypes, type Shape, type Size, SizeName, type SizeTable } from "./table.js";

/** Where a size and an architecture come from, for messages, and what they are looked up in. */
export interface SizeRequest {
  readonly cloud: string;
  readonly table: SizeTable;
  readonly size: Size;
  readonly arch: Arch;
  /** Path of the size argument, such as `size` or `nodePools.default.size`. */
  readonly path: string;
  /** Path of the architecture argument. */
  readonly archPath: string;
}

/**
 * The machine type that a size of an architecture is on a cloud. Notes what is wrong in `problems` and then returns
 * nothing. Whether a region offers the type is not known here.
 */
export function machineOf(problems: Problems, request: SizeRequest): Machine | undefined {
  if (!checkArch(problems, request)) return undefined;
  const { size } = request;
  if (typeof size === "string") return named(problems, request, size);
  if (typeof size !== "object" || size === null || "apply" in size) {
    problems.add(request.path, `${describe(size)} is not a size; ${ways(request)}`);
    return undefined;
  }
  return "cpu" in size || "memoryGiB" in size
    ? shaped(problems, request, size as { cpu: number; memoryGiB: number })
    : stated(problems, request, size as Readonly<Record<string, unknown>>);
}

function checkArch(problems: Problems, { arch, archPath }: SizeRequest): boolean {
  const known = Object.values(Arch);
  if (known.includes(arch)) return true;
  const usual: Readonly<Record<string, Arch>> = { amd64: Arch.X86, x64: Arch.X86, x86: Arch.X86, aarch64: Arch.Arm };
  const meant = usual[String(arch).toLowerCase()] ?? nearest(String(arch), known, 2);
  const way = meant === undefined ? `use ${quoted(known)}` : `did you mean "${meant}"?`;
  problems.add(archPath, `${describe(arch)} is not an architecture; ${way}`);
  return false;
}

function named(problems: Problems, request: SizeRequest, size: string): Machine | undefined {
  const { table, arch, path, archPath, cloud } = request;
  const types: MachineTypes | undefined = Object.hasOwn(table.named, size) ? table.named[size as SizeName] : undefined;
  if (types === undefined) {
    const meant = nearest(size, Object.keys(table.named));
    const way = table.pattern.test(size)
      ? `a machine type of ${cloud} is given as { ${cloud}: "${size}" }`
      : meant === undefined
        ? ways(request)
        : `did you mean "${meant}"?`;
    problems.add(path, `"${size}" is not a size; ${way}`);
    return undefined;
  }
  const type = types[arch];
  if (type !== undefined) return { type, arch };
  const others = Object.keys(table.named).filter((name) => table.named[name as SizeName][arch] !== undefined);
  const archs = Object.values(Arch).filter((one) => types[one] !== undefined);
  problems.add(
    path,
    `"${size}" does not exist for ${arch} on ${cloud}; use ${quoted(others)}, a size such as ` +
      `{ cpu: 2, memoryGiB: 4 }, or ${archPath}: ${quoted(archs)}`,
  );
  return undefined;
}

function shaped(
  problems: Problems,
  { table, arch, path, cloud }: SizeRequest,
  { cpu, memoryGiB, ...others }: { cpu: number; memoryGiB: number },
): Machine | undefined {
  for (const name of Object.keys(others))
    problems.add(`${path}.${name}`, "there is no such part of a size; use cpu and memoryGiB");
  const found = table.shapes.find((shape) => shape.cpu === cpu && shape.memoryGiB === memoryGiB);
  const type = found?.[arch];
  if (type !== undefined) return { type, arch };
  const offered = table.shapes.filter((shape) => shape[arch] !== undefined);
  const cpus = [...new Set(offered.map((shape) => shape.cpu))];
  if (!cpus.includes(cpu))
    problems.add(`${path}.cpu`, `${describe(cpu)} vCPUs are not a size on ${cloud}; use ${cpus.join(", ")}`);
  else
    problems.add(
      `${path}.memoryGiB`,
      `${describe(memoryGiB)} GiB beside ${cpu} vCPUs are not a size on ${cloud}; use ${memories(offered, cpu)}`,
    );
  return undefined;
}

function memories(offered: readonly Shape[], cpu: number): string {
  return offered
    .filter((shape) => shape.cpu === cpu)
    .map((shape) => shape.memoryGiB)
    .join(", ");
}

function stated(
  problems: Problems,
  { table, arch, path, archPath, cloud }: SizeRequest,
  size: Readonly<Record<string, unknown>>,
): Machine | undefined {
  const type = size[cloud];
  const example = table.named.medium[arch] ?? "";
  if (type === undefined) {
    problems.add(
      `${path}.${cloud}`,
      `nothing is given, but the target is on ${cloud}; name a machine type, such as "${example}"`,
    );
    return undefined;
  }
  if (typeof type !== "string" || !table.pattern.test(type)) {
    problems.add(
      `${path}.${cloud}`,
      `${describe(type)} is not a machine type of ${cloud}; use the cloud's own spelling, such as "${example}"`,
    );
    return undefined;
  }
  const runs = table.arm.test(type) ? Arch.Arm : Arch.X86;
  if (runs === arch) return { type, arch };
  problems.add(
    archPath,
    `"${arch}" does not run on ${type}, which is ${runs}; use ${archPath}: "${runs}", or another machine type`,
  );
  return undefined;
}

function ways({ cloud, table }: SizeRequest): string {
  return `use ${quoted(Object.keys(table.named))}, { cpu, memoryGiB } or { ${cloud}: "<machine type>" }`;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(" or ");
}
