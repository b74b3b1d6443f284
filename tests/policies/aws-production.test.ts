import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { rules } from "../../policies/rules/index.js";
import { findingsOf } from "../contract/findings.js";
import { mocks } from "../contract/mocks.js";
import { cases } from "../contract/table.js";
import { record } from "../support/record.js";

const evaluator = new Evaluator(
  rules.filter(({ id, groups }) => id.startsWith("aws-") && groups?.includes("production")),
);

/** What a variant of a component breaks of the group `production`, with the logical name of the resource. */
async function broken(component: string, variant = "defaults", extra: object = {}): Promise<readonly string[]> {
  const row = cases.find((one) => one.component === component && one.cloud === "aws");
  const make = row?.contract.variants[variant];
  if (row === undefined || make === undefined) throw new Error(`there is no variant ${variant} of ${component}`);
  const found = findingsOf(await record(() => make("main", row.target, extra), mocks), evaluator);
  return found.map((finding) => finding.replace("violation ", ""));
}

/** By component: what docs/<component>.md says of the default. */
const DEFAULTS = {
  bucket: ["aws-s3-access-log main"],
  network: [],
  function: [],
  "virtual-machine": ["aws-net-egress-all main-egress-ipv4", "aws-net-egress-all main-egress-ipv6"],
  kubernetesCluster: [],
};

describe("the group production on AWS", () => {
  it.each(Object.entries(DEFAULTS))(
    "is kept by the defaults of %s but for what its page says",
    async (name, expected) => {
      expect(await broken(name)).toEqual(expected);
    },
  );

  it("is kept by a bucket whose accesses are recorded, and by the one that they are recorded in", async () => {
    expect(await broken("bucket", "connected")).toEqual([]);
  });

  it("is kept by machines and functions whose egress names a protocol and ports", async () => {
    const named = { aws: { egress: { ipProtocol: "tcp", fromPort: 443, toPort: 443 } } };
    expect(await broken("virtual-machine", "defaults", named)).toEqual([]);
    expect(await broken("function", "busy")).toEqual(["aws-net-egress-all main-egress", "aws-s3-access-log inbox"]);
    expect(await broken("function", "busy", named)).toEqual(["aws-s3-access-log inbox"]);
  });
});
