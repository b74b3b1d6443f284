import { join, relative } from "node:path";
import {
  ArgumentsError,
  Function as CloudFunction,
  type FunctionArgs,
  type Target,
  UnsupportedError,
} from "../../../components/index.js";
import { type RecordOptions, type Registered, record } from "../../support/record.js";
import { type Cloud, targets, world } from "../network/support.js";

export { type Cloud, clouds, targets, world } from "../network/support.js";

/** Code that is there, relative to the working directory as programs write it. */
export const fixtures = relative(process.cwd(), join(__dirname, "fixtures"));
export const least = { runtime: "node24", code: { dir: `${fixtures}/node` } } as const;

/** Any arguments, wrong ones included: what a JavaScript program could pass. */
export type AnyArgs = Readonly<Record<string, unknown>>;

export function fn(target: Target, args: AnyArgs = {}): CloudFunction {
  return new CloudFunction("api", { ...least, ...args, target } as unknown as FunctionArgs);
}

/** Everything that one function on the cloud's usual target registers. */
export function made(cloud: Cloud, args: AnyArgs = {}, how: RecordOptions = world): Promise<Registered[]> {
  return record(() => fn(targets[cloud], args), how);
}

/** The message of a function that must be refused before anything is registered; fails when it is not. */
export async function refusal(cloud: Cloud, args: AnyArgs): Promise<string> {
  let message: string | undefined;
  const seen = await record(() => {
    try {
      fn(targets[cloud], args);
    } catch (error) {
      if (!(error instanceof ArgumentsError || error instanceof UnsupportedError)) throw error;
      ({ message } = error);
    }
  }, world);
  if (message === undefined || seen.length > 0)
    throw new Error(`accepted, or something was registered: ${seen.map(({ urn }) => urn).join(", ")}`);
  return message;
}
