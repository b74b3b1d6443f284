import { measure, ratio, report, table } from "../support/measure.mts";
import { copyOfProject } from "../support/project.mts";
import { type Sandboxed, sandboxed } from "../support/sandboxed.mts";

/*
 * The update phase of stack `dev`, from nothing, against its preview: with a checkpoint at every step as for a stack that
 * is kept, and without, as `--throwaway` runs it. Every run has a world of its own.
 */

const rounds = Number(process.argv[2] ?? 5);
const cwd = copyOfProject();
const probe = await sandboxed(cwd, "dev");
const { pulumi } = probe;
await probe.detach();

const options = ["--stack", "dev", "--non-interactive", "--suppress-progress"];
const update = ["up", "--yes", "--skip-preview", ...options];
const samples = await measure(
  [
    { name: "preview", command: [pulumi, "preview", ...options], ...inItsOwnWorld({}) },
    { name: "update", command: [pulumi, ...update], ...inItsOwnWorld({ PULUMI_SKIP_CHECKPOINTS: "false" }) },
    { name: "update, throwaway", command: [pulumi, ...update], ...inItsOwnWorld({}) },
  ],
  rounds,
);
table(samples);
const of = (name: string) => samples.get(name) ?? [];
report("update phase against preview, with checkpoints", ratio(of("update"), of("preview"), "seconds"), 1.7);
report("update phase against preview, throwaway", ratio(of("update, throwaway"), of("preview"), "seconds"), 1.1);

function inItsOwnWorld(extra: NodeJS.ProcessEnv) {
  let current: Sandboxed | undefined;
  return {
    cwd,
    env: {},
    before: async () => {
      current = await sandboxed(cwd, "dev");
      return { ...current.env, ...extra };
    },
    after: async () => current?.detach(),
  };
}
