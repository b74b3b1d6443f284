import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NameRule } from "../../../components/core/children.js";
import { cidrAt } from "../../../components/network/cidr.js";
import { defaultTiers, planAddresses } from "../../../components/network/plan.js";
import { type Cloud, clouds, targets } from "./support.js";

const page = join(__dirname, "../../../docs/network.md");

/** What each cloud cannot do, from the table that the checks read. */
function limitations(): string[] {
  const rows = clouds.flatMap((cloud) =>
    Object.entries(targets[cloud].implementations.network.unsupported).map(
      ([argument, { why, instead }]) => `| ${cloud} | \`${argument.replace("=", ": ")}\` | ${why} | ${instead} |`,
    ),
  );
  return [
    "### What a cloud cannot do",
    "",
    "| cloud | argument | why | instead |",
    "| --- | --- | --- | --- |",
    ...rows,
  ];
}

/** The children of each cloud, which are the keys of overrides. */
function children(cloud: Cloud): string[] {
  const rows = Object.entries(targets[cloud].implementations.network.children).map(([key, kind]) => {
    const type = (kind.type() as unknown as { __pulumiType: string }).__pulumiType;
    return `| \`${key}\` | \`${type}\` | ${kind.tags ?? ""} | ${limit(kind.name)} |`;
  });
  return [
    "",
    `### Children on ${cloud}`,
    "",
    "| override | type | tags | longest name |",
    "| --- | --- | --- | --- |",
    ...rows,
  ];
}

const limit = (rule: NameRule | undefined) => (rule === undefined ? "" : `${rule.limit} (${rule.charset})`);

/** The formatter pads the cells of tables; what they say is what counts. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");

describe("docs/network.md", () => {
  it("has the tables that the code's data gives", () => {
    const [start, end] = ["<!-- tables -->", "<!-- /tables -->"];
    const text = readFileSync(page, "utf8");
    const tables = [...limitations(), ...clouds.flatMap(children)].join("\n");
    const now = `${text.slice(0, text.indexOf(start))}${start}\n\n${tables}\n\n${end}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, now);
    expect(unpadded(readFileSync(page, "utf8"))).toBe(unpadded(now));
  });

  it("has the addresses of the plan", () => {
    const text = unpadded(readFileSync(page, "utf8"));
    for (const tier of planAddresses(defaultTiers, 4, 4).tiers) {
      const places = [tier.position, ...tier.subnets.map(({ position }) => position)];
      const cells = places.map((at) => cidrAt("10.0.0.0/16", at));
      expect(text).toContain(`| ${tier.name} | ${tier.share}, ${tier.slot} | ${cells.join(" | ")} |`);
    }
  });
});
