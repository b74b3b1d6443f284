/**
 * A command line to try next, in the way in which this one was started: `npm run up -- prod-aws` from the npm scripts of a
 * clone, `npx groundplan up prod-aws`, or `groundplan up prod-aws`.
 */
export function hint(command: string, on: { readonly stackName?: string; readonly live?: boolean } = {}): string {
  const stack = on.stackName === undefined || (on.stackName === "dev" && on.live !== true) ? [] : [on.stackName];
  const args = [...stack, ...(on.live === true ? ["--live"] : [])];
  const [first = "", ...words] = command.split(" ");
  const all = [...words, ...args];
  const script = process.env.npm_lifecycle_event;
  if (script === undefined) return ["groundplan", first, ...all].join(" ");
  if (script === "npx") return ["npx groundplan", first, ...all].join(" ");
  return ["npm", "run", first, ...(all.length > 0 ? ["--", ...all] : [])].join(" ");
}
