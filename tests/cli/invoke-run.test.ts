import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exampleEvents } from "../../cli/invoke/examples.js";
import type { CallReply, CallRequest, InvokeCloud } from "../../cli/invoke/protocol.js";
import { Runner } from "./invoke-support.js";

describe("a local call", () => {
  let run: Runner;
  let top: string;
  let dir: string;

  beforeAll(() => {
    run = new Runner();
  });
  afterAll(() => run.remove());
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-invoke-")));
    dir = join(top, "package");
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  function write(files: Readonly<Record<string, string>>, where = dir): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(where, path)), { recursive: true });
      writeFileSync(join(where, path), text);
    }
  }

  const call = (cloud: InvokeCloud, event: unknown, more: Partial<CallRequest> = {}, env = {}) =>
    run.runCall(
      {
        ...{ cloud, dir, file: "index.js", symbol: "handler", runtime: "node24", name: "api" },
        ...{ memoryMiB: 512, timeoutSeconds: 20, event },
        ...more,
      },
      env,
    );
  const replyTo = async (...args: Parameters<typeof call>): Promise<CallReply> => {
    const { reply } = await call(...args);
    if (reply === undefined) throw new Error("the call gave no reply");
    return reply;
  };
  const resultOf = async (...args: Parameters<typeof call>): Promise<unknown> => {
    const reply = await replyTo(...args);
    if (!reply.ok) throw new Error(reply.error.stack || reply.error.message);
    return reply.result;
  };
  const errorOf = async (...args: Parameters<typeof call>) => {
    const reply = await replyTo(...args);
    if (reply.ok) throw new Error(`the call went well: ${JSON.stringify(reply.result)}`);
    return reply.error;
  };

  describe("as Lambda calls", () => {
    it("gives event and context, and sends the answer as JSON", async () => {
      write({
        "index.js": `exports.handler = async (event, context) => ({
          key: event.detail.object.key, name: context.functionName, memory: context.memoryLimitInMB,
          left: context.getRemainingTimeInMillis() > 1000, arn: context.invokedFunctionArn,
          id: /^[0-9a-f-]{36}$/.test(context.awsRequestId), gone: undefined, date: new Date(0) });`,
      });
      expect(await resultOf("aws", exampleEvents.aws.created, {}, { AWS_REGION: "eu-west-1" })).toEqual({
        key: "reports/2026/november.csv",
        name: "api",
        memory: "512",
        left: true,
        arn: "arn:aws:lambda:eu-west-1:123456789012:function:api",
        id: true,
        date: "1970-01-01T00:00:00.000Z",
      });
    });

    it("finds handlers in ES modules and in folders, and answers null for nothing", async () => {
      write({ "src/api.mjs": "export const handler = () => undefined;" });
      expect(await resultOf("aws", {}, { file: "src/api.mjs" })).toBeNull();
      write({
        "src/api.js": "export default 1; export function other() { return 'yes'; }",
        "package.json": '{"type":"module"}',
      });
      expect(await resultOf("aws", {}, { file: "src/api.js", symbol: "other" })).toBe("yes");
    });

    it("gives a callback on Node 22, and refuses it from Node 24 on, as Lambda does", async () => {
      write({ "index.js": "exports.handler = (event, context, done) => setTimeout(() => done(null, 'late'), 5);" });
      expect(await resultOf("aws", {}, { runtime: "node22" })).toBe("late");
      expect((await errorOf("aws", {})).message).toBe(
        "handler takes a callback, which Lambda no longer gives from nodejs24.x on; make it an async function",
      );
    });

    it("tells what the handler throws, with its stack", async () => {
      write({ "index.js": "exports.handler = async () => { throw new TypeError('no such order'); };" });
      const error = await errorOf("aws", {});
      expect([error.type, error.message]).toEqual(["TypeError", "no such order"]);
      expect(error.stack).toContain(join(dir, "index.js"));
    });

    it("tells of a rejection that is no error, and of an error that nobody awaited", async () => {
      write({ "index.js": "exports.handler = () => Promise.reject({ status: 5 });" });
      expect((await errorOf("aws", {})).message).toBe('{"status":5}');
      write({
        "later.js":
          "exports.handler = () => { setTimeout(() => { throw new Error('late'); }); return new Promise(() => {}); };",
      });
      expect((await errorOf("aws", {}, { file: "later.js" })).message).toBe("late");
    });

    it("refuses a missing export, a missing module and an answer that is no JSON", async () => {
      write({ "index.js": "exports.handle = () => 1;" });
      expect((await errorOf("aws", {})).message).toBe(
        'index.js exports no function "handler"; export it, or name another one in the argument entry',
      );
      write({ "needs.js": "require('not-there'); exports.handler = () => 1;" });
      expect((await errorOf("aws", {}, { file: "needs.js" })).message).toContain("Cannot find module 'not-there'");
      write({ "big.js": "exports.handler = () => 1n;" });
      expect((await errorOf("aws", {}, { file: "big.js" })).message).toContain("cannot be sent as JSON");
    });
  });

  describe("as the Functions Framework calls", () => {
    it("answers requests, with what Express adds", async () => {
      write({
        "index.js": `exports.handler = (req, res) => {
          res.set("x-item", req.body.item).status(201).json({ limit: req.query.limit, path: req.path, method: req.method,
            raw: req.rawBody.toString(), type: req.get("Content-Type") }); };`,
      });
      expect(await resultOf("gcp", exampleEvents.gcp.http)).toEqual({
        status: 201,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "x-item": "book",
          "content-length": expect.any(String),
        },
        body: { limit: "10", path: "/orders", method: "POST", raw: '{"item":"book"}', type: "application/json" },
      });
    });

    it("sends an event as the request that carries it, to code that answers requests", async () => {
      write({ "index.js": "exports.handler = (req, res) => res.send(req.get('ce-type') + ' ' + req.body.name);" });
      expect(await resultOf("gcp", exampleEvents.gcp.created)).toMatchObject({
        status: 200,
        body: "google.cloud.storage.object.v1.finalized reports/2026/november.csv",
      });
    });

    it("hands events, also those in the headers of a schedule's request, to code that registers for them", async () => {
      write({
        "index.js": `const framework = require("@google-cloud/functions-framework");
          framework.cloudEvent("handler", async (event) => { if (event.data === undefined) throw new Error("no data");
            require("node:fs").writeFileSync("seen.json", JSON.stringify([event.type, event.data])); });`,
      });
      expect(await resultOf("gcp", exampleEvents.gcp.schedule)).toBeNull();
      expect(JSON.parse(readFileSync(join(dir, "seen.json"), "utf8"))).toEqual([
        "groundplan.schedule.v1",
        { schedule: "nightly" },
      ]);
      expect(await resultOf("gcp", exampleEvents.gcp.deleted)).toBeNull();
      expect((await errorOf("gcp", exampleEvents.gcp.http)).message).toContain("the function takes CloudEvents");
    });

    it("knows a registered function of an ES module, under the entry's name only", async () => {
      write({
        "index.mjs": `import { http } from "@google-cloud/functions-framework";
          http("api", (req, res) => res.sendStatus(204));`,
      });
      expect(await resultOf("gcp", { path: "/" }, { file: "index.mjs", symbol: "api" })).toMatchObject({ status: 204 });
      expect((await errorOf("gcp", { path: "/" }, { file: "index.mjs" })).message).toContain(
        'exports no function "handler"',
      );
    });

    it("tells what the handler throws", async () => {
      write({ "index.js": "exports.handler = async () => { throw new Error('no database'); };" });
      expect((await errorOf("gcp", {})).message).toBe("no database");
    });
  });

  describe("as the Functions host calls", () => {
    const trigger = (type: string, out: readonly object[] = []) => ({
      key: "on-file",
      functionJson: {
        scriptFile: "../index.js",
        entryPoint: "handler",
        bindings: [{ type, direction: "in" as const, name: "event" }, ...(out as [])],
      },
    });
    const httpOut = { type: "http", direction: "out", name: "res" };

    it("gives a context and what the trigger brings in", async () => {
      write({
        "index.js": `module.exports.handler = async function (context, event) {
          context.log("a line"); context.log.warn("another");
          require("node:fs").writeFileSync("seen.json", JSON.stringify([event.type, context.bindings.event === event,
            context.executionContext.functionName, context.req === undefined])); };`,
      });
      expect(await resultOf("azure", exampleEvents.azure.created, { trigger: trigger("queueTrigger") })).toBeNull();
      expect(JSON.parse(readFileSync(join(dir, "seen.json"), "utf8"))).toEqual([
        "Microsoft.Storage.BlobCreated",
        true,
        "on-file",
        true,
      ]);
    });

    it.each([
      ["context.res = { status: 201, body: req.body.item };", { status: 201, body: "book" }],
      [
        "context.res.status(202).json({ limit: req.query.limit });",
        { status: 202, headers: { "content-type": "application/json" }, body: { limit: "10" } },
      ],
      ["context.bindings.res = { body: req.get('Content-Type') };", { body: "application/json" }],
      ["return { res: { status: 203 } };", { status: 203 }],
    ])("takes the answer of %s", async (code, expected) => {
      write({ "index.js": `exports.handler = async (context, req) => { ${code} };` });
      const { http } = exampleEvents.azure;
      expect(await resultOf("azure", http, { trigger: trigger("httpTrigger", [httpOut]) })).toEqual(expected);
    });

    it("waits for context.done where the code returns no promise", async () => {
      write({
        "index.js": "exports.handler = (context) => { setTimeout(() => context.done(new Error('not today')), 5); };",
      });
      const error = await errorOf("azure", exampleEvents.azure.schedule, { trigger: trigger("timerTrigger") });
      expect(error.message).toBe("not today");
    });
  });

  it("reads an index.js of ES modules as Lambda does: on Node 22 only with a package.json that says so", async () => {
    write({ "index.js": "export const handler = async () => 'module';" });
    expect((await errorOf("aws", {}, { runtime: "node22" })).message).toContain("Unexpected token 'export'");
    expect(await resultOf("aws", {})).toBe("module");
    expect(
      await resultOf("azure", {}, { runtime: "node22", trigger: { key: "on", functionJson: { bindings: [] } } }),
    ).toBeNull();
    write({ "package.json": '{"type":"module"}' });
    expect(await resultOf("aws", {}, { runtime: "node22" })).toBe("module");
  });

  it("is stopped when its time is over", async () => {
    write({ "index.js": "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));" });
    const outcome = await call("aws", {}, { timeoutSeconds: 0.5 });
    expect([outcome.timedOut, outcome.reply]).toEqual([true, undefined]);
  });

  it("is stopped when its time is over also where it never yields", async () => {
    write({ "index.js": "exports.handler = () => { for (;;); };" });
    expect((await call("aws", {}, { timeoutSeconds: 0.5 })).timedOut).toBe(true);
  });

  it("says how a process ended that did not answer", async () => {
    write({ "index.js": "exports.handler = () => process.exit(7);" });
    expect(await call("aws", {})).toMatchObject({ reply: undefined, timedOut: false, exitCode: 7 });
    write({ "never.js": "exports.handler = () => new Promise(() => {});" });
    expect(await call("aws", {}, { file: "never.js" })).toMatchObject({ reply: undefined, exitCode: 0 });
  });

  it("sees no variable of the user's but the search path, and the function's own", async () => {
    process.env.AWS_SECRET_ACCESS_KEY = "real";
    write({ "index.js": "exports.handler = () => ({ ...process.env });" });
    const seen = (await resultOf("aws", {}, {}, { TABLE: "orders" })) as object;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    const names = Object.keys(seen).filter((name) => !name.startsWith("NODE_CHANNEL_"));
    expect(names.sort()).toEqual(["HOME", "PATH", "TABLE", "TZ"]);
    expect(seen).toMatchObject({ TABLE: "orders", HOME: dir });
  });

  it("notes packages that are only in the project", async () => {
    write({ "node_modules/orders/index.js": "exports.list = () => ['book'];" }, top);
    write({
      "index.js":
        "exports.handler = () => [...require('orders').list(), require('inner').name, require('node:os').EOL];",
      "node_modules/inner/index.js": "exports.name = 'inner';",
    });
    const reply = await replyTo("aws", {});
    expect([reply.ok && reply.result, reply.outside]).toEqual([["book", "inner", "\n"], ["orders"]]);
  });
});
