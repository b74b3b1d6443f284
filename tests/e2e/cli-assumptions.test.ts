import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";

const program = (filtering: string, delay: number) => `
import { Tracker } from "@pulumi/aws/location/index.js";
import { Provider } from "@pulumi/aws/provider.js";
import { Queue } from "@pulumi/aws/sqs/index.js";

const provider = new Provider("aws", { region: "eu-west-1" });
new Tracker("fleet", { trackerName: "fleet", positionFiltering: "${filtering}" }, { provider });
new Queue("jobs", { delaySeconds: ${delay} }, { provider });
`;

const type = "aws:location/tracker:Tracker";

describe("a change that no source speaks of", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/index.ts", program("TimeBased", 0));
    const make = ["sandbox", "run", "--stack", "dev", "--", "pulumi", "up", "--yes", "--skip-preview"];
    const { code, stderr } = await project.run(make);
    if (code !== 0) throw new Error(stderr);
    project.write("stacks/index.ts", program("DistanceBased", 5));
  });
  afterAll(() => project.remove());

  it("is told in the summary, once for preview and update, and one with a source is not", async () => {
    const { stdout } = await project.run(["up", "dev"]);
    const lines = stdout.split("\n");
    const place = lines.findIndex((line) => line.includes("assumption"));
    expect(lines.slice(place, place + 3)).toEqual([
      "1 change rests on an assumption (made in place here; no published source says whether it replaces):",
      `  ${type} fleet positionFiltering`,
      "",
    ]);
    expect(lines.filter((line) => line.includes("positionFiltering") || line.includes("delaySeconds"))).toEqual([
      `    ~  ${type} fleet: positionFiltering`,
      "    ~  aws:sqs/queue:Queue jobs: delaySeconds",
      `  ${type} fleet positionFiltering`,
    ]);
  });
});
