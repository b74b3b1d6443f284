import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attached, worldFiles } from "../../sandbox/index.js";
import { buildSandbox } from "../sandbox/support/build.js";
import { Engine } from "../sandbox/support/client.js";
import { integrityOf, tgz } from "../sandbox/support/npm-package.js";

const random = join(__dirname, "../../node_modules/@pulumi/random");
const version = "4.99.0";

/** The installed SDK's pet in a version of its own: with one property that no real one has. */
function archive(): Buffer {
  const text = (file: string) => readFileSync(join(random, file), "utf8");
  return tgz({
    "package/package.json": JSON.stringify({ name: "@pulumi/random", version: `v${version}` }),
    "package/randomPet.js": text("randomPet.js").replace(
      'resourceInputs["length"] = args?.length;',
      'resourceInputs["length"] = args?.length;\n            resourceInputs["flavour"] = args?.flavour;',
    ),
    "package/randomPet.d.ts": text("randomPet.d.ts").replace(
      "export interface RandomPetArgs {",
      "export interface RandomPetArgs {\n    flavour?: pulumi.Input<string>;",
    ),
  });
}

/** A registry with one package in one version. */
function registry(asked: string[]): Server {
  const packed = archive();
  const server = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url ?? ""));
    if (request.url?.endsWith(".tgz")) {
      response.end(packed);
      return;
    }
    const tarball = `http://127.0.0.1:${(server.address() as AddressInfo).port}/random-${version}.tgz`;
    const shasum = createHash("sha1").update(packed).digest("hex");
    const dist = { tarball, shasum, integrity: integrityOf(packed) };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        name: "@pulumi/random",
        "dist-tags": { latest: version },
        versions: { [version]: { name: "@pulumi/random", version, dist } },
      }),
    );
  });
  return server;
}

describe("a program in another language", () => {
  const asked: string[] = [];
  let dir: string;
  let server: Server;
  let attached: Attached;

  beforeAll(async () => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-python-")));
    server = registry(asked);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // The settings of whoever runs the tests would win over the project's.
    for (const name of Object.keys(process.env)) if (/^npm_config_/i.test(name)) delete process.env[name];
    const project = join(dir, "project");
    mkdirSync(project);
    writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: python\n");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    writeFileSync(join(project, ".npmrc"), `registry=${address}\ncache=${join(dir, "npm-cache")}\n`);
    const { attachSandbox } = buildSandbox("sdk-fetch", { fake: false });
    attached = await attachSandbox({ projectDir: project, home: join(dir, "home") });
  });
  afterAll(async () => {
    await attached.detach();
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("is served by the npm SDK of its own version, which npm fetches once from the registry of the project's .npmrc", async () => {
    const port = Number(/random:(\d+)/.exec(attached.env.PULUMI_DEBUG_PROVIDERS ?? "")?.[1]);
    const [first, second] = [new Engine(port, "random"), new Engine(port, "random")];
    await Promise.all([first.open({ version }), second.open({ version })]);
    const pet = "random:index/randomPet:RandomPet";
    expect((await first.check(pet, "a", { flavour: "mint" })).failures).toEqual([]);
    expect((await second.check(pet, "a", { smell: "mint" })).failures).toHaveLength(1);
    first.close();
    second.close();
    expect(asked.filter((url) => url.endsWith(".tgz"))).toEqual([`/random-${version}.tgz`]);
    expect(readdirSync(join(dir, "home/cache/sdk"))).toEqual([`random-${version}`]);
    const log = readFileSync(worldFiles(attached.world).log, "utf8");
    expect(log).toContain(`sdk-fetched package=random version=${version}`);
  });

  it("is told the command to try where npm has no such package", async () => {
    const port = Number(/tls:(\d+)/.exec(attached.env.PULUMI_DEBUG_PROVIDERS ?? "")?.[1]);
    const engine = new Engine(port, "tls");
    const refused = engine.checkConfig({ version: "5.99.0" });
    await expect(refused).rejects.toThrow("Try `npm pack @pulumi/tls@5.99.0` in");
    engine.close();
  });
});
