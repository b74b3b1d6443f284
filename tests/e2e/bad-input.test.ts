import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "../../sandbox/index.js";
import { CliProject } from "./support/cli-project.js";
import { json, refusal, smallStack } from "./support/extras.js";

let project: CliProject;
beforeAll(async () => {
  project = await CliProject.make();
});
afterAll(() => project.remove());

const wrong = `config:
  groundplan:protect: "yes"
  groundplan:netwrk: { zones: 2 }
  aws:region: eu-west-1
  groundplan:buckets:
    assets: { softDeleteDays: soon, lifecyle: {} }
  groundplan:aws:
    accountId: 111122223333
    region: westeurope
    network: { cidr: 10.10.0.0/18 }
    buckets: { assets: { name: My_Bucket } }
  groundplan:gcp:
    project: acme-dev
    region: europe-west1
    network: { cidr: 10.20.1.0/18, zones: 9 }
    buckets: { assets: { name: google-files } }
  groundplan:azure:
    subscriptionId: "1"
    region: westeurope
    network: { cidr: 10.30.0.0/18 }
    buckets: { assets: { name: with-hyphen } }
`;

describe("a configuration that is wrong in many places", () => {
  it("is refused in one message, each place with its value, what is allowed and the fix; nothing is made", async () => {
    project.write("stacks/Pulumi.wrong.yaml", wrong);
    const { exit, message } = await refusal(project, ["up", "wrong"]);
    const lines = message.split("\n").map((line) => line.replace(/use one of .* \(/, "use one of these ("));
    expect({ exit, lines }).toEqual({
      exit: 1,
      lines: [
        "the configuration of stack wrong has 13 problems; nothing was changed:",
        "  aws:region: has no effect: the program makes its own providers from groundplan:aws; write it there, or remove it",
        '  groundplan:protect: is "yes", but must be true or false',
        '  groundplan:buckets.assets.softDeleteDays: is "soon", but must be a whole number from 0 to 365',
        "  groundplan:buckets.assets.lifecyle: is not a known key; did you mean lifecycle? (allowed: versioning, public, softDeleteDays, lifecycle, retention, accessLogs, receivesAccessLogs, forceDestroy)",
        '  groundplan:aws.accountId: is 111122223333, but must be an account id of 12 digits in quotes, for example "123456789012"; write it in quotes',
        '  groundplan:aws.buckets.assets.name: is "My_Bucket", but must be 3 to 63 of a-z, 0-9, - and ., beginning and ending with a letter or digit, no address, no dot beside a dot or hyphen',
        "  groundplan:gcp.network.zones: is 9, but must be a whole number from 0 to 8",
        '  groundplan:gcp.buckets.assets.name: is "google-files", but must be 3 to 63 of a-z, 0-9, - and _, beginning and ending with a letter or digit, without goog at its beginning',
        '  groundplan:azure.subscriptionId: is "1", but must be a subscription id: a UUID such as 00000000-0000-4000-8000-000000000000',
        '  groundplan:azure.buckets.assets.name: is "with-hyphen", but must be 3 to 24 of a-z and 0-9 (it names the storage account)',
        "  groundplan:netwrk: is not a known key; did you mean network? (allowed: protect, tags, network, buckets, machines, cluster, apps, functions, aws, gcp, azure)",
        '  groundplan:aws.region: "westeurope" is not a known region; that is a region of azure; use one of these (unlistedRegion: true accepts a region that is newer than this package)',
        '  groundplan:gcp.network.cidr: "10.20.1.0/18" has bits set behind its prefix; the block of that address is "10.20.0.0/18"',
        "Correct them in stacks/Pulumi.wrong.yaml.",
      ],
    });
    expect(inventory(project.world)).toEqual([]);
  });
});

describe("a name that another stack's bucket has", () => {
  const withBucket = `${smallStack.aws}    buckets: { assets: { name: acme-assets } }\n  groundplan:buckets: { assets: {} }\n`;

  it("is refused by the cloud, and what was made until then is in the state", async () => {
    project.write("stacks/Pulumi.first.yaml", withBucket);
    project.write("stacks/Pulumi.second.yaml", withBucket.replace("444455556666", "111122223333"));
    await json(project, "up", "first");
    const first = project.existing("first");
    const { exit, message } = await refusal(project, ["up", "second"]);
    expect({ exit, message }).toEqual({ exit: 1, message: expect.stringContaining("BucketAlreadyExists") });
    expect(project.existing("second")).toEqual(project.stated("second"));
    expect(project.existing("first")).toEqual(first);
  });
});

describe("a state file that was cut off", () => {
  it("is brought back as the message says: nothing is lost and nothing is made", async () => {
    const before = project.existing("first");
    const file = project.stateFile("first");
    writeFileSync(file, '{"version": 3, "checkpoint": {');
    const { code, message } = await refusal(project, ["up", "first"]);
    expect({ code, message }).toEqual({
      code: "state-corrupt",
      message: expect.stringContaining(`restore ${file}.bak in its place and run \`groundplan recover first\``),
    });
    copyFileSync(`${file}.bak`, file);
    await json(project, "recover", "first");
    expect(project.stated("first")).toEqual(before);
    const { changes } = await json(project, "up", "first");
    expect(changes.create).toBe(undefined);
    expect(project.existing("first")).toEqual(before);
  });
});

describe("a port that another program has taken", () => {
  it("is left alone: the sandbox takes others", async () => {
    await project.run(["sandbox", "stop"]);
    const connected: string[] = [];
    const stranger = createServer((socket) => {
      socket.on("data", () => connected.push("data"));
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as { port: number };
    const names = ["aws", "gcp", "azure-native", "kubernetes", "random", "tls"];
    const ports = Object.fromEntries(names.map((name) => [name, port]));
    const stale = { pid: process.pid, control: port, token: "0".repeat(32), ports, started: "2026-01-02T03:04:05Z" };
    writeFileSync(join(project.world, "run/server.json"), JSON.stringify(stale), { mode: 0o600 });
    const started = await json<{ server: { ports: Record<string, number> } }>(project, "sandbox", "start");
    expect(Object.values(started.server.ports)).not.toContain(port);
    expect((await json(project, "preview", "first")).changes.create).toBe(undefined);
    expect(stranger.listening).toBe(true);
    await new Promise((resolve) => stranger.close(resolve));
  });
});

describe("a store that is deleted under the running sandbox", () => {
  it("stops every command with the way on, and no state is touched", async () => {
    const stated = project.stated("first");
    rmSync(join(project.world, "world.db"));
    for (const command of ["up", "destroy"]) {
      const { exit, message } = await refusal(project, [command, "first"]);
      expect([command, exit, message]).toEqual([command, 1, expect.stringContaining("groundplan sandbox reset")]);
    }
    expect(project.stated("first")).toEqual(stated);
    expect((await project.run(["sandbox", "reset"])).code).toBe(0);
  });
});
