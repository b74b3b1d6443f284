import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { helmIsReady, kubeIsReady } from "./tests/kube/tools.mts";

/** Its default leaves one core for a watcher, which is half of a small machine. */
const workers = Math.max(2, availableParallelism());

/**
 * Three projects: `unit` is fast and needs no engine; `e2e` drives the real engine against the sandbox; `kube` has a real
 * Kubernetes API server look at manifests, and is there when `npm run test:kube` has prepared one.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/e2e/**", "tests/kube/**"],
          testTimeout: 60_000,
          maxWorkers: workers,
          // Files of one worker share what they import, as loading the clouds' SDKs anew for each took a third of the time.
          isolate: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 900_000,
          maxWorkers: 2,
        },
      },
      ...(kubeIsReady()
        ? [
            {
              test: {
                name: "kube",
                include: ["tests/kube/**/*.test.ts"],
                exclude: helmIsReady() ? [] : ["tests/kube/charts.test.ts"],
                testTimeout: 60_000,
              },
            },
          ]
        : []),
    ],
  },
});
