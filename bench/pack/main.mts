/**
 * What the pack costs above a pack without rules: its start, and each resource of a preview. Both packs run side by
 * side, and what counts is the difference. Bars: 100 ms at start, 0.3 ms a resource.
 *
 *     npm run build && npx node bench/pack/main.mts [rounds]
 */
import { join } from "node:path";
import { preview, start } from "./process.mts";
import { resources } from "./resources.mts";

const rounds = Number(process.argv[2] ?? 9);
const sizes = [100, 1000, 5000];
const packs = {
  empty: join(import.meta.dirname, "empty"),
  groundplan: join(import.meta.dirname, "..", "..", "dist", "policy-pack"),
} as const;
type Pack = keyof typeof packs;

const starts: Record<Pack, number[]> = { empty: [], groundplan: [] };
const perResource = new Map(sizes.map((size) => [size, { empty: [] as number[], groundplan: [] as number[] }]));

for (let round = 0; round <= rounds; round++) {
  for (const size of sizes) {
    const running = [await start(packs.empty), await start(packs.groundplan)] as const;
    const took = await preview(running, resources(size));
    for (const pack of running) pack.stop();
    if (round === 0) continue; // warms the file cache
    for (const [index, pack] of (["empty", "groundplan"] as const).entries()) {
      starts[pack].push(running[index]?.startMs ?? Number.NaN);
      perResource.get(size)?.[pack].push((took[index] ?? Number.NaN) / size);
    }
  }
  console.error(round === 0 ? "warm-up done" : `round ${round} of ${rounds}`);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const row = (what: string, values: Record<Pack, number[]>, digits: number, unit: string): string => {
  const [empty, ours] = [median(values.empty), median(values.groundplan)];
  const figures = [empty, ours, ours - empty].map((value) => `${value.toFixed(digits)} ${unit}`);
  return `| ${what} | ${figures.join(" | ")} | ${(ours / empty).toFixed(2)} |`;
};

console.log("| | empty pack | this pack | above it | ratio |");
console.log("| --- | --- | --- | --- | --- |");
console.log(row("start", starts, 0, "ms"));
for (const [size, values] of perResource) console.log(row(`each of ${size} resources`, values, 3, "ms"));
