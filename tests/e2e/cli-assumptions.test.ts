import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";

const program = (role: string, delay: number) => `
import { Provider } from "@pulumi/aws";
import { Application } from "@pulumi/aws/kinesisanalyticsv2";
import { Queue } from "@pulumi/aws/sqs";

const provider = new Provider("aws", { region: "eu-west-1" });
const common = { runtimeEnvironment: "FLINK-1_18", name: "counter" };
new Application("counter", { ...common, serviceExecutionRole: "arn:aws:iam::123456789012:role/${role}" }, { provider });
new Queue("jobs", { delaySeconds: ${delay} }, { provider });
`;

const type = "aws:kinesisanalyticsv2/application:Application";

describe("a change that no source speaks of", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/index.ts", program("first", 0));
    const { code, stderr } = await project.run(["up", "dev", "--json"]);
    if (code !== 0) throw new Error(stderr);
    project.write("stacks/index.ts", program("second", 5));
  });
  afterAll(() => project.remove());

  it("is told in the summary of preview and up, once, and one with a source is not", async () => {
    const { stdout } = await project.run(["preview", "dev", "--json"]);
    const { changes, assumptions } = JSON.parse(stdout) as { changes: { update?: number }; assumptions: unknown };
    const urn = `urn:pulumi:dev::groundplan::${type}::counter`;
    expect({ update: changes.update, assumptions }).toEqual({
      update: 2,
      assumptions: [{ urn, property: "serviceExecutionRole" }],
    });

    const lines = (await project.run(["up", "dev"])).stdout.split("\n");
    const place = lines.findIndex((line) => line.includes("assumption"));
    expect(lines.slice(place, place + 3)).toEqual([
      "1 change rests on an assumption (made in place here; no published source says whether it replaces):",
      `  ${type} counter serviceExecutionRole`,
      "",
    ]);
    expect(lines.filter((line) => line.includes("serviceExecutionRole"))).toEqual([
      `    ~  ${type} counter: serviceExecutionRole`,
      `  ${type} counter serviceExecutionRole`,
    ]);
  });
});
