import { measure, ratio, report, table } from "../support/measure.mts";
import { projectWith } from "../support/project.mts";
import { sandboxed } from "../support/sandboxed.mts";

/*
 * Start of a program: a preview of one that loads all components and makes a target of each cloud, and nothing else,
 * against one that loads `@pulumi/pulumi` alone. Same engine, sandbox and program entry.
 */

const rounds = Number(process.argv[2] ?? 7);
const classes = "Bucket, Function, KubernetesCluster, Network, VirtualMachine";
const makes = {
  aws: 'aws({ region: "eu-west-1" })',
  gcp: 'gcp({ project: "acme-dev", region: "europe-west1" })',
  azure: 'azure({ region: "westeurope" })',
} as const;

const bare = `import * as pulumi from "@pulumi/pulumi";
export default async () => ({ stack: pulumi.getStack() });
`;

function program(clouds: readonly (keyof typeof makes)[]): string {
  return `import * as pulumi from "@pulumi/pulumi";
import { ${classes} } from "groundplan";
${clouds.map((cloud) => `import { ${cloud} } from "groundplan/${cloud}";`).join("\n")}
const targets = [${clouds.map((cloud) => makes[cloud]).join(", ")}];
const loaded = [${classes}].length;
export default async () => ({ stack: pulumi.getStack(), targets: targets.map(({ key }) => key), loaded });
`;
}

const set = {
  bare,
  "one cloud": program(["aws"]),
  "three clouds": program(["aws", "gcp", "azure"]),
};
const attached = await Promise.all(
  Object.entries(set).map(async ([name, text]) => {
    const cwd = projectWith(text);
    return { name, cwd, ...(await sandboxed(cwd, "dev")) };
  }),
);
try {
  const preview = ["preview", "--stack", "dev", "--non-interactive", "--suppress-progress"];
  const samples = await measure(
    attached.map(({ name, cwd, pulumi, env }) => ({ name, command: [pulumi, ...preview], cwd, env })),
    rounds,
  );
  table(samples);
  const against = (name: string) => ratio(samples.get(name) ?? [], samples.get("bare") ?? [], "seconds");
  report("start with one cloud against a bare program", against("one cloud"), 1.3);
  report("start with three clouds against a bare program", against("three clouds"), 1.6);
} finally {
  for (const { detach } of attached) await detach();
}
