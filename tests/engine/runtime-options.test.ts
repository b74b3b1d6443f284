import { describe, expect, it } from "vitest";
import { optionEnvironment, readRuntimeOptions } from "../../engine/language-host/options.js";
import { splitShellWords } from "../../engine/language-host/shell-words.js";

describe("splitShellWords", () => {
  it.each([
    ["", []],
    ["  --a   --b=1 ", ["--a", "--b=1"]],
    [`--title="two words" --x`, ["--title=two words", "--x"]],
    [`'it''s' "a\\"b\\\\c" d\\ e`, ["its", 'a"b\\c', "d e"]],
    [`"\\n" ''`, ["\\n", ""]],
    ["--a # the rest\n--b", ["--a", "--b"]],
    ["a#b", ["a#b"]],
  ])("splits %j", (line, words) => {
    expect(splitShellWords(line)).toEqual(words);
  });

  it("refuses a quote that is not closed and a last backslash", () => {
    expect(() => splitShellWords(`--title="x`)).toThrow(`"--title=\\"x" has a " that is not closed`);
    expect(() => splitShellWords("a\\")).toThrow(`"a\\\\" ends in a backslash`);
  });
});

describe("readRuntimeOptions", () => {
  it("has the official host's defaults", () => {
    expect(readRuntimeOptions({})).toEqual({
      typescript: true,
      tsconfig: undefined,
      nodeArgs: [],
      packageManager: "auto",
    });
  });

  it("reads every option and ignores those it does not know", () => {
    const options = {
      typescript: false,
      tsconfig: "x.json",
      nodeargs: "--a '--b c'",
      packagemanager: "pnpm",
      later: 1,
    };
    expect(readRuntimeOptions(options)).toEqual({
      typescript: false,
      tsconfig: "x.json",
      nodeArgs: ["--a", "--b c"],
      packageManager: "pnpm",
    });
  });

  it("names every bad option at once, its value and what is allowed", () => {
    const options = { typescript: "yes", tsconfig: 1, nodeargs: ["--a"], packagemanager: "cargo" };
    expect(() => readRuntimeOptions(options)).toThrow(
      [
        'runtime.options.typescript is "yes"; allowed: true or false',
        "runtime.options.tsconfig is 1; allowed: a path",
        'runtime.options.packagemanager is "cargo"; allowed: one of auto, npm, yarn, pnpm, bun',
        'runtime.options.nodeargs is ["--a"]; allowed: one string, for example "--max-old-space-size=4096 --enable-source-maps"',
      ].join("\n"),
    );
  });

  it("becomes the variables that the SDK reads", () => {
    expect(optionEnvironment(readRuntimeOptions({ tsconfig: "x.json" }))).toEqual({
      PULUMI_NODEJS_TYPESCRIPT: "true",
      PULUMI_NODEJS_TSCONFIG_PATH: "x.json",
    });
    expect(optionEnvironment(readRuntimeOptions({ typescript: false }))).toEqual({});
  });
});
