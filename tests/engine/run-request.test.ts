import { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { describe, expect, it } from "vitest";
import { readArguments } from "../../engine/language-host/context.js";
import { readEnvironment } from "../../engine/language-host/plugin.js";
import { programArguments, programEnvironment } from "../../engine/language-host/program.js";

function request(): RunRequest {
  const info = new ProgramInfo();
  info.setRootDirectory("/p");
  info.setProgramDirectory("/p/stacks");
  info.setEntryPoint("main.js");
  const run = new RunRequest();
  run.setInfo(info);
  run.setMonitorAddress("127.0.0.1:1");
  run.setProject("shop");
  run.setStack("dev");
  run.setOrganization("organization");
  run.setParallel(16);
  return run;
}

describe("the command line of a program", () => {
  it("carries what the engine says of the run, and leaves out what it does not say", () => {
    const run = request();
    run.setArgsList(["one"]);
    expect(programArguments(run, { engineAddress: "127.0.0.1:2", tracing: undefined })).toEqual([
      ...["--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2", "--organization", "organization"],
      ...["--project", "shop", "--root-directory", "/p", "--stack", "dev", "--pwd", "/p/stacks", "--parallel", "16"],
      ...["main.js", "one"],
    ]);
  });

  it("says when it is a preview, and where to trace to", () => {
    const run = request();
    run.setDryrun(true);
    const args = programArguments(run, { engineAddress: "", tracing: "file:/t" });
    expect(args.slice(-4)).toEqual(["--tracing", "file:/t", "--dry-run", "main.js"]);
    expect(args).not.toContain("--engine");
  });
});

describe("the environment of a program", () => {
  it("has the configuration in the form that every SDK knows, and the names of secret keys", () => {
    const run = request();
    run.getConfigMap().set("shop:size", "3").set("aws:config:region", "eu-west-1").set("shop:a:b", "x");
    run.setConfigsecretkeysList(["shop:token"]);
    const environment = programEnvironment(run);
    expect(JSON.parse(environment.PULUMI_CONFIG ?? "")).toEqual({
      "shop:config:size": "3",
      "aws:config:region": "eu-west-1",
      "shop:config:a:b": "x",
    });
    expect(JSON.parse(environment.PULUMI_CONFIG_SECRET_KEYS ?? "")).toEqual(["shop:token"]);
  });
});

describe("the command line of the host", () => {
  it.each([
    [["127.0.0.1:5"], "127.0.0.1:5", undefined],
    [["--logtostderr", "-v=9", "--tracing", "file:/t", "127.0.0.1:5"], "127.0.0.1:5", "file:/t"],
    [["--tracing=file:/t", "127.0.0.1:5"], "127.0.0.1:5", "file:/t"],
    [[], "", undefined],
  ])("%j has the engine's address last", (args, engineAddress, tracing) => {
    expect(readArguments(args)).toEqual({ engineAddress, tracing });
  });
});

describe("the environment of a plugin", () => {
  it("takes the last of equal names and values with an equals sign", () => {
    expect(readEnvironment(["A=1", "B=x=y", "A=2", "=hidden", "C="])).toEqual({ A: "2", B: "x=y", C: "" });
  });
});
