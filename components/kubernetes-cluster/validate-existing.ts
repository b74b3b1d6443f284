import { checkChoice, checkProperties } from "../core/checks.js";
import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { describe, implementationsOf } from "../core/target.js";
import { ClusterMode, type ExistingClusterArgs } from "./args.js";

const known: readonly (keyof ExistingClusterArgs)[] = ["target", "id", "endpoint", "ca", "oidcIssuer", "mode"];

interface Form {
  readonly pattern: RegExp;
  readonly expected: string;
}
const address: Form = { pattern: /^https:\/\/\S+$/, expected: 'an address with "https://"' };
const certificate: Form = { pattern: /^[A-Za-z0-9+/]+=*$/, expected: "PEM in base64, as the cloud shows it" };

/** @throws ArgumentsError with everything that is wrong with the arguments for an existing cluster */
export function checkExistingCluster<C extends CloudName>(name: string, args: ExistingClusterArgs<C>): void {
  const { id } = implementationsOf(args.target).kubernetesCluster.rules;
  const problems = new Problems();
  checkProperties(problems, "", args, known);
  checkForm(problems, "id", args.id, id);
  checkForm(problems, "endpoint", args.endpoint, address);
  checkForm(problems, "ca", args.ca, certificate);
  if (args.oidcIssuer !== undefined) checkForm(problems, "oidcIssuer", args.oidcIssuer, address);
  if (args.mode !== undefined) checkChoice(problems, "mode", args.mode, Object.values(ClusterMode));
  problems.throwIfAny(`KubernetesCluster.fromExisting("${name}")`);
}

/** Text of a form; an output is let through. */
function checkForm(problems: Problems, path: string, value: unknown, { pattern, expected }: Form): void {
  if (typeof value === "object" && value !== null) return;
  if (typeof value !== "string" || !pattern.test(value))
    problems.add(path, `${describe(value)} is not possible; use ${expected}`);
}
