import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import * as onAws from "../../components/aws.js";
import * as onAzure from "../../components/azure.js";
import { Arch, SizeName } from "../../components/core/sizes/index.js";
import * as onGcp from "../../components/gcp.js";
import * as groundplan from "../../components/index.js";
import { rules } from "../../policies/rules/index.js";
import { findingsOf } from "../contract/findings.js";
import { mocks } from "../contract/mocks.js";
import { virtualMachineRow } from "../contract/virtual-machine.js";
import { record } from "../support/record.js";
import { type Cloud, clouds, targets } from "./virtual-machine-support.js";

const page = resolve(__dirname, "../../docs/virtual-machine.md");
const machines = (cloud: Cloud) => targets[cloud].implementations.virtualMachine;

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`### ${title}`, "", ...lines].join("\n");
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
  return table("Sizes", ["size", ...heads], [...named, ...shapes]);
}

function images(): string {
  const rows = Object.values(groundplan.ImageName).flatMap((name) =>
    Object.values(Arch).map((arch) => [
      `\`${name}\``,
      arch,
      ...clouds.map((cloud) => code(machines(cloud).rules.images[name][arch])),
    ]),
  );
  return table("Images", ["image", "arch", ...clouds], rows);
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
  return table("Limits", ["", ...clouds], rows);
}

function limitations(): string {
  const rows = clouds.flatMap((cloud) =>
    Object.entries(machines(cloud).unsupported).map(([argument, { why, instead }]) => [
      cloud,
      code(argument),
      why,
      instead,
    ]),
  );
  return table("What a cloud cannot do", ["cloud", "argument", "why", "instead"], rows);
}

/** The children of each cloud, which are the keys of overrides. */
function children(cloud: Cloud): string {
  const rows = Object.entries(machines(cloud).children).map(([key, kind]) => {
    const type = (kind.type() as unknown as { __pulumiType: string }).__pulumiType;
    const name = kind.name === undefined ? "" : `${kind.name.limit} (${kind.name.charset})`;
    return [code(key), code(type), kind.tags ?? "", name];
  });
  return table(`Children on ${cloud}`, ["override", "type", "tags", "longest name"], rows);
}

/** Formatters pad the cells of tables; what they say is what counts. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");

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
    const [start, end] = ["<!-- tables -->", "<!-- /tables -->"];
    const text = readFileSync(page, "utf8");
    const tables = [sizes(), images(), limits(), limitations(), ...clouds.map(children)].join("\n\n");
    const now = `${text.slice(0, text.indexOf(start))}${start}\n\n${tables}\n\n${end}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, now);
    expect(unpadded(readFileSync(page, "utf8"))).toBe(unpadded(now));
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
    const inPack = new Set(rules.map(({ id }) => id));
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
