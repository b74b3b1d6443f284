import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Answers, StackAnswer } from "../../sandbox/answers/model.js";
import { borrow, giveBack } from "../../sandbox/world/borrowed.js";
import { localStackName } from "../run/pulumi-args.js";
import { answeredState } from "./answered-state.js";
import { isCopy, removeCopy, writeCopy } from "./copies.js";

/** Where stacks are looked for. */
export interface Places {
  /** Name of the program's own project. */
  readonly project: string;
  readonly world: string;
  /** Directory with the worlds of this home. */
  readonly worlds: string;
  readonly answers: Answers;
}

/** The project of the backend in which answers of sandbox.yaml stand as stacks. */
const answersProject = "sandbox-yaml";

/**
 * The name in the world's own backend of a stack that a program refers to. In this order: the answer of sandbox.yaml; a stack
 * of the same project in this world; one of another project that is sandboxed on this machine, the newest of several, whose
 * state is copied. Organizations do not count: the sandbox has one.
 *
 * @throws Error whose message shows what to write into sandbox.yaml
 */
export function resolveStack(name: string, places: Places): string {
  const answer = answerFor(name, places.answers.stacks);
  if (answer !== undefined) return writeAnswer(answer.name, answer.answer, places);
  const { project, stack } = partsOf(name, places.project);
  const local = `organization/${project}/${stack}`;
  if (project === places.project) {
    if (stateIn(places.world, project, stack) !== undefined) return local;
    throw notFound(
      name,
      `stack ${stack} of this project is not in the sandbox: \`pulumi up --stack ${stack}\` there makes it`,
    );
  }
  const source = newestWorld(places, project, stack);
  if (source === undefined) {
    forgetCopy(places.world, project, stack);
    throw notFound(
      name,
      `no project ${project} with a stack ${stack} is sandboxed on this machine: \`groundplan sandbox run -- pulumi up --stack ${stack}\` in that project makes it`,
    );
  }
  copyStack(source, places.world, project, stack);
  return local;
}

function answerFor(name: string, stacks: Answers["stacks"]): { name: string; answer: StackAnswer } | undefined {
  const wanted = localStackName(name);
  const key = name in stacks ? name : Object.keys(stacks).find((given) => localStackName(given) === wanted);
  const answer = key === undefined ? undefined : stacks[key];
  return key === undefined || answer === undefined ? undefined : { name: key, answer };
}

function partsOf(name: string, own: string): { project: string; stack: string } {
  const parts = name.split("/");
  return parts.length === 3
    ? { project: parts[1] as string, stack: parts[2] as string }
    : { project: own, stack: parts.at(-1) as string };
}

function notFound(name: string, why: string): Error {
  return new Error(
    `the stack ${name} cannot be read offline (sandbox): ${why}. Or give its outputs in sandbox.yaml beside Pulumi.yaml:\n` +
      `stacks:\n  ${name}:\n    outputs:\n      <output>: <value>`,
  );
}

/** A stack's state in a world, compressed or not. */
function stateIn(world: string, project: string, stack: string): string | undefined {
  const base = join(world, "backend", ".pulumi", "stacks", project, `${stack}.json`);
  return [base, `${base}.gz`].find((file) => existsSync(file));
}

/** The world in which a stack was changed last. A copy in a third world is not what it is of. */
function newestWorld({ world, worlds }: Places, project: string, stack: string): string | undefined {
  // A throwaway world lies elsewhere, and may be the first.
  const others = (existsSync(worlds) ? readdirSync(worlds) : []).map((entry) => join(worlds, entry));
  const found = others.flatMap((other) => {
    const state = other === world ? undefined : stateIn(other, project, stack);
    return state === undefined || isCopy(state) ? [] : [{ other, changed: statSync(state).mtimeMs }];
  });
  return found.sort((a, b) => b.changed - a.changed)[0]?.other;
}

/** All worlds of a home encrypt with one passphrase, so that a copied state can be read. What it lists exists here, too. */
function copyStack(from: string, world: string, project: string, stack: string): void {
  const source = stateIn(from, project, stack) as string;
  const dir = join(world, "backend", ".pulumi", "stacks", project);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const target = join(dir, basename(source));
  writeCopy(target, readFileSync(source));
  borrow(world, from, { project, stack });
}

function forgetCopy(world: string, project: string, stack: string): void {
  const copy = stateIn(world, project, stack);
  if (copy !== undefined) removeCopy(copy);
  giveBack(world, { project, stack });
}

/** Makes the answer a stack, whose name tells answers apart that would be the same without their slashes. */
function writeAnswer(name: string, answer: StackAnswer, { world }: Places): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  const stack = `${name.replace(/[^\w.-]+/g, ".")}-${hash}`;
  const file = join(world, "backend", ".pulumi", "stacks", answersProject, `${stack}.json`);
  const text = answeredState(answersProject, stack, answer);
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeCopy(file, Buffer.from(text));
  }
  return `organization/${answersProject}/${stack}`;
}
