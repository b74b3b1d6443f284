import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareCommand } from "../../cli/run/prepare-command.js";
import { localStackName, readPulumiArgs } from "../../cli/run/pulumi-args.js";
import { worldDirectory } from "../../sandbox/world/directory.js";

describe("a pulumi command line", () => {
  it.each<[string, { words: string[]; stack?: string; cwd?: string }]>([
    ["up --stack dev", { words: ["up"], stack: "dev" }],
    ["up --stack=acme/shop/dev -y", { words: ["up"], stack: "acme/shop/dev" }],
    ["-C infra up -sdev", { words: ["up"], stack: "dev", cwd: "infra" }],
    ["--color never --cwd=infra preview -ys dev --diff", { words: ["preview"], stack: "dev", cwd: "infra" }],
    ["up -s=dev -m stack", { words: ["up"], stack: "dev" }],
    ["stack select -c dev", { words: ["stack", "select", "dev"] }],
    ["stack init dev --secrets-provider awskms://a", { words: ["stack", "init", "dev"] }],
    ["stack ls -p other -t a=b", { words: ["stack", "ls"] }],
    ["config set -s dev key -- -1", { words: ["config", "set", "key", "-1"], stack: "dev" }],
    ["up --stack a --stack b", { words: ["up"], stack: "b" }],
  ])("%s", (text, found) => {
    const { words, stack, cwd } = readPulumiArgs(text.split(" "));
    expect({ words, stack, cwd }).toEqual({ stack: undefined, cwd: undefined, ...found });
  });

  it.each([
    ["dev", "dev"],
    ["acme/dev", "dev"],
    ["acme/shop/dev", "organization/shop/dev"],
    ["organization/shop/dev", "organization/shop/dev"],
  ])("takes stack %s for %s", (name, local) => {
    expect(localStackName(name)).toBe(local);
  });
});

describe("what becomes of it in front of the engine", () => {
  let root: string;
  let said: string[] = [];
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-front-")));
    mkdirSync(join(root, "app"));
    writeFileSync(join(root, "app/Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const prepare = (text: string, { attached = true, env = {} } = {}) => {
    said = [];
    const home = process.env.GROUNDPLAN_HOME;
    process.env.GROUNDPLAN_HOME = join(root, "home");
    try {
      const world = attached ? worldDirectory(join(root, "app")) : undefined;
      const front = {
        command: "/no/engine",
        world,
        cwd: join(root, "app"),
        env,
        say: (line: string) => said.push(line),
      };
      return prepareCommand(text.split(" "), front);
    } finally {
      if (home === undefined) delete process.env.GROUNDPLAN_HOME;
      else process.env.GROUNDPLAN_HOME = home;
    }
  };

  it("leaves commands alone that are about no stack", async () => {
    expect(await Promise.all(["version", "plugin ls", "--help", "-C / up"].map((text) => prepare(text)))).toEqual([
      "",
      "",
      "",
      "",
    ]);
  });

  it("leaves out what would lead out of the sandbox", async () => {
    expect(await prepare("login s3://states")).toBe("exit 0");
    expect(said).toEqual(["pulumi login is left out: the sandbox has a backend of its own"]);
    expect(await prepare("stack change-secrets-provider awskms://a")).toBe("exit 0");
  });

  it("attaches another project for the one command", async () => {
    const text = await prepare("-C . up --stack acme/shop/dev", { attached: false });
    expect(text).toMatch(
      /^unset PULUMI_STACK; cd '.*\/app' && exec '.*' '.*main\.js' 'sandbox' 'run' '--' 'pulumi' 'up' '--stack=organization\/shop\/dev'$/,
    );
  });

  it("refuses to work with a program where the sandbox that the shell is attached to was stopped", async () => {
    const listener = createServer().listen(0, "127.0.0.1");
    await once(listener, "listening");
    const env = { PULUMI_DEBUG_PROVIDERS: `gcp:2,aws:${(listener.address() as AddressInfo).port}` };
    writeFileSync(join(root, "app/Pulumi.a.yaml"), "");
    writeFileSync(join(root, "app/Pulumi.b.yaml"), "");
    expect(await prepare("preview", { env })).toBe("set -- 'preview'");
    listener.close();
    await once(listener, "close");
    await expect(prepare("preview", { env })).rejects.toThrow(
      `this shell is attached to a sandbox of ${root}/app that was stopped. Attach it anew: ` +
        `eval "$(groundplan sandbox env --cwd '${root}/app')"; or open another shell, to work without the sandbox`,
    );
    expect(await prepare("stack ls", { env })).toContain("set -- 'stack' 'ls'");
    for (const stack of ["a", "b"]) rmSync(join(root, `app/Pulumi.${stack}.yaml`));
  });

  it("runs commands about stacks beside the generated settings, on local names, with files where they were", async () => {
    const config = join(worldDirectory(join(root, "app"), join(root, "home")), "config");
    expect(await prepare("stack init acme/shop/dev --secrets-provider awskms://a --no-select")).toBe(
      `cd '${config}' || exit\nset -- 'stack' 'init' 'organization/shop/dev' '--no-select'`,
    );
    expect(await prepare("stack ls", { env: { PULUMI_STACK: "acme/shop/dev" } })).toBe(
      `export PULUMI_STACK='organization/shop/dev'\ncd '${config}' || exit\nset -- 'stack' 'ls'`,
    );
    const elsewhere = { PULUMI_STACK: "acme/other/dev" };
    expect(await prepare("stack export --file it's.json", { env: elsewhere })).toBe(
      `export PULUMI_STACK='organization/other/dev'\ncd '${config}' || exit\nset -- 'stack' 'export' '--file=${root}/app/it'\\''s.json'`,
    );
  });

  it("lets the engine say that no stack is meant, where several have files and none is dev", async () => {
    writeFileSync(join(root, "app/Pulumi.a.yaml"), "");
    writeFileSync(join(root, "app/Pulumi.b.yaml"), "");
    expect(await prepare("up --yes")).toBe("set -- 'up' '--yes'");
  });
});
