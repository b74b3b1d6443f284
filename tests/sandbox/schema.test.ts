import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../components/core/nearest.js";
import { cidrOf, contains, formatCidr, overlaps, parseCidr, sizeOf } from "../../sandbox/models/cidr.js";
import { readClassFile } from "../../sandbox/schema/class-file.js";
import { membersOf } from "../../sandbox/schema/declarations.js";
import { schemaOf } from "../../sandbox/schema/index.js";
import { parseType } from "../../sandbox/schema/type-text.js";
import { installed } from "./models-world.js";

describe("a class's file", () => {
  const code = `
/**
 * A thing.
 *
 * $ pulumi import x:m/thing:Thing example thing-0123456789
 */
class Thing extends pulumi.CustomResource {
    static __pulumiType = 'x:m/thing:Thing';
    constructor(name, argsOrState, opts) {
        let resourceInputs = {};
        if (opts.id) {
            const state = argsOrState;
            resourceInputs["old"] = state?.old;
        }
        else {
            const args = argsOrState;
            if (args?.size === undefined && !opts.urn) {
                throw new Error("Missing required property 'size'");
            }
            resourceInputs["size"] = args?.size;
            resourceInputs["note"] = (args?.note) ?? "none";
            resourceInputs["secret"] = args?.secret ? pulumi.secret(args.secret) : undefined;
            resourceInputs["arn"] = undefined /*out*/;
        }
        const aliasOpts = { aliases: [{ type: "x:m/old:Old" }] };
        const secretOpts = { additionalSecretOutputs: ["secret"] };
        super(Thing.__pulumiType, name, resourceInputs, opts);
    }
}`;
  const expected = {
    token: "x:m/thing:Thing",
    className: "Thing",
    required: ["size"],
    inputs: ["size", "note", "secret"],
    outputOnly: ["arn"],
    defaults: new Map([["note", "none"]]),
    secretInputs: ["secret"],
    secretOutputs: ["secret"],
    aliases: ["x:m/old:Old"],
    importIds: ["thing-0123456789"],
  };

  it("says what is required, accepted, defaulted, secret and only given back", () => {
    expect(readClassFile(code)).toMatchObject(expected);
  });

  it("may be in the style of older SDKs", () => {
    const older = code
      .replace("args?.size === undefined && !opts.urn", "(!args || args.size === undefined) && !opts.urn")
      .replace("= args?.size;", "= args ? args.size : undefined;")
      .replace("(args?.note) ??", "(args ? args.note : undefined) ??")
      .replace("static __pulumiType", "/** @internal */\n    static __pulumiType");
    expect(readClassFile(older)).toMatchObject(expected);
  });
});

describe("declarations", () => {
  it("are read with types, optionality and comments, methods and static members left out", () => {
    const text = `
export declare class Thing extends pulumi.CustomResource {
    static get(name: string, id: pulumi.Input<pulumi.ID>): Thing;
    /**
     * How big
     * it is; "quoted".
     */
    readonly size: pulumi.Output<number>;
    readonly tags: pulumi.Output<{
        [key: string]: string;
    } | undefined>;
    constructor(name: string, args: ThingArgs, opts?: pulumi.CustomResourceOptions);
}
export interface ThingArgs {
    "dash-ed"?: pulumi.Input<string | enums.m.Kind | undefined>;
    rules: pulumi.Input<pulumi.Input<inputs.m.ThingRule>[]>;
}`;
    expect(membersOf(text, "class", "Thing")).toEqual([
      { name: "size", optional: false, type: { kind: "number" }, doc: 'How big it is; "quoted".' },
      { name: "tags", optional: true, type: { kind: "map", of: { kind: "string" } }, doc: "" },
    ]);
    expect(membersOf(text, "interface", "ThingArgs")?.map((m) => [m.name, m.optional])).toEqual([
      ["dash-ed", true],
      ["rules", false],
    ]);
  });

  it("of types are looked through to the value", () => {
    expect(parseType("pulumi.Input<pulumi.Input<inputs.ec2.Rule>[] | undefined>")).toEqual({
      kind: "union",
      of: [{ kind: "list", of: { kind: "named", space: "inputs", path: "ec2.Rule" } }, { kind: "undefined" }],
    });
    expect(parseType("(outputs.A | outputs.B)[]").kind).toBe("list");
    expect(parseType('pulumi.Input<"Azure">')).toEqual({ kind: "literal", value: "Azure" });
    expect(parseType("pulumi.asset.Asset | pulumi.asset.Archive")).toEqual({
      kind: "union",
      of: [{ kind: "asset" }, { kind: "asset" }],
    });
    expect(parseType("string | Role").kind).toBe("any");
    expect(parseType("Record<string, any>")).toEqual({ kind: "map", of: { kind: "any" } });
  });
});

