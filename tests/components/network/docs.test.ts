import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cidrAt } from "../../../components/network/cidr.js";
import { defaultTiers, planAddresses } from "../../../components/network/plan.js";
import { children, expectTables, limitations, unpadded } from "../../support/docs-page.js";
import { type Cloud, clouds, targets } from "./support.js";

const page = join(__dirname, "../../../docs/network.md");
const networks = (cloud: Cloud) => targets[cloud].implementations.network;

describe("docs/network.md", () => {
  it("has the tables that the code's data gives", () => {
    const unsupported = Object.fromEntries(clouds.map((cloud) => [cloud, networks(cloud).unsupported]));
    expectTables(page, [limitations(unsupported), ...clouds.map((cloud) => children(cloud, networks(cloud).children))]);
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
