import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import { UNKNOWN } from "../../sandbox/types.js";
import { failures, sessionOf, TestWorld } from "./models-world.js";

const random = sessionOf("random");
const tls = sessionOf("tls");

describe("random", () => {
  it("makes ids of the asked length in all of their spellings", () => {
    const id = new TestWorld().create(random, "random:index/randomId:RandomId", "x", { byteLength: 4, prefix: "p-" });
    const bytes = Buffer.from(id.id, "base64url");
    expect(bytes).toHaveLength(4);
    expect(id.outputs).toMatchObject({
      hex: `p-${bytes.toString("hex")}`,
      dec: `p-${bytes.readUInt32BE(0)}`,
      b64Url: `p-${id.id}`,
    });
  });

  it("makes passwords by their rules, secret, and marked as a sandbox's where there is room", () => {
    const world = new TestWorld();
    const type = "random:index/randomPassword:RandomPassword";
    const long = world.create(random, type, "long", { length: 24, minSpecial: 2, minNumeric: 2 }).outputs
      .result as string;
    expect(long).toMatch(/^sbx.{21}$/);
    expect(long.match(/[!@#$%&*()\-_=+[\]{}<>:?]/g)?.length).toBeGreaterThanOrEqual(2);
    expect(long.match(/\d/g)?.length).toBeGreaterThanOrEqual(2);
    const digits = world.create(random, type, "pin", { length: 6, lower: false, upper: false, special: false });
    expect(digits.outputs.result).toMatch(/^\d{6}$/);
    expect(digits.id).toBe("none");
    expect(cloud.secretOutputs(random, type)).toEqual(["bcryptHash", "result"]);
    expect(failures(() => world.check(random, type, "x", { length: 2, minLower: 3 }))[0]).toContain("at least 3");
  });

  it("makes the other kinds, and nothing known before creation", () => {
    const world = new TestWorld();
    const make = (type: string, inputs: object) =>
      world.create(random, `random:index/${type}`, "x", { ...inputs }).outputs;
    expect(make("randomUuid:RandomUuid", {}).result).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(make("randomUuid7:RandomUuid7", {}).result).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    const dice = make("randomInteger:RandomInteger", { min: 1, max: 6 }).result;
    expect([1, 2, 3, 4, 5, 6]).toContain(dice);
    const shuffled = make("randomShuffle:RandomShuffle", { inputs: ["a", "b", "c"] }).results as string[];
    expect([...shuffled].sort()).toEqual(["a", "b", "c"]);
    const pet = world.create(random, "random:index/randomPet:RandomPet", "x", { length: 3, separator: "_" });
    expect(pet.id.split("_")).toHaveLength(3);
    expect(world.preview(random, "random:index/randomInteger:RandomInteger", "y", { min: 1, max: 6 }).result).toBe(
      UNKNOWN,
    );
  });

  it("replaces on every change", () => {
    const type = "random:index/randomPet:RandomPet";
    const base = { session: random, type, urn: "urn:pulumi:d::p::t::x", id: "a", oldOutputs: {}, ignoreChanges: [] };
    expect(cloud.diff({ ...base, olds: { keepers: { a: "1" } }, news: { keepers: { a: "2" } } }).detailed).toEqual({
      "keepers.a": { kind: "update-replace", inputDiff: true },
    });
  });
});

describe("tls", () => {
  it("makes Ed25519 keys that are real and the same in every run", () => {
    const make = () => new TestWorld().create(tls, "tls:index/privateKey:PrivateKey", "k", { algorithm: "ED25519" });
    const { outputs, id } = make();
    const key = createPrivateKey(outputs.privateKeyPem as string);
    expect(createPublicKey(key).export({ format: "pem", type: "spki" })).toBe(outputs.publicKeyPem);
    expect(outputs.publicKeyOpenssh).toMatch(/^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[\w+/]{43}\n$/);
    expect(make()).toMatchObject({ id, outputs });
    expect(cloud.secretOutputs(tls, "tls:index/privateKey:PrivateKey")).toEqual([
      "privateKeyOpenssh",
      "privateKeyPem",
      "privateKeyPemPkcs8",
    ]);
  });

  it("marks RSA keys, which it does not compute", () => {
    const { outputs } = new TestWorld().create(tls, "tls:index/privateKey:PrivateKey", "k", { algorithm: "RSA" });
    const body = String(outputs.privateKeyPem).split("\n").slice(1, -2).join("");
    expect(Buffer.from(body, "base64").toString("latin1")).toMatch(/^groundplan sandbox key/);
    expect(outputs.publicKeyOpenssh).toMatch(/^ssh-rsa AAAA/);
  });
});