describe("a type token", () => {
  const file = (pkg: Parameters<typeof schemaOf>[0], token: string) =>
    schemaOf(pkg, installed(pkg)).resource(token)?.file;

  it("leads to the class's file, however it is spelt", () => {
    expect(file("aws", "aws:ec2/subnet:Subnet")).toBe("ec2/subnet.js");
    expect(file("aws", "aws:kendra/index:Index")).toBe("kendra/index_.js");
    expect(file("aws", "aws:guardduty/iPSet:IPSet")).toBe("guardduty/ipset.js");
    expect(file("gcp", "gcp:projects/iAMMember:IAMMember")).toBe("projects/iammember.js");
    expect(file("azure-native", "azure-native:storage:StorageAccount")).toBe("storage/storageAccount.js");
    expect(file("azure-native", "azure-native:storage/v20220901:StorageAccount")).toBe("storage/storageAccount.js");
    expect(file("kubernetes", "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole")).toBe("rbac/v1/clusterRole.js");
    expect(file("random", "random:index/randomId:RandomId")).toBe("randomId.js");
  });

  it("leads nowhere when the SDK has no such type, or when it climbs out of the SDK", () => {
    expect(file("aws", "aws:ec2/subnett:Subnett")).toBeUndefined();
    expect(file("aws", "aws:../gcp/compute/network:Network")).toBeUndefined();
    expect(file("aws", "aws")).toBeUndefined();
  });
});

describe("named types", () => {
  it("are read from the SDK when they are asked for, with what their members require", () => {
    const sdk = schemaOf("azure-native", installed("azure-native"));
    const sku = sdk.resource("azure-native:storage:StorageAccount")?.inputs.get("sku");
    expect([...(sdk.members(sku?.type ?? { kind: "any" })?.values() ?? [])].map((m) => [m.name, m.optional])).toEqual([
      ["name", false],
    ]);
    expect(sdk.values({ kind: "named", space: "enums", path: "storage.AccessTier" })).toEqual([
      "Hot",
      "Cool",
      "Premium",
      "Cold",
    ]);
    expect(sdk.members({ kind: "named", space: "inputs", path: "storage.Nothing" })).toBeUndefined();
  });
});

describe("ranges of addresses", () => {
  it("are written as they were read", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 32n) - 1n), fc.integer({ min: 0, max: 32 }), (value, prefix) => {
        const start = (value >> BigInt(32 - prefix)) << BigInt(32 - prefix);
        const text = formatCidr(start, 4, prefix);
        expect(cidrOf(text)).toEqual({ text, version: 4, start, prefix });
      }),
    );
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 128n) - 1n), (value) => {
        const text = formatCidr(value, 6, 128);
        expect(cidrOf(text)).toMatchObject({ start: value });
      }),
    );
  });

  it("overlap exactly when one contains the other", () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 30 })).map(([low, prefix]) => {
      const start = (BigInt(low) >> BigInt(32 - prefix)) << BigInt(32 - prefix);
      const parsed = cidrOf(formatCidr((10n << 24n) + start, 4, prefix));
      if (parsed === undefined) throw new Error("not a range");
      return parsed;
    });
    fc.assert(fc.property(range, range, (a, b) => overlaps(a, b) === (contains(a, b) || contains(b, a))));
  });

  it("say what is wrong with a text that is none", () => {
    expect(parseCidr("10.0.0.1/24")).toEqual({
      problem: "has host bits set; the block that contains it is 10.0.0.0/24",
    });
    expect(parseCidr("10.0.0.0/33")).toEqual({ problem: "has prefix length /33; an IPv4 block has at most /32" });
    expect(parseCidr("10.0.0/16")).toEqual({ problem: "is not a CIDR block such as 10.0.0.0/16" });
    expect(parseCidr("fd00::/8")).toMatchObject({ version: 6, prefix: 8 });
    expect(sizeOf({ text: "", version: 4, start: 0n, prefix: 28 })).toBe(16n);
  });
});

describe("suggestions", () => {
  it("name what is near, whatever its case, and nothing that is not", () => {
    const names = ["cidrBlock", "vpcId", "availabilityZone"];
    expect(nearest("cidr_block", names)).toBe("cidrBlock");
    expect(nearest("VpcID", names)).toBe("vpcId");
    expect(nearest("availabilityZones", names)).toBe("availabilityZone");
    expect(nearest("colour", names)).toBeUndefined();
  });
});
