import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import * as onAws from "../../components/aws.js";
import * as onAzure from "../../components/azure.js";
import { Arch, SizeName } from "../../components/core/sizes/index.js";
import * as onGcp from "../../components/gcp.js";
import * as groundplan from "../../components/index.js";
import { findingsOf } from "../contract/findings.js";
import { mocks } from "../contract/mocks.js";
import { virtualMachineRow } from "../contract/virtual-machine.js";
import { usualRules } from "../policies/usual.js";
import { children, expectTables, limitations, table } from "../support/docs-page.js";
import { record } from "../support/record.js";
import { type Cloud, clouds, targets } from "./virtual-machine-support.js";

const page = resolve(__dirname, "../../docs/virtual-machine.md");
const machines = (cloud: Cloud) => targets[cloud].implementations.virtualMachine;

function titled(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `### ${title}\n\n${table(head, rows)}`;
}

const code = (text: string | undefined) => (text === undefined ? "none" : `\`${text}\``);
/** One cell for each cloud: the two architectures, one after the other. */
const both = (types: { readonly [A in Arch]?: string } | undefined) =>
  Object.values(Arch)
    .map((arch) => code(types?.[arch]))
    .join(", ");
const heads = clouds.map((cloud) => `${cloud}, ${Object.values(Arch).join(", ")}`);

function sizes(): string {
  const named = Object.values(SizeName).map((name) => [
    `\`${name}\``,
    ...clouds.map((cloud) => both(machines(cloud).rules.sizes.named[name])),
  ]);
  const shapes = machines("aws").rules.sizes.shapes.map(({ cpu, memoryGiB }, place) => [
    `\`{ cpu: ${cpu}, memoryGiB: ${memoryGiB} }\``,
    ...clouds.map((cloud) => both(machines(cloud).rules.sizes.shapes[place])),
  ]);
  return titled("Sizes", ["size", ...heads], [...named, ...shapes]);
}

function images(): string {
  const rows = Object.values(groundplan.ImageName).flatMap((name) =>
    Object.values(Arch).map((arch) => [
      `\`${name}\``,
      arch,
      ...clouds.map((cloud) => code(machines(cloud).rules.images[name][arch])),
    ]),
  );
  return titled("Images", ["image", "arch", ...clouds], rows);
}

/** What each cloud allows, from the rules that the checks read. */
function limits(): string {
  const row = (title: string, show: (cloud: Cloud) => string | number) => [
    title,
    ...clouds.map((cloud) => String(show(cloud))),
  ];
  const of = (cloud: Cloud) => machines(cloud).rules;
  const rows = [
    row("`diskGiB` unless stated", (cloud) => of(cloud).disk.usual),
    row("`diskGiB`", (cloud) => `${of(cloud).disk.least} to ${of(cloud).disk.most}`),
    row("`dataDisks.*.sizeGiB`", (cloud) => `${of(cloud).dataDisk.least} to ${of(cloud).dataDisk.most}`),
    row("the same, `fast`", (cloud) => `${of(cloud).dataDisk.leastFast} to ${of(cloud).dataDisk.most}`),
    row("`backup.keepDays`", (cloud) => `${of(cloud).keepDays.least} to ${of(cloud).keepDays.most}`),
    row("bytes of the cloud-config document", (cloud) => of(cloud).cloudInitBytes),
    row("kinds of `sshPublicKey`", (cloud) => of(cloud).keyTypes.join(", ")),
  ];
  return titled("Limits", ["", ...clouds], rows);
}

const modules: Readonly<Record<string, unknown>> = {
  groundplan,
  "groundplan/aws": onAws,
  "groundplan/gcp": onGcp,
  "groundplan/azure": onAzure,
};

/** The programs of the page, as functions that run them. */
function examples(): (() => void)[] {
  const programs = [...readFileSync(page, "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = ""]) => text);
  return programs.map((text) => {
    const program = transformSync(text, { loader: "ts", format: "cjs" }).code;
    return () => {
      new Function("require", "exports", "module", program)((name: string) => modules[name], {}, { exports: {} });
    };
  });
}

/** The cells of the table of rules: an argument and the rules that it breaks. */
function breaking(): { title: string; ids: readonly string[] }[] {
  const [, part = ""] = readFileSync(page, "utf8").split("## What breaks which rule");
  const rows = [...(part.split("\n## ")[0] ?? "").matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].slice(2);
  return rows.map(([, title = "", ids = ""]) => ({ title, ids: ids.match(/\b(aws|gcp|az)-[a-z0-9-]+/g) ?? [] }));
}

describe("docs/virtual-machine.md", () => {
  it("has the tables that the code's data gives", () => {
    const unsupported = Object.fromEntries(clouds.map((cloud) => [cloud, machines(cloud).unsupported]));
    const kinds = clouds.map((cloud) => children(cloud, machines(cloud).children));
    expectTables(page, [sizes(), images(), limits(), limitations(unsupported), ...kinds]);
  });

  it("has examples that run, make the same machines as ever, and break no rule", async () => {
    const inventories: string[] = [];
    for (const [place, example] of examples().entries()) {
      const resources = await record(example, mocks);
      expect(findingsOf(resources)).toEqual([]);
      const own = resources.map(({ urn }) => urn).filter((urn) => urn.includes(":VirtualMachine"));
      inventories.push(`# example ${place + 1}`, ...own);
    }
    await expect(`${inventories.join("\n")}\n`).toMatchFileSnapshot("golden/virtual-machine-examples.txt");
  });

  it("names, of the rules that the pack has, exactly those that the contract tests see broken", () => {
    const inPack = new Set(usualRules.map(({ id }) => id));
    const prefixes = { aws: "aws-", gcp: "gcp-", azure: "az-" };
    for (const cloud of clouds) {
      const stated = breaking().flatMap(({ title, ids }) => {
        const own = ids.filter((id) => inPack.has(id) && id.startsWith(prefixes[cloud]));
        return own.length === 0 ? [] : [{ title, rules: own }];
      });
      const proved = virtualMachineRow.clouds[cloud].loosenings;
      expect(stated).toEqual(proved.map(({ title, rules: ids }) => ({ title, rules: [...ids] })));
      expect(stated.length).toBeGreaterThan(0);
    }
  });
});
