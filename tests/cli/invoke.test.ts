import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CliError } from "../../cli/errors.js";
import { cloudEnv, givenEnv } from "../../cli/invoke/environment.js";
import { readEvent } from "../../cli/invoke/event.js";
import { asExampleKind, exampleEvents, exampleKinds } from "../../cli/invoke/examples.js";
import { asCloud, chooseFunction, FunctionFinder } from "../../cli/invoke/find.js";
import { cloudNames } from "../../cli/invoke/protocol.js";
import { isCloudEvent } from "../../cli/invoke/runner/cloud-event.js";

let sequence = 0;
function planned(urn: string, parent: string, inputs: object, provider = ""): EngineEvent {
  const state = { type: "", urn, custom: true, id: "", parent, inputs, outputs: {}, provider };
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  return {
    sequence: sequence++,
    timestamp: 0,
    resourcePreEvent: { metadata: { op: "create", urn, type, new: state, provider: "" } },
  } as unknown as EngineEvent;
}

const component = (name: string, cloud = "") =>
  `urn:pulumi:dev::shop::${cloud === "" ? "" : `acme:index:${cloud}$`}groundplan:index:Function::${name}`;
/** A child of a component, under the same name. */
const child = (parent: string, type: string) => parent.replace(/::([^:]+)$/, `$$${type}::$1`);
const archive = (path: string) => ({
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  hash: "1f",
  path,
});
const summary = (triggers: readonly string[] = [], env: readonly string[] = []) => ({
  ...{ runtime: "node24", entry: "index.handler", memoryMiB: 512, timeoutSeconds: 30, triggers, env },
});

