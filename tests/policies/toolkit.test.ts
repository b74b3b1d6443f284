import { describe, expect, it } from "vitest";
import { Bucket } from "../../components/index.js";
import { Evaluator } from "../../policies/core/evaluate.js";
import { canonicalType, identitiesOf, type Resource, unwrap } from "../../policies/core/resource.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { type Cloud, clouds, network, targets, world } from "../components/network/support.js";
import { type Registered, record } from "../support/record.js";
import { usualRules } from "./usual.js";

/** What the pack finds in a network and a bucket of one cloud, both with nothing but what is required, or a public bucket. */
async function found(cloud: Cloud, preview: boolean, open = false): Promise<readonly string[]> {
  const program = () => {
    network("main", targets[cloud]);
    new Bucket("assets", { target: targets[cloud], ...(open && { public: true }) });
  };
  const resources = (await record(program, { ...world, preview })).filter(({ custom }) => custom).map(resourceOf);
  const evaluator = new Evaluator(usualRules);
  const findings = [...resources.flatMap((r) => evaluator.checkResource(r)), ...evaluator.checkStack(resources)];
  return findings.map(({ kind, rule, resource }) => `${kind} ${rule.id} ${resource.name}`).sort();
}

function resourceOf(seen: Registered): Resource {
  // The recorder writes unknown values for people to read.
  const inputs: unknown = JSON.parse(JSON.stringify(seen.inputs).replaceAll('"<unknown>"', `"${UNKNOWN.string}"`));
  const { value, secrets } = unwrap(inputs);
  const props = value as Props;
  const { urn, name, propertyDependencies: dependencies } = seen;
  return { urn, type: canonicalType(seen.type), name, props, secrets, dependencies, identities: identitiesOf(props) };
}

/** What a first preview leaves to the update. */
const UNTOLD: Record<Cloud, readonly string[]> = { aws: [], gcp: [], azure: [] };

describe("the toolkit's defaults", () => {
  it.each(clouds)("break no rule on %s, neither in a preview nor in an update", async (cloud) => {
    const [preview, update] = [await found(cloud, true), await found(cloud, false)];
    expect(update).toEqual([]);
    expect(preview).toEqual(UNTOLD[cloud]);
  });
});

/** What `public: true` breaks. */
const PUBLIC: Record<Cloud, readonly string[]> = {
  aws: [
    "violation aws-s3-policy-public assets-policy",
    "violation aws-s3-public-access-block assets",
    "violation aws-s3-public-access-block assets-public-access-block",
  ],
  gcp: ["violation gcp-gcs-public assets-public-reader", "violation gcp-gcs-public-prevention assets"],
  // The account and the container have one name.
  azure: ["violation az-storage-blob-public assets", "violation az-storage-blob-public assets"],
};

describe("a bucket that the toolkit is told to make public", () => {
  it.each(clouds)("is found on %s", async (cloud) => {
    expect(await found(cloud, false, true)).toEqual(PUBLIC[cloud]);
  });
});
