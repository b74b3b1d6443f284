/** The graphics processors of a machine type. */
export interface Gpus {
  readonly type: string;
  readonly count: number;
}

/** Of families whose machine types have a fixed number of them: https://cloud.google.com/compute/docs/gpus */
const families: Readonly<Record<string, string>> = {
  "a2-highgpu": "nvidia-tesla-a100",
  "a2-megagpu": "nvidia-tesla-a100",
  "a2-ultragpu": "nvidia-a100-80gb",
  "a3-highgpu": "nvidia-h100-80gb",
  "a3-megagpu": "nvidia-h100-mega-80gb",
  "a3-ultragpu": "nvidia-h200-141gb",
  "a4-highgpu": "nvidia-b200",
};

/** How many L4 a machine of so many vCPUs has; the others have one. */
const manyL4: Readonly<Record<string, number>> = { "24": 2, "48": 4, "96": 8 };

/** GKE has to be told what a machine type comes with. Nothing for machine types without, and for those not known here. */
export function gpusOf(machineType: string): Gpus | undefined {
  const light = /^g2-standard-(4|8|12|16|24|32|48|96)$/.exec(machineType)?.[1];
  if (light !== undefined) return { type: "nvidia-l4", count: manyL4[light] ?? 1 };
  const [, family = "", count] = /^(a\d-[a-z]+)-(\d+)g$/.exec(machineType) ?? [];
  const type = families[family];
  return type === undefined ? undefined : { type, count: Number(count) };
}
