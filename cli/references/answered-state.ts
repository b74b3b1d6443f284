import type { StackAnswer } from "../../sandbox/answers/model.js";

/** How the engine writes a secret of which it is given the plain text. */
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** The state of a stack that has made nothing and has these outputs, as a file backend keeps it. */
export function answeredState(project: string, stack: string, { outputs, secrets }: StackAnswer): string {
  const values = Object.entries(outputs).map(([name, value]) => [
    name,
    secrets.includes(name) ? { ...signature, plaintext: JSON.stringify(value) } : value,
  ]);
  const resource = {
    urn: `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`,
    custom: false,
    type: "pulumi:pulumi:Stack",
    outputs: Object.fromEntries(values),
  };
  const manifest = { time: "2000-01-01T00:00:00Z", magic: "", version: "" };
  const latest = { manifest, resources: [resource] };
  return JSON.stringify({ version: 3, checkpoint: { stack: `organization/${project}/${stack}`, latest } });
}