function finder(): FunctionFinder {
  const found = new FunctionFinder();
  const api = component("api");
  found.take(planned(api, "urn:stack", summary(["nightly: schedule", "on-file: bucket"], ["KEY", "TABLE", "URL"])));
  found.take(
    planned(child(api, "aws:lambda/function:Function"), api, {
      code: archive(".groundplan/archives/1f.zip"),
      environment: { variables: { TABLE: "orders", KEY: "[secret]", URL: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
    }),
  );
  const files = component("files");
  found.take(planned(files, "urn:stack", summary([], ["TABLE"])));
  found.take(
    planned(child(files, "azure-native:web:WebApp"), files, {
      siteConfig: { appSettings: [{ name: "TABLE", value: "orders" }, { name: "AzureWebJobsStorage__accountName" }] },
    }),
  );
  const source = archive(".groundplan/archives/2e.zip");
  found.take(planned(child(files, "azure-native:storage:Blob"), files, { source }));
  return found;
}

const providerUrn = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:aws::${name}::04da6b54`;

/** One function for each of two targets of one cloud, and one on another, as a loop over targets names them. */
function looped(): FunctionFinder {
  const found = new FunctionFinder();
  const targets = [
    ["aws", "eu-west-1", "aws:lambda/function:Function"],
    ["aws", "us-east-1", "aws:lambda/function:Function"],
    ["gcp", "europe-west1", "gcp:cloudfunctionsv2/function:Function"],
  ] as const;
  for (const [cloud, key, type] of targets) {
    const one = component(`api-${key}`);
    found.take(planned(one, "urn:stack", summary()));
    found.take(planned(child(one, type), one, {}, providerUrn(`${cloud}-${key}`)));
  }
  return found;
}

/** Twice the same name: below two components of a program. */
function twins(): FunctionFinder {
  const found = finder();
  const other = component("api", "Backend");
  found.take(planned(other, "urn:backend", summary()));
  found.take(planned(child(other, "gcp:cloudfunctionsv2/function:Function"), other, {}));
  return found;
}

const failing = (run: () => unknown): CliError => {
  try {
    run();
  } catch (error) {
    if (error instanceof CliError) return error;
  }
  throw new Error("a CliError was expected");
};

describe("the functions of a preview", () => {
  it("are told with what is needed to call them", () => {
    const [api, files] = finder().found;
    expect(api).toEqual({
      name: "api",
      urn: component("api"),
      cloud: "aws",
      targetKey: undefined,
      runtime: "node24",
      entry: "index.handler",
      memoryMiB: 512,
      timeoutSeconds: 30,
      triggers: [
        { key: "nightly", kind: "schedule" },
        { key: "on-file", kind: "bucket" },
      ],
      archive: ".groundplan/archives/1f.zip",
      env: { TABLE: "orders" },
      hiddenEnv: ["KEY", "URL"],
    });
    expect(files).toMatchObject({
      cloud: "azure",
      archive: ".groundplan/archives/2e.zip",
      env: { TABLE: "orders" },
      hiddenEnv: [],
    });
  });

  it("has its variables by name where a cloud tells nothing of them before it is made", () => {
    const found = new FunctionFinder();
    const one = component("one");
    found.take(planned(one, "urn:stack", summary([], ["A", "B"])));
    found.take(
      planned(child(one, "azure-native:web:WebApp"), one, { siteConfig: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }),
    );
    expect(found.found).toMatchObject([{ env: {}, hiddenEnv: ["A", "B"] }]);
  });

  it("are chosen by name, and by cloud where that is needed", () => {
    expect(chooseFunction(finder().found, "files", undefined, "dev").cloud).toBe("azure");
    expect(chooseFunction(twins().found, "api", "gcp", "dev").cloud).toBe("gcp");
  });

  it.each([
    [
      "apo",
      undefined,
      "unknown-function",
      'stack dev has no function "apo": it has api (aws), files (azure); did you mean api?',
    ],
    ["web", undefined, "unknown-function", 'stack dev has no function "web": it has api (aws), files (azure)'],
    ["api", "azure", "unknown-function", 'stack dev has no function "api" on azure: it has api (aws), files (azure)'],
  ] as const)("%s on %s: %s", (name, cloud, code, message) => {
    const error = failing(() => chooseFunction(finder().found, name, cloud, "dev"));
    expect([error.code, error.message]).toEqual([code, message]);
  });

  it("are known without the key of their target as well", () => {
    expect(chooseFunction(looped().found, "api", "gcp", "dev").name).toBe("api-europe-west1");
    expect(chooseFunction(looped().found, "api-us-east-1", undefined, "dev").name).toBe("api-us-east-1");
    const several =
      'stack dev has 3 functions "api": api-eu-west-1 (aws), api-europe-west1 (gcp), api-us-east-1 (aws); ' +
      "give the whole name, or a --cloud that has one of them";
    expect(failing(() => chooseFunction(looped().found, "api", undefined, "dev")).message).toBe(several);
    expect(failing(() => chooseFunction(looped().found, "apis", "aws", "dev")).message).toMatch(
      /; did you mean api\?$/,
    );
  });

  it("ask for the cloud where a name stands for several, and say when there are none", () => {
    expect(failing(() => chooseFunction(twins().found, "api", undefined, "dev")).message).toMatch(
      /^stack dev has 2 functions "api": api \((aws|gcp)\), api \((aws|gcp)\); say which with --cloud$/,
    );
    expect(failing(() => chooseFunction([], "api", undefined, "dev")).message).toBe(
      'stack dev has no function "api": it has no functions',
    );
  });
});

describe("the event", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-event-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("is read from a file", () => {
    writeFileSync(join(dir, "event.json"), '{"a": 1}');
    expect(readEvent(join(dir, "event.json"))).toEqual({ a: 1 });
  });

  it.each([
    ["none.json", undefined, /^--event .*none\.json: there is no such file; an example/],
    [
      "broken.json",
      '{\n  "a": 1,\n  b\n}',
      /broken\.json:3:3 is not JSON: .*; an example of each trigger's event is printed by/,
    ],
    ["empty.json", "", /empty\.json is not JSON: /],
  ])("is refused with the place of the mistake: %s", (name, text, message) => {
    if (text !== undefined) writeFileSync(join(dir, name), text);
    const error = failing(() => readEvent(join(dir, name)));
    expect([error.code, error.exitCode]).toEqual(["bad-event", 1]);
    expect(error.message).toMatch(message);
  });

  it("is not a folder", () => {
    expect(failing(() => readEvent(dir)).message).toContain("it is a folder");
  });
});

describe("examples", () => {
  it("are there for every trigger of every cloud, and are JSON", () => {
    for (const cloud of cloudNames)
      for (const kind of exampleKinds)
        expect(JSON.parse(JSON.stringify(exampleEvents[cloud][kind]))).toEqual(exampleEvents[cloud][kind]);
  });

  it("of buckets are CloudEvents where the cloud sends those", () => {
    for (const cloud of ["gcp", "azure"] as const)
      for (const kind of ["created", "deleted"] as const) expect(isCloudEvent(exampleEvents[cloud][kind])).toBe(true);
  });
});

describe("words of the command line", () => {
  it("are checked", () => {
    expect(failing(() => asCloud("amazon")).message).toBe('--cloud is "amazon"; use aws, gcp, azure');
    expect(failing(() => asExampleKind("put")).message).toBe(
      '--example is "put"; use http, schedule, created, deleted',
    );
    expect(failing(() => givenEnv(["=x"])).message).toBe('--env is "=x"; use --env NAME=value');
    expect(givenEnv(["A=1", "B=x=y", "C="])).toEqual({ A: "1", B: "x=y", C: "" });
  });

  it("have the variables of each cloud beside them", () => {
    const [api] = finder().found;
    if (api === undefined) throw new Error("no function");
    expect(cloudEnv(api)).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: "api", _HANDLER: "index.handler" });
    expect(cloudEnv({ ...api, cloud: "gcp" })).toMatchObject({ FUNCTION_TARGET: "handler", K_SERVICE: "api" });
    expect(cloudEnv({ ...api, cloud: "azure" })).toMatchObject({ FUNCTIONS_WORKER_RUNTIME: "node" });
  });
});
