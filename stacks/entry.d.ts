/** Says in one sentence why this Node cannot run the program; nothing when it can. */
export function nodeProblem(version: string): string | undefined;

/** Formats stack traces cheaply and always as `at name (path:line:column)`. Changes a global: only an entry may call it. */
export function installStackFormatter(): void;
