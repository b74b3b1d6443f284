import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleEvents } from "../../cli/invoke/examples.js";
import { CliProject } from "./support/cli-project.js";

const functions = `config:
  groundplan:functions:
    audit-objects:
      source: functions/audit-objects.ts
      events: { bucket: assets, on: [created] }`;

describe("groundplan invoke", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.edit("stacks/Pulumi.dev.yaml", "config:", functions);
    project.write("event.json", JSON.stringify(exampleEvents.gcp.created));
  });
  afterAll(() => project?.remove());

  it("calls a function of the stack that nobody has deployed, and leaves the project as it was", async () => {
    const before = readdirSync(project.dir);
    const { code, stdout, stderr } = await project.run(
      ["invoke", "audit-objects", "--cloud", "gcp", "--event", "event.json", "--json"],
      { AWS_SECRET_ACCESS_KEY: "real" },
    );
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        function: "audit-objects-europe-west1",
        cloud: "gcp",
        milliseconds: expect.any(Number),
        result: { status: 204, headers: {}, body: "" },
      },
    ]);
    expect(stderr).toContain('"subject":"objects/reports/2026/november.csv"');
    expect(readdirSync(project.dir)).toEqual(before);
    expect(readdirSync(join(project.dir, "stacks/.groundplan/invoke"))).toEqual(["package.json"]);
    expect(project.existing("dev")).toEqual([]);
  });
});
