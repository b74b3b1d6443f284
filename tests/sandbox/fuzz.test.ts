import { expect, it } from "vitest";
import { fuzz } from "./fuzz/fuzz.js";

it("answers requests that no engine sends with one clear error each, and goes on", async () => {
  // A short run of a fixed seed; `npm run fuzz -- --seed N --runs N` for others, and for what is loaded by need only.
  const wanted = (pkg: string, method: string) =>
    !/^(construct|call)$/.test(method) && `${pkg} ${method}` !== "kubernetes invoke";
  expect(await fuzz({ seed: 20_261_121, runs: 80, wanted })).toEqual([]);
});
