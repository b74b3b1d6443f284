import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { KubeObject } from "./objects.js";
import { allChanges, allObjects, recorded, recordedFile, steadied } from "./recorded.js";
import { ApiServer } from "./server.js";
import { Resources } from "./validate.js";

let server: ApiServer;
let resources: Resources;

beforeAll(async () => {
  server = await ApiServer.start();
  resources = new Resources(server);
}, 120_000);
afterAll(() => server?.stop());

const apply = "application/apply-patch+yaml";
const query = "fieldManager=groundplan&force=true&fieldValidation=Warn";

async function answer(object: KubeObject, dryRun: boolean): Promise<string> {
  const path = await resources.pathOf(object).catch(() => undefined);
  if (path === undefined) return "no matches";
  const name = encodeURIComponent(String(object.metadata.name));
  const { status, body } = await server.request(
    "PATCH",
    `${path}/${name}?${query}${dryRun ? "&dryRun=All" : ""}`,
    object,
    apply,
  );
  return status < 300 ? "" : steadied(String(body.message));
}

/** `GROUNDPLAN_RECORD=1 npm run test:kube` writes the answers anew. */
it("answers as it is recorded, so that the sandbox is held to what a real API server says", async () => {
  const answers: Record<string, string> = {};
  for (const [title, object] of allObjects) answers[title] = await answer(object, true);
  for (const [title, from, to] of allChanges) {
    expect(await answer(from, false), title).toBe("");
    answers[title] = await answer(to, true);
  }
  if (process.env.GROUNDPLAN_RECORD === "1") writeFileSync(recordedFile, `${JSON.stringify(answers, null, 1)}\n`);
  expect(answers).toEqual(recorded());
}, 60_000);
