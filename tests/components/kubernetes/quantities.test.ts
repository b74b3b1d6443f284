import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { cpuQuantity, gibibytes, mebibytes } from "../../../components/kubernetes/quantities.js";
import { record } from "../../support/record.js";

describe("quantities, in the spelling of the API server", () => {
  it.each([
    [0.001, "1m"],
    [0.05, "50m"],
    [0.25, "250m"],
    [1, "1"],
    [1.5, "1500m"],
    [40, "40"],
  ])("cores: %d is %s", (cores, text) => {
    expect(cpuQuantity(cores)).toBe(text);
  });

  it.each([
    [4, "4Mi"],
    [256, "256Mi"],
    [1024, "1Gi"],
    [1536, "1536Mi"],
    [1_048_576, "1Ti"],
  ])("memory: %d MiB is %s", (amount, text) => {
    expect(mebibytes(amount)).toBe(text);
  });

  it.each([
    [0, "0"],
    [0.5, "512Mi"],
    [1.5, "1536Mi"],
    [20, "20Gi"],
    [2048, "2Ti"],
  ])("disks: %d GiB is %s", (amount, text) => {
    expect(gibibytes(amount)).toBe(text);
  });

  it("are made of what is known later, too", async () => {
    let found: unknown;
    await record(() => {
      pulumi.output(cpuQuantity(pulumi.output(0.5))).apply((text) => {
        found = text;
      });
    });
    expect(found).toBe("500m");
  });
});
