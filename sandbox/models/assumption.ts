const before = "the sandbox assumes that ";
const after = " can be changed in place: no published source says either way";

/** What a user is told of the properties whose change is only assumed to be made in place. Names, never values. */
export function assumptionText(paths: readonly string[]): string {
  return `${before}${paths.join(", ")}${after}`;
}

/** The property paths of such a message, or undefined where the message is another one. */
export function assumedPaths(message: string): string[] | undefined {
  if (!message.startsWith(before) || !message.endsWith(after)) return undefined;
  return message.slice(before.length, -after.length).split(", ");
}
