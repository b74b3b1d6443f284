import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { conditions } from "../../sandbox/models/conditions/index.js";
import { replacementCounts, replacementRows, replacementTable } from "../../sandbox/models/replacement.js";
import { type ResourceSchema, SdkSchema, type TypeRef } from "../../sandbox/schema/index.js";
import type { PackageName } from "../../sandbox/types.js";

const sdks = new Map<string, SdkSchema>();

function sdkOf(token: string): SdkSchema {
  const pkg = token.slice(0, token.indexOf(":")) as PackageName;
  const sdk = sdks.get(pkg) ?? new SdkSchema(pkg, join(process.cwd(), "node_modules", "@pulumi", pkg));
  sdks.set(pkg, sdk);
  return sdk;
}

function membersOf(sdk: SdkSchema, type: TypeRef): ReturnType<SdkSchema["members"]> {
  if (type.kind === "list" || type.kind === "map") return membersOf(sdk, type.of);
  if (type.kind === "union") return type.of.map((part) => membersOf(sdk, part)).find((found) => found !== undefined);
  return sdk.members(type);
}

function hasPath(schema: ResourceSchema, token: string, path: string): boolean {
  const [head = "", ...rest] = path.split(".");
  let member = schema.inputs.get(head);
  for (const key of rest) member = member && membersOf(sdkOf(token), member.type)?.get(key);
  return member !== undefined;
}

const rows = replacementTable().filter(({ token }) => !token.endsWith(":*"));

describe("the table of replacements", () => {
  it("names types and inputs that the installed SDKs have", () => {
    // A third of them: scripts/replacement.mjs looks at all. Google's types of grants it writes from the SDK itself.
    const checked = rows.filter(({ source }, place) => place % 3 === 0 && !source.includes("IAM resources"));
    const unknown = checked.flatMap(({ token, replace, inPlace }) => {
      const schema = sdkOf(token).resource(token);
      if (schema === undefined) return [token];
      return [...replace, ...inPlace].filter((path) => !hasPath(schema, token, path)).map((path) => `${token} ${path}`);
    });
    expect(unknown).toEqual([]);
  });

  it("says one thing of each path", () => {
    const twice = [...new Set(rows.map(({ token }) => token))].flatMap((token) => {
      const paths = replacementRows(token).flatMap(({ replace, inPlace }) => [...replace, ...inPlace]);
      return paths.filter((path, place) => paths.indexOf(path) !== place).map((path) => `${token} ${path}`);
    });
    expect(twice).toEqual([]);
  });

  it("has what was noted by hand", () => {
    const missing = ["aws", "gcp"].flatMap((cloud) => {
      const file = join(process.cwd(), "scripts", "replacement", `${cloud}.json`);
      const noted = JSON.parse(readFileSync(file, "utf8")) as Record<string, string[] | string>;
      return Object.entries(noted).flatMap(([token, row]) => {
        const own = replacementRows(token);
        if (typeof row === "string") return own[0]?.source === replacementRows(row)[0]?.source ? [] : [token];
        const [page, replaced = "", , read] = row;
        const told = own.flatMap(({ replace }) => replace);
        const paths = replaced.split(" ").filter((path) => path !== "" && !told.includes(path));
        const cited = own.some(({ source }) => source.endsWith(`/${page}`) && source.startsWith("Terraform"));
        return [...paths.map((path) => `${token} ${path}`), ...(cited === (read === "read") ? [] : [token])];
      });
    });
    expect(missing).toEqual([]);
  });

  it("gives each row a public source and a day", () => {
    expect(rows.filter(({ source }) => !/https:\/\/|PyPI|cfn-lint/.test(source))).toEqual([]);
    expect(rows.filter(({ source }) => source.includes("{page}"))).toEqual([]);
    expect(rows.filter(({ date }) => !/^\d{4}-\d{2}-\d{2}$/.test(date))).toEqual([]);
  });

  it("covers the types that programs use most on each cloud", () => {
    const { aws, gcp, "azure-native": azure } = replacementCounts();
    expect(aws.types).toBeGreaterThanOrEqual(200);
    expect(gcp.types).toBeGreaterThanOrEqual(100);
    expect(azure.types).toBeGreaterThanOrEqual(200);
  });

  it("looks a type of one API version of Azure up without it", () => {
    const plain = replacementRows("azure-native:network:VirtualNetwork");
    expect(replacementRows("azure-native:network/v20240501:VirtualNetwork")).toEqual(plain);
    expect(plain[0]?.replace).toEqual(["location"]);
  });

  it("has a row for every type whose replacement depends on the values", () => {
    const without = Object.keys(conditions).filter((token) => replacementRows(token).length === 0);
    expect(without).toEqual([]);
  });
});
