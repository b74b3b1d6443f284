import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SdkSchema } from "../../sandbox/schema/index.js";

/** Cut-down SDKs, one for each style in which the generators of the last five years have written classes. */
const sdk = (style: string) => join(__dirname, "fixtures", "sdk-styles", style);

describe.each(["bridge-2023", "bridge-2025"])("a class in the style of %s", (style) => {
  const schema = new SdkSchema("aws", sdk(style));
  const cluster = schema.resource("aws:rds/cluster:Cluster");

  it("says what it requires, accepts, fills in, keeps secret and was called before", () => {
    expect(cluster).toMatchObject({
      token: "aws:rds/cluster:Cluster",
      className: "Cluster",
      file: "rds/cluster.js",
      required: ["engine"],
      outputOnly: ["arn"],
      defaults: new Map<string, unknown>([
        ["description", "Managed by: Pulumi"],
        ["forced", false],
        ["port", 5432],
      ]),
      secretInputs: ["password"],
      secretOutputs: ["password"],
      aliases: ["aws:rds/dbCluster:DbCluster", "aws:rds/old:Old"],
      deprecated: "rds.Cluster has been deprecated in favor of rds.GlobalCluster",
      open: false,
    });
    const inputs = ["description", "engine", "forced", "password", "port", "region", "scaling"];
    expect([...(cluster?.inputs.keys() ?? [])]).toEqual(inputs);
    expect([...(cluster?.properties.keys() ?? [])]).toEqual(["arn", ...inputs]);
  });

  it("says why a property should not be used any more, in inputs, outputs and nested types", () => {
    const said = "**Never** written to the state; use `managePassword`.";
    expect(cluster?.inputs.get("password")).toMatchObject({
      doc: `The master password. @deprecated ${said}`,
      deprecated: said,
    });
    expect(cluster?.properties.get("password")?.deprecated).toBe(said);
    expect("deprecated" in (cluster?.inputs.get("port") ?? {})).toBe(false);
    const scaling = schema.members({ kind: "named", space: "inputs", path: "rds.Scaling" });
    expect(scaling?.get("max")?.deprecated).toBe("Use `capacity`.");
  });

  it("may have properties whose names are words of the language", () => {
    const scaling = schema.members({ kind: "named", space: "inputs", path: "rds.Scaling" });
    expect([...(scaling?.values() ?? [])].map(({ name, optional }) => [name, optional])).toEqual([
      ["max", true],
      ["protected", true],
      ["readonly", true],
      ["static", false],
    ]);
  });

  it("leads to its enumerations", () => {
    const values = (path: string) => schema.values({ kind: "named", space: "enums", path });
    expect(cluster?.inputs.get("region")?.type).toEqual({ kind: "named", space: "enums", path: "Region" });
    expect(values("Region")).toEqual(["af-south-1", "eu-west-1"]);
    expect(values("rds.EngineType")).toEqual(["aurora-mysql", 5]);
    expect(values("rds.Nothing")).toBeUndefined();
  });
});

describe("a class in the style of bridge-2021", () => {
  it("collects its arguments under another name", () => {
    const schema = new SdkSchema("random", sdk("bridge-2021"));
    expect(schema.resource("random:ids/randomId:RandomId")).toMatchObject({
      required: ["byteLength"],
      outputOnly: ["b64Std"],
      inputs: new Map([
        ["byteLength", { optional: false, type: { kind: "number" }, doc: "The number of random bytes to produce." }],
        ["keepers", { optional: true, type: { kind: "map", of: { kind: "any" } } }],
      ]),
      importIds: ["my-prefix-,p-9hUg"],
    });
  });
});

describe("a class of azure-native 2", () => {
  const schema = new SdkSchema("azure-native", sdk("azure-2023"));

  it("lies in the folder of its API version where the SDK carries that, else under the default version", () => {
    expect(schema.tokens()).toEqual(["azure-native:storage/v20220901:Account", "azure-native:storage:Account"]);
    const found = (token: string) => [schema.resource(token)?.token, schema.resource(token)?.file];
    expect(found("azure-native:storage/v20220901:Account")).toEqual([
      "azure-native:storage/v20220901:Account",
      "storage/v20220901/account.js",
    ]);
    for (const token of ["azure-native:storage:Account", "azure-native:storage/v20240101preview:Account"]) {
      expect(found(token)).toEqual(["azure-native:storage:Account", "storage/account.js"]);
    }
  });

  it("has constants and negative defaults", () => {
    const account = schema.resource("azure-native:storage:Account");
    expect([...(account?.defaults ?? [])]).toEqual([
      ["kind", "Storage"],
      ["retentionDays", -1],
    ]);
    expect(account?.inputs.get("kind")?.type).toEqual({ kind: "literal", value: "Storage" });
  });
});
