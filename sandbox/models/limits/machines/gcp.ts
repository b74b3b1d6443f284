import { lastSegment } from "../../values.js";
import { slipOf } from "../judge.js";

/**
 * Machine types of Compute Engine, by family: kinds with the numbers of vCPUs that exist, or `*` where a family still grows.
 *
 * Published in, and not compared since it was written down with, the Compute Engine documentation of the general-purpose, compute-optimized, memory-optimized,
 * storage-optimized and accelerator-optimized machine families. https://cloud.google.com/compute/docs/machine-resource
 */
const families: Readonly<Record<string, Readonly<Record<string, readonly number[] | "*">>>> = {
  f1: { micro: [] },
  g1: { small: [] },
  e2: {
    micro: [],
    small: [],
    medium: [],
    standard: [2, 4, 8, 16, 32],
    highmem: [2, 4, 8, 16],
    highcpu: [2, 4, 8, 16, 32],
  },
  n1: {
    standard: [1, 2, 4, 8, 16, 32, 64, 96],
    highmem: [2, 4, 8, 16, 32, 64, 96],
    highcpu: [2, 4, 8, 16, 32, 64, 96],
    megamem: [96],
    ultramem: [40, 80, 160],
  },
  n2: {
    standard: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128],
    highmem: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128],
    highcpu: [2, 4, 8, 16, 32, 48, 64, 80, 96],
  },
  n2d: {
    standard: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128, 224],
    highmem: [2, 4, 8, 16, 32, 48, 64, 80, 96],
    highcpu: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128, 224],
  },
  t2d: { standard: [1, 2, 4, 8, 16, 32, 48, 60] },
  t2a: { standard: [1, 2, 4, 8, 16, 32, 48] },
  c2: { standard: [4, 8, 16, 30, 60] },
  c2d: {
    standard: [2, 4, 8, 16, 32, 56, 112],
    highmem: [2, 4, 8, 16, 32, 56, 112],
    highcpu: [2, 4, 8, 16, 32, 56, 112],
  },
  c3: { standard: "*", highmem: "*", highcpu: "*" },
  c3d: { standard: "*", highmem: "*", highcpu: "*" },
  c4: { standard: "*", highmem: "*", highcpu: "*" },
  c4a: { standard: "*", highmem: "*", highcpu: "*" },
  c4d: { standard: "*", highmem: "*", highcpu: "*" },
  n4: { standard: "*", highmem: "*", highcpu: "*" },
  n4a: { standard: "*", highmem: "*", highcpu: "*" },
  n4d: { standard: "*", highmem: "*", highcpu: "*" },
};

const kindNames = [...new Set(Object.values(families).flatMap((kinds) => Object.keys(kinds)))];

/** Why a machine type cannot exist, with the nearest one that does; undefined for what exists or may be newer than the table. */
export function gcpMachineProblem(value: string): { near?: string } | undefined {
  const type = lastSegment(value);
  if (/^([a-z]\d\w*-)?custom-/.test(type)) return undefined;
  const [, family = "", kind = "", count, rest = ""] =
    /^([a-z]\w*)-([a-z]+)(?:-(\d+)g?)?(-[a-z0-9-]+)?$/.exec(type) ?? [];
  if (family === "") return {};
  const kinds = Object.hasOwn(families, family) ? families[family] : undefined;
  if (kinds === undefined) return undefined;
  const counts = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (counts === undefined) {
    const meant = slipOf(kind, Object.keys(kinds)) ?? slipOf(kind, kindNames);
    if (meant !== undefined) return { near: `${family}-${meant}${count === undefined ? "" : `-${count}`}${rest}` };
    return Object.values(kinds).includes("*") ? undefined : {};
  }
  if (counts === "*") return undefined;
  if (counts.length === 0) return count === undefined ? undefined : { near: `${family}-${kind}` };
  if (count !== undefined && counts.includes(Number(count))) return undefined;
  const wanted = Number(count ?? 0);
  const nearest = counts.reduce((best, n) => (Math.abs(n - wanted) < Math.abs(best - wanted) ? n : best));
  return { near: `${family}-${kind}-${nearest}` };
}

/** Tiers of Cloud SQL: `db-f1-micro`, `db-custom-CPUS-MEMORY`, `db-perf-optimized-N-8`, or a machine type of their own. */
export function sqlTierProblem(value: string): { near?: string } | undefined {
  const custom = /^db-custom-(\d+)-(\d+)$/.exec(value);
  if (custom !== null) {
    const [cpus, memory] = [Number(custom[1]), Number(custom[2])];
    const whole = cpus === 1 || cpus % 2 === 0;
    return whole && memory % 256 === 0 && memory >= 3840 ? undefined : { near: "db-custom-2-7680" };
  }
  if (!/^(db-|D\d+$)/.test(value)) return { near: `db-${value}` };
  const near = slipOf(value, ["db-f1-micro", "db-g1-small", "db-custom-2-7680", "db-perf-optimized-N-2"]);
  return near === undefined || near === value ? undefined : { near };
}
