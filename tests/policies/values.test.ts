import * as proxy from "@pulumi/policy/proxy.js";
import { describe, expect, it } from "vitest";
import { canonicalType, unwrap } from "../../policies/core/resource.js";
import { all, any, holds, isTrue, not } from "../../policies/core/tri.js";
import { entries, field, get, isUnknown, items, of, UNKNOWN } from "../../policies/core/value.js";

describe("unknown values", () => {
  it("are the seven strings that Pulumi's policy SDK knows", () => {
    const theirs = proxy as unknown as Readonly<Record<string, unknown>>; // left out of its types
    expect(UNKNOWN).toEqual({
      boolean: theirs.unknownBooleanValue,
      number: theirs.unknownNumberValue,
      string: theirs.unknownStringValue,
      array: theirs.unknownArrayValue,
      asset: theirs.unknownAssetValue,
      archive: theirs.unknownArchiveValue,
      object: theirs.unknownObjectValue,
    });
    expect(isUnknown("04da6b54")).toBe(false);
  });
});

describe("get", () => {
  const props = { versioning: { enabled: true }, acl: UNKNOWN.string, none: null, block: [{ size: 4 }], tags: {} };

  it("tells a value, nothing and a value that is not known apart", () => {
    expect(get(props, "versioning.enabled")).toEqual({ state: "known", path: "versioning.enabled", value: true });
    expect(get(props, "acl")).toEqual({ state: "unknown", path: "acl" });
    expect(get(props, "policy")).toEqual({ state: "absent", path: "policy" });
    expect(get(props, "none")).toEqual({ state: "absent", path: "none" });
  });

  it("keeps what lies below an unknown value unknown, and below a missing one absent", () => {
    expect(get(props, "acl.grants")).toEqual({ state: "unknown", path: "acl" });
    expect(get(props, "policy.Statement").state).toBe("absent");
    expect(get(props, "versioning.enabled.deeper").state).toBe("absent");
  });

  it("enters a block that came as a list of one", () => {
    expect(get(props, "block.size")).toEqual({ state: "known", path: "block.size", value: 4 });
  });

  it("names the other resource in the path of what was read from it", () => {
    const type = "aws:s3/bucketAcl:BucketAcl";
    expect(of({ type, name: "open", props }, "acl")).toEqual({ state: "unknown", path: "BucketAcl(open).acl" });
  });
});

describe("items and entries", () => {
  it("give each element its own path and its own state", () => {
    expect(items(field("cidrs", ["10.0.0.0/8", UNKNOWN.string]))).toEqual([
      { state: "known", path: "cidrs[0]", value: "10.0.0.0/8" },
      { state: "unknown", path: "cidrs[1]" },
    ]);
    expect(items(field("cidrs", UNKNOWN.array))).toEqual([{ state: "unknown", path: "cidrs" }]);
    expect(items(field("cidrs", undefined))).toEqual([]);
    expect(items(field("action", "s3:*"))).toEqual([{ state: "known", path: "action", value: "s3:*" }]);
    expect(entries(field("Condition", UNKNOWN.object))).toEqual([["", { state: "unknown", path: "Condition" }]]);
    expect(entries(field("Condition", { Bool: 1 }))).toEqual([
      ["Bool", { state: "known", path: "Condition.Bool", value: 1 }],
    ]);
  });
});

describe("three values", () => {
  const open = { unknown: ["a"] };

  it("lets what is certain win over what is not", () => {
    expect(all(true, open, false)).toBe(false);
    expect(any(false, open, true)).toBe(true);
    expect(all(true, open)).toEqual({ unknown: ["a"] });
    expect(any(false, open, { unknown: ["a", "b"] })).toEqual({ unknown: ["a", "b"] });
    expect([all(), any()]).toEqual([true, false]);
    expect([not(true), not(open)]).toEqual([false, open]);
  });

  it("says for itself what nothing means", () => {
    expect(isTrue(field("x", undefined))).toBe(false);
    expect(isTrue(field("x", undefined), true)).toBe(true);
    expect(isTrue(field("x", "true"))).toBe(true);
    expect(holds(field("x", UNKNOWN.boolean), () => true)).toEqual({ unknown: ["x"] });
  });
});

describe("unwrap", () => {
  it("opens secrets at any depth and tells where they were", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: { a: ["p"] } };
    expect(unwrap({ plain: 1, list: [{ inner: secret }] })).toEqual({
      value: { plain: 1, list: [{ inner: { a: ["p"] } }] },
      secrets: ["list[0].inner"],
    });
  });
});

describe("canonicalType", () => {
  it("drops azure-native's API version, wherever the token carries it", () => {
    const plain = "azure-native:network:SecurityRule";
    expect(canonicalType("azure-native:network/v20240101:SecurityRule")).toBe(plain);
    expect(canonicalType("azure-native:network/v20240101preview:SecurityRule")).toBe(plain);
    expect(canonicalType("azure-native_network_v20240101:network:SecurityRule")).toBe(plain);
    expect(canonicalType(plain)).toBe(plain);
    expect(canonicalType("aws:s3/bucket:Bucket")).toBe("aws:s3/bucket:Bucket");
  });
});
