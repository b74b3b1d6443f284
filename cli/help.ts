import { type Command, commonOptions } from "./arguments.js";
import { columns } from "./output.js";

/** Help of the whole tool. */
export function overview(commands: readonly Listed[], version: string): string {
  return `groundplan ${version}: typed Pulumi stacks for AWS, GCP and Azure, with offline sandbox clouds

Usage: groundplan <command> [stack] [options]

Commands:
${listed(commands)}

The stack is dev unless you name one. Every command works in the sandbox, which needs no account and costs nothing;
with --live it works on the real clouds, with your own Pulumi login and credentials (as a plain \`pulumi up\` does).
The first line of each run says which of the two it is.

Examples:
${columns([
  ["groundplan up", "deploy stack dev to the sandbox"],
  ["groundplan preview prod-aws", "what would stack prod-aws create?"],
  ["groundplan sandbox run -- pulumi up", "the stock command, with the sandbox as its clouds"],
]).join("\n")}

Help on one command: groundplan <command> --help. From a clone the same commands are npm scripts:
npm run up, npm run preview -- prod-aws, npm run sandbox -- status.

Exit codes: 0 done, 1 failed or refused, 2 wrong command line, 3 stopped by a policy, 130 ended by Ctrl-C;
\`sandbox run\` passes on the code of the command it ran; \`policy check\` ends with 1 where a policy stops, 2 where it could not judge.
`;
}

/** What each group of commands is about. */
const groups: Readonly<Record<string, string>> = {
  sandbox: "the offline clouds of this project",
  policy: "the rules of the policy pack, without a deployment",
};

/** Help of a group of commands, such as `sandbox`. */
export function groupHelp(group: string, commands: readonly Listed[]): string {
  return `groundplan ${group}: ${groups[group] ?? ""}

Commands:
${listed(commands)}

Help on one command: groundplan ${group} <command> --help
`;
}

interface Listed {
  readonly name: string;
  readonly summary: string;
}

function listed(commands: readonly Listed[]): string {
  return columns(commands.map(({ name, summary }) => [name, summary])).join("\n");
}

/** Help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(([name, spec]) => {
    const value = spec.type === "string" ? ` <${spec.value ?? "value"}>` : "";
    const short = spec.short === undefined ? "    " : `-${spec.short}, `;
    return [`${short}--${name}${value}`, spec.summary] as const;
  });
  return `groundplan ${command.name}: ${command.summary}

Usage: groundplan ${command.name} ${command.usage}${command.usage === "" ? "" : " "}[options]

${command.description}

Options:
${columns(options).join("\n")}

Examples:
${columns(command.examples).join("\n")}
`;
}
