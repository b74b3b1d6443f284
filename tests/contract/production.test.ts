import { describe, expect, it } from "vitest";
import { rules } from "../../policies/rules/index.js";
import { record } from "../support/record.js";
import { findingsOf } from "./findings.js";
import { mocks } from "./mocks.js";
import { cases, type Make } from "./table.js";

const asked = rules.filter(({ groups }) => groups?.includes("production"));
const onAws = cases.filter(({ cloud }) => cloud === "aws");

/** What the rules of the group `production` find on AWS, with what is added to the first component. */
async function found(component: string, variant: string, extra: object = {}): Promise<string[]> {
  const row = onAws.find((one) => one.component === component);
  const make = row?.contract.variants[variant] as Make;
  return findingsOf(await record(() => make("main", row?.target as never, extra), mocks), asked);
}

describe("what the profile production asks of components on AWS beyond the usual rules", () => {
  it("is open by default only where it costs, or where nobody but the user knows the answer", async () => {
    const open: Record<string, readonly string[]> = {};
    for (const { component } of onAws) open[component] = await found(component, "defaults");
    expect(open).toEqual({
      network: [],
      bucket: ["violation aws-s3-access-log main"],
      function: [],
      "virtual-machine": [
        "violation aws-net-egress-all main-egress-ipv4",
        "violation aws-net-egress-all main-egress-ipv6",
      ],
      kubernetesCluster: [],
      namespace: [],
      workload: [],
    });
  });

  it("is met by a bucket that has its accesses recorded, and by the one that they are recorded in", async () => {
    expect(await found("bucket", "connected")).toEqual([]);
  });

  it("is met by machines and functions whose egress names a protocol and ports", async () => {
    const egress = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    expect(await found("virtual-machine", "defaults", { aws: { egress } })).toEqual([]);
    expect(await found("function", "busy")).toContain("violation aws-net-egress-all main-egress");
    expect(await found("function", "busy", { aws: { egress } })).toEqual(["violation aws-s3-access-log inbox"]);
  });
});
