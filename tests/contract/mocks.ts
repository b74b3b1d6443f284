import { world } from "../components/network/support.js";
import type { RecordOptions } from "../support/record.js";

/** Outputs that name a resource: what another one's inputs say when they refer to it. */
export function identityOutputs(type: string, name: string): Record<string, string> {
  if (type === "aws:s3/bucket:Bucket") return { bucket: `${name}-0123456`, arn: `arn:aws:s3:::${name}-0123456` };
  const usual = { name: `${name}-name`, arn: `arn:aws:mock:::${name}` };
  if (type !== "gcp:serviceaccount/account:Account") return usual;
  const email = `${name}@acme-dev.iam.gserviceaccount.com`;
  return { ...usual, email, member: `serviceAccount:${email}` };
}

/** The mocks of the contract tests. */
export const mocks: RecordOptions = {
  ...world,
  outputs: (type, name, inputs) => ({ ...identityOutputs(type, name), ...world.outputs?.(type, name, inputs) }),
};
