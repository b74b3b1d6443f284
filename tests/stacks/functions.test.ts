import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExampleKind, exampleEvents } from "../../cli/invoke/examples.js";
import type { CallReply, InvokeCloud } from "../../cli/invoke/protocol.js";
import { bundle } from "../../components/function/code/bundle.js";
import { Runner } from "../cli/invoke-support.js";
import { stacksDir } from "./support.js";

const kinds: Readonly<Record<string, readonly ExampleKind[]>> = {
  "audit-objects.ts": ["created", "deleted"],
  "heartbeat.ts": ["schedule"],
};

/** What a call that went well gives back: on GCP the answer to a request. */
const answers: Readonly<Record<InvokeCloud, unknown>> = {
  aws: null,
  gcp: { status: 204, headers: {}, body: "" },
  azure: null,
};

describe("the functions of the stacks", () => {
  let runner: Runner;
  let dir: string;
  beforeAll(() => {
    runner = new Runner();
    dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-handlers-")));
  });
  afterAll(() => {
    runner.remove();
    rmSync(dir, { recursive: true });
  });

  async function call(cloud: InvokeCloud, code: Uint8Array, event: unknown): Promise<CallReply | undefined> {
    writeFileSync(join(dir, "index.js"), code);
    const binding = { type: "queueTrigger", direction: "in", name: "event" } as const;
    const trigger = { key: "events", functionJson: { bindings: [binding] } };
    const request = { dir, file: "index.js", symbol: "handler", runtime: "node22", name: "one", memoryMiB: 512 };
    const { reply } = await runner.runCall({ ...request, cloud, timeoutSeconds: 20, event, trigger }, {});
    return reply;
  }

  const cases = Object.entries(kinds).flatMap(([file, events]) =>
    (["aws", "gcp", "azure"] as const).flatMap((cloud) => events.map((kind) => [file, cloud, kind] as const)),
  );
  it.each(cases)("%s answers on %s when it is called for %s", async (file, cloud, kind) => {
    const { data } = bundle(join(stacksDir, "functions", file), "node22", []);
    const reply = await call(cloud, data, exampleEvents[cloud][kind]);
    expect(reply).toEqual({ ok: true, result: answers[cloud], outside: [] });
  });

  it("on GCP a failure is answered as one, so that the event comes again", async () => {
    const source = join(dir, "failing.ts");
    const portable = join(stacksDir, "functions/portable.ts");
    writeFileSync(
      source,
      `import { portable } from ${JSON.stringify(portable)};
export const handler = portable(async ({ subject, data }) => {
  throw new Error([subject, (data as { size: string }).size].join(" "));
});`,
    );
    const { data } = bundle(source, "node22", []);
    expect(await call("gcp", data, exampleEvents.gcp.created)).toMatchObject({ ok: true, result: { status: 500 } });
    expect(await call("aws", data, exampleEvents.gcp.created)).toMatchObject({
      ok: false,
      error: { message: "objects/reports/2026/november.csv 1024" },
    });
  });

  it("are all tested here", () => {
    const handlers = readdirSync(join(stacksDir, "functions")).filter((name) => name !== "portable.ts");
    expect(handlers.sort()).toEqual(Object.keys(kinds));
  });
});
