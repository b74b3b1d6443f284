import { describe, expect, it } from "vitest";
import type { Project } from "../../cli/project.js";
import { wantedConfig } from "../../cli/run/config-file.js";
import { baseAfter, type MergeBase, mergeConfig, noBase, pathText } from "../../cli/run/config-merge.js";
import { noAnswers } from "../../sandbox/answers/model.js";

function project(config: object = {}): Project {
  return { root: "/p", name: "shop", settings: { name: "shop", config }, stackDir: "/p", stacks: ["dev"] };
}

function wanted(content: Record<string, unknown>, answers: object = {}, declared: object = {}) {
  const file = { path: "/p/Pulumi.dev.yaml", content, config: (content.config ?? {}) as Record<string, unknown> };
  return wantedConfig(project(declared), "dev", file, { ...noAnswers, ...answers });
}

const secure = { secure: "v1:xyz" };

describe("what a stack is configured with in the sandbox", () => {
  it("has the plain values, and placeholders at every depth where the stack has secrets", () => {
    const config = {
      "shop:size": "small",
      "shop:password": secure,
      "shop:list": [{ name: "a", token: secure }, secure],
    };
    expect(wanted({ secretsprovider: "awskms://alias/prod", encryptedkey: "abc", config }).values).toEqual({
      "shop:size": { value: "small", secrets: [] },
      "shop:password": { value: "sandbox-placeholder", secrets: [[]] },
      "shop:list": {
        value: [{ name: "a", token: "sandbox-placeholder" }, "sandbox-placeholder"],
        secrets: [[0, "token"], [1]],
      },
    });
  });

  it("gives placeholders of the types that Pulumi.yaml declares", () => {
    const declared = {
      port: { type: "integer" },
      on: { type: "boolean" },
      "shop:keys": { type: "array", items: { type: "string" } },
      sizes: { type: "array", items: { type: "integer" } },
      plain: 5,
    };
    const config = {
      "shop:port": secure,
      "shop:on": secure,
      "shop:keys": secure,
      "shop:sizes": [secure],
      "shop:plain": secure,
    };
    const { values } = wanted({ config }, {}, declared);
    expect(Object.entries(values).map(([key, { value }]) => [key, value])).toEqual([
      ["shop:port", 0],
      ["shop:on", false],
      ["shop:keys", []],
      ["shop:sizes", [0]],
      ["shop:plain", "sandbox-placeholder"],
    ]);
    // The engine takes a declared list only with its secrets inside.
    expect([values["shop:keys"]?.secrets, values["shop:port"]?.secrets]).toEqual([[], [[]]]);
    const answers = { config: { dev: { "shop:keys": ["a", "b"] } } };
    expect(wanted({ config }, answers, declared).values["shop:keys"]).toEqual({
      value: ["a", "b"],
      secrets: [[0], [1]],
    });
  });

  it("takes answers from sandbox.yaml over everything, those of the stack last; what was secret stays secret", () => {
    const config = { "shop:db": { user: "a", password: secure }, "shop:size": "small" };
    const answers = {
      config: {
        "*": { "shop:size": "large", "shop:more": 1 },
        dev: { "shop:db": { password: "hunter2" }, "shop:more": 2 },
      },
    };
    expect(wanted({ config }, answers).values).toEqual({
      "shop:db": { value: { user: "a", password: "hunter2" }, secrets: [["password"]] },
      "shop:size": { value: "large", secrets: [] },
      "shop:more": { value: 2, secrets: [] },
    });
  });

  it("takes environments from sandbox.yaml and from what the stack file itself says, below the stack's own values", () => {
    const environment = {
      imports: ["acme/base@stable", { "acme/dev": { merge: true } }],
      values: {
        pulumiConfig: {
          "shop:b": 2,
          "shop:token": { "fn::secret": "t" },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: as ESC writes references
          "shop:c": "${region}",
          "shop:d": { "fn::open::aws-login": {} },
        },
        environmentVariables: { LEVEL: 3 },
      },
    };
    const answers = {
      environments: {
        "acme/base": {
          pulumiConfig: { "shop:a": 1, "shop:b": 1 },
          environmentVariables: { A: "1" },
          secrets: ["shop:a"],
        },
      },
    };
    const found = wanted({ environment, config: { "shop:e": "own" } }, answers);
    expect(found.values).toEqual({
      "shop:a": { value: 1, secrets: [[]] },
      "shop:b": { value: 2, secrets: [] },
      "shop:token": { value: "t", secrets: [[]] },
      "shop:e": { value: "own", secrets: [] },
    });
    expect([found.variables, found.unanswered]).toEqual([{ A: "1", LEVEL: "3" }, ["acme/dev"]]);
  });

  it("names what is declared and missing; where an environment may give it, a placeholder of its type does", () => {
    const declared = {
      size: { type: "integer" },
      key: { type: "string", secret: true },
      on: { type: "boolean", default: true },
    };
    expect(wanted({}, {}, declared).missing.map(({ key }) => key)).toEqual(["shop:size", "shop:key"]);
    const guessed = wanted({ environment: ["acme/dev"] }, {}, declared);
    expect(guessed.missing).toEqual([]);
    expect(guessed.values).toEqual({
      "shop:size": { value: 0, secrets: [] },
      "shop:key": { value: "sandbox-placeholder", secrets: [[]] },
    });
  });
});

