import { describe, expect, it } from "vitest";
import { factsOf, limitedTypes, limits, limitsOfType } from "../../../sandbox/models/limits/index.js";
import { awsMachineProblem } from "../../../sandbox/models/limits/machines/aws.js";
import { machineFamilies } from "../../../sandbox/models/limits/table.js";
import { type SdkSchema, schemaOf, type TypeRef } from "../../../sandbox/schema/index.js";
import { installed } from "../models-world.js";
import { judged } from "./judge.js";

const clouds = ["aws", "gcp", "azure-native"] as const;

/** The type behind a path of a resource, lists looked through. */
function typeAt(sdk: SdkSchema, token: string, path: string): TypeRef["kind"] | undefined {
  const [head = "", ...rest] = path.replace(/\[\]$/, "").split(".");
  let member = sdk.resource(token)?.inputs.get(head);
  for (const key of rest) {
    let type = member?.type;
    while (type?.kind === "list") type = type.of;
    member = type && sdk.members(type)?.get(key);
  }
  let type = member?.type;
  while (type?.kind === "list" && !path.endsWith("[]")) type = type.of;
  return type?.kind;
}

describe.each(clouds)("the limits of %s", (pkg) => {
  it("name types and properties that the installed SDK has, with the kind that they limit", () => {
    const sdk = schemaOf(pkg, installed(pkg));
    const wrong: string[] = [];
    for (const token of limitedTypes(pkg)) {
      const known = limitsOfType(pkg, token);
      for (const path of known?.paths ?? []) {
        const rule = known?.rule(path);
        const kind = typeAt(sdk, token, path);
        const fits =
          rule?.i !== undefined
            ? kind === "list"
            : rule?.n !== undefined
              ? kind === "number"
              : kind === "string" || kind === "union";
        if (!fits) wrong.push(`${token} ${path} is ${kind}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("were made with the SDK that is installed", () => {
    expect(factsOf(pkg).sdk).toBe(installed(pkg).version);
  });
});

describe("the tables of limits", () => {
  it("have as many rows and types as the documentation says", () => {
    expect(limits().map(({ cloud, rows, types }) => [cloud, rows, types])).toEqual([
      ["aws", 6912, 784],
      ["gcp", 1089, 300],
      ["azure-native", 970, 366],
    ]);
  });

  it("name their sources with versions", () => {
    expect(limits()[0]?.sources).toEqual({ botocore: "1.44.5", "cfn-lint": "1.58.0" });
    expect(limits()[1]?.sources).toEqual({ "google-api-python-client": "2.202.0" });
    expect(limits()[2]?.sources["azure-mgmt-storage"]).toBe("22.2.0");
  });

  it("take a new size of the newest generation of a series, and none of an older one", () => {
    const families = { m5: "large xlarge", m6g: "large xlarge" };
    expect(awsMachineProblem("m6g.32xlarge", families, "")).toBeUndefined();
    expect(awsMachineProblem("m5.32xlarge", families, "")).toEqual({ near: "m5.large" });
    expect(awsMachineProblem("m6g.enormous", families, "")).toEqual({ near: "m6g.large" });
  });

  it("accept every machine type that they list", () => {
    const refused = Object.entries(machineFamilies("ec2").families).flatMap(([family, sizes]) =>
      sizes
        .split(" ")
        .map((size) => `${family}.${size}`)
        .filter((instanceType) => judged("aws:ec2/instance:Instance", { instanceType }) !== ""),
    );
    expect(refused).toEqual([]);
  });
});
