import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { expectPage } from "../support/docs-page.js";
import { fatesOf, type Known, look } from "./virtual-machine-changes.js";
import { clouds, type Loose } from "./virtual-machine-support.js";

const page = resolve(__dirname, "../../docs/virtual-machine.md");

const login = (name: string) => ({ sshPublicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${name} ${name}` });
const images = { aws: "ami-0123456789abcdef1", gcp: "acme/base", azure: "acme:base:one:1.0.0" };
const first: Loose = {
  size: "medium",
  diskGiB: 40,
  cloudInit: { packages: ["nginx"] },
  dataDisks: { data: { sizeGiB: 100 } },
  ingress: { web: { port: 443, from: ["10.0.0.0/16"] } },
};

interface Change {
  readonly title: string;
  readonly to: Loose;
  /** What the machine has before the change, beside the first arguments. */
  readonly from?: Loose;
}
const changes: readonly Change[] = [
  { title: "`size`, `medium` to `large`", to: { size: "large" } },
  { title: "`size`, `medium` to `small`", to: { size: "small" } },
  { title: "`arch`", to: { arch: "arm64" } },
  { title: "`image` and `cloudInit`", to: { image: images, cloudInit: { packages: ["curl"] } } },
  {
    title: '`image`, with `replaceWhenChanged: ["image"]`',
    from: { replaceWhenChanged: ["image"] },
    to: { replaceWhenChanged: ["image"], image: images },
  },
  {
    title: '`cloudInit`, with `replaceWhenChanged: ["cloudInit"]`',
    from: { replaceWhenChanged: ["cloudInit"] },
    to: { replaceWhenChanged: ["cloudInit"], cloudInit: { packages: ["curl"] } },
  },
  { title: "`zone`", to: { zone: "b" } },
  { title: "`tier`", to: { tier: "isolated" } },
  { title: "`diskGiB`", to: { diskGiB: 80 } },
  {
    title: "another disk in `dataDisks`",
    to: { dataDisks: { data: { sizeGiB: 100 }, more: { sizeGiB: 10, mount: "/more" } } },
  },
  { title: "`dataDisks.*.sizeGiB`, larger, and `tier`", to: { dataDisks: { data: { sizeGiB: 200, tier: "fast" } } } },
  { title: "`ingress`, `backup`", to: { ingress: {}, backup: { keepDays: 7 } } },
  { title: '`login`, `"session"` to a key', to: { login: login("one") } },
  { title: "`login`, another key", from: { login: login("one") }, to: { login: login("two") } },
  { title: "`public`", to: { public: true } },
  { title: "`spot`", to: { spot: true } },
];

describe("a change of a machine's arguments", () => {
  it("does to the machine what docs/virtual-machine.md says, and never replaces a data disk", async () => {
    const cells = changes.map(({ title }) => [title]);
    for (const cloud of clouds) {
      const pairs = changes.flatMap(({ from = {}, to }) => [
        { ...first, ...from },
        { ...first, ...to },
      ]);
      const seen = await look(cloud, pairs);
      for (const [place, { title }] of changes.entries()) {
        const { machine, disks } = fatesOf(cloud, seen[2 * place] as Known, seen[2 * place + 1] as Known);
        cells[place]?.push(machine === "another one" ? "another machine" : machine);
        expect([title, cloud, disks]).toEqual([title, cloud, [expect.stringMatching(/^(nothing|in place)$/)]]);
      }
    }
    const rows = cells.map((row) => `| ${row.join(" | ")} |`);
    const table = [`| change | ${clouds.join(" | ")} |`, "| --- | --- | --- | --- |", ...rows].join("\n");
    const text = readFileSync(page, "utf8");
    const now = text.replace(/(?<=<!-- changes -->\n).*(?=<!-- \/changes -->)/s, `\n${table}\n\n`);
    expectPage(page, now);
    expect(text).toContain("<!-- changes -->");
  });
});
