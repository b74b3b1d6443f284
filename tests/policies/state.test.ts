import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../policies/core/value.js";
import { positionsOf } from "../../policies/state/positions.js";
import { resourcesOf } from "../../policies/state/resources.js";
import { readState, StateError } from "../../policies/state/state-file.js";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const PROVIDER = urn("pulumi:providers:aws", "eu");
const BUCKET = urn("aws:s3/bucket:Bucket", "assets");

const entries = [
  { urn: PROVIDER, type: "pulumi:providers:aws", custom: true, id: "p1", inputs: { region: "eu-west-1" } },
  {
    urn: BUCKET,
    type: "aws:s3/bucket:Bucket",
    custom: true,
    id: "assets-1",
    provider: `${PROVIDER}::p1`,
    inputs: { bucket: { [SIGNATURE]: SECRET, ciphertext: "v1:abc" }, tags: { team: "web" } },
    outputs: { arn: "arn:aws:s3:::assets-1" },
    propertyDependencies: { tags: null, bucket: [PROVIDER] },
  },
  { urn: urn("aws:s3/bucket:Bucket", "old"), type: "aws:s3/bucket:Bucket", custom: true, delete: true },
];
const exported = (resources: unknown, version = 3) => ({ version, deployment: { manifest: {}, resources } });
const read = (content: unknown) =>
  readState(Buffer.from(typeof content === "string" ? content : JSON.stringify(content)), "state.json");

describe("a state", () => {
  it.each([
    ["an export", JSON.stringify(exported(entries))],
    ["an export of version 4", JSON.stringify({ ...exported(entries, 4), features: ["views"] })],
    [
      "a checkpoint",
      JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest: exported(entries).deployment } }),
    ],
    ["a deployment", JSON.stringify(exported(entries).deployment)],
    ["an export with a byte order mark", `\uFEFF${JSON.stringify(exported(entries))}`],
  ])("is read from %s, also compressed; what waits for deletion is counted only", (_, text) => {
    for (const bytes of [Buffer.from(text), gzipSync(text)]) {
      const state = readState(bytes, "state.json");
      expect([state.resources.map((one) => one.urn), state.leaving]).toEqual([[PROVIDER, BUCKET], 1]);
    }
  });

  it("may be empty", () => {
    for (const content of [
      { version: 3, deployment: null },
      { version: 3, deployment: { manifest: {} } },
      { version: 3, checkpoint: { stack: "dev" } },
    ])
      expect(read(content)).toEqual({ resources: [], leaving: 0 });
  });

  it.each([
    ["", "state.json is empty; "],
    ["{", "state.json is no state: it is not JSON (position 1); "],
    ["[1]", "state.json is no state: it holds no JSON object; "],
    [
      { version: 4, terraform_version: "1.9.0", resources: [] },
      "state.json is no state of Pulumi: it is one of Terraform; ",
    ],
    [{ steps: [], changeSummary: {} }, "state.json is no state of Pulumi: it is a preview (`pulumi preview --json`)"],
    [{ hello: 1 }, "state.json is no state of Pulumi: it has neither `deployment` nor `checkpoint`; "],
    [exported([], 2), "state.json: version is 2; allowed: 3, 4. "],
    [{ version: 3, deployment: [] }, "state.json: deployment is no object; "],
    [exported({}), "state.json: deployment.resources is no list; "],
    [exported([1]), "state.json: deployment.resources[0] is no object: the state is damaged; "],
    [exported([{ type: "a" }]), "state.json: deployment.resources[0].urn is undefined; allowed: urn:pulumi:<stack>"],
    [exported([{ urn: BUCKET }]), "state.json: deployment.resources[0].type is undefined; allowed: a type token"],
    [
      exported([{ urn: BUCKET, type: "a", inputs: 3 }]),
      "state.json: deployment.resources[0].inputs is no object: the state is damaged; ",
    ],
  ])("that is none is refused: %j", (content, message) => {
    expect(() => read(content)).toThrow(StateError);
    expect(() => read(content)).toThrow(message);
  });

  it("is not quoted where it is no JSON: it may hold secrets", () => {
    expect(() => read('{"password": "hunter2" oops')).not.toThrow(/hunter2|oops/);
  });
});

describe("the resources of a state", () => {
  const [, bucket] = resourcesOf(read(exported(entries)).resources);

  it("have their provider, their names for others, and what they were made from", () => {
    expect(bucket?.provider).toEqual({ urn: PROVIDER, props: { region: "eu-west-1" } });
    expect([...(bucket?.identities ?? [])]).toEqual([UNKNOWN.string, "arn:aws:s3:::assets-1", "assets-1"]);
    expect(bucket?.dependencies).toEqual({ tags: [], bucket: [PROVIDER] });
  });

  it("hold an encrypted secret as a value that nobody knows, and one in plain text as that", () => {
    expect([bucket?.props, bucket?.secrets]).toEqual([{ bucket: UNKNOWN.string, tags: { team: "web" } }, ["bucket"]]);
    const shown = { [SIGNATURE]: SECRET, plaintext: '{"user":"root","keys":["hunter2"]}' };
    const [open] = resourcesOf(
      read(exported([{ urn: BUCKET, type: "a:b:C", inputs: { env: [{ login: shown }] } }])).resources,
    );
    expect([open?.props, open?.secrets]).toEqual([
      { env: [{ login: { user: "root", keys: ["hunter2"] } }] },
      ["env[0].login"],
    ]);
  });
});

describe("the position of a resource", () => {
  const at = (name: string, more: object) => ({ urn: urn("a:b:C", name), type: "a:b:C", ...more });
  const positions = (...list: readonly object[]) => [...positionsOf(read(exported(list)).resources).values()];

  it("is its line, or the first line of the program above those of packages", () => {
    const stackTrace = [
      { sourcePosition: "project:///node_modules/groundplan/dist/x.js#9,1" },
      { sourcePosition: "project:///my%20app/index.ts#12,5" },
    ];
    expect(positions(at("a", { sourcePosition: "project:///index.ts#3" }), at("b", { stackTrace }))).toEqual([
      { file: "index.ts", line: 3 },
      { file: "my app/index.ts", line: 12, column: 5 },
    ]);
  });

  it("is that of the nearest component that has one, and none where nobody has", () => {
    const parent = urn("a:b:C", "top");
    expect(
      positions(at("top", { sourcePosition: "project:///index.ts#3,1" }), at("child", { parent }), at("alone", {})),
    ).toEqual([
      { file: "index.ts", line: 3, column: 1 },
      { file: "index.ts", line: 3, column: 1 },
    ]);
    expect(positions(at("loop", { parent: urn("a:b:C", "loop") }))).toEqual([]);
  });
});
