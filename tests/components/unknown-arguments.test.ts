import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { Bucket, type BucketOptions, Network, type NetworkOptions } from "../../components/index.js";
import { failure, record } from "../support/record.js";

const target = aws({ region: "eu-west-1" });

describe("arguments that a component does not have, in a program whose types nobody checks", () => {
  it("are refused by name, with the one that was meant", async () => {
    const error = await failure(
      () => new Network("main", { target, cdir: "10.0.0.0/16" } as NetworkOptions & { target: typeof target }),
    );
    expect(error.message).toContain("cdir: there is no such argument; did you mean cidr?");
  });

  it("are refused with what there is, where nothing is near", async () => {
    const options = { target, colour: "blue" } as BucketOptions & { target: typeof target };
    const error = await failure(() => new Bucket("assets", options as ConstructorParameters<typeof Bucket<"aws">>[1]));
    expect(error.message).toMatch(
      /colour: there is no such argument; use versioning, public, .*, network, target, aws/,
    );
  });

  it("do not include overrides of other clouds, which a program for several clouds states side by side", async () => {
    const options = { target, deletionProtection: false, gcp: { bucket: {} } };
    const made = await record(() => new Bucket("assets", options as ConstructorParameters<typeof Bucket<"aws">>[1]));
    expect(made.filter(({ type }) => type === "aws:s3/bucket:Bucket")).toHaveLength(1);
  });
});