/** Runs and changes in their order, each on the file that the one before left. */
class Story {
  private config: Record<string, unknown> | undefined;
  private base: MergeBase = noBase;

  run(checkout: Record<string, unknown>) {
    const values = Object.fromEntries(Object.entries(checkout).map(([key, value]) => [key, { value, secrets: [] }]));
    const merged = mergeConfig(values, this.config, this.base);
    this.config = merged.config;
    this.base = baseAfter(merged, merged.config);
    return [merged.config, merged.overruled];
  }

  set(changes: Record<string, unknown>): void {
    this.config = Object.fromEntries(
      Object.entries({ ...this.config, ...changes }).filter(([, value]) => value !== undefined),
    );
  }

  removeFile(): void {
    this.config = undefined;
  }
}

describe("settings that are changed in the sandbox and in the checkout", () => {
  it("keeps what was set, changed or removed in the sandbox over later runs", () => {
    const story = new Story();
    story.run({ a: 1, b: 1, c: 1 });
    story.set({ a: 2, b: undefined, d: 2 });
    const kept = [{ a: 2, c: 1, d: 2 }, []];
    expect([story.run({ a: 1, b: 1, c: 1 }), story.run({ a: 1, b: 1, c: 1 })]).toEqual([kept, kept]);
  });

  it("takes later edits of the checkout: of other keys at once, of the same key in place of the sandbox's", () => {
    const story = new Story();
    story.run({ a: 1, b: 1 });
    story.set({ a: 2 });
    expect(story.run({ a: 1, b: 9, e: 9 })).toEqual([{ a: 2, b: 9, e: 9 }, []]);
    expect(story.run({ a: 3, b: 9 })).toEqual([{ a: 3, b: 9 }, ["a"]]);
    expect(story.run({ b: 9 })).toEqual([{ b: 9 }, []]);
  });

  it("begins anew where the stack was removed with its settings", () => {
    const story = new Story();
    story.run({ a: 1 });
    story.set({ a: 2 });
    story.run({ a: 1 });
    story.removeFile();
    expect(story.run({ a: 1 })).toEqual([{ a: 1 }, []]);
  });

  it("has the engine encrypt each secret once, and keeps what it has encrypted", () => {
    const values = { p: { value: { user: "a", keys: ["x", "y"] }, secrets: [["keys", 1]] } };
    const first = mergeConfig(values, undefined, noBase);
    expect([first.config, first.secrets]).toEqual([
      { p: { user: "a", keys: ["x", null] } },
      [{ key: "p", path: ["keys", 1], value: "y" }],
    ]);
    const encrypted = { p: { user: "a", keys: ["x", secure] } };
    const second = mergeConfig(values, encrypted, baseAfter(first, encrypted));
    expect([second.config, second.secrets]).toEqual([encrypted, []]);
  });

  it("names a place inside a value as `pulumi config set --path` does", () => {
    expect([pathText("shop:a", []), pathText("shop:a", ["b", 0, 'c.d"e'])]).toEqual([
      "shop:a",
      'shop:a.b[0]["c.d\\"e"]',
    ]);
  });
});
