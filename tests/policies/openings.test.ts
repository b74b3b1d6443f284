/** Firewalls against a model that sends packets from each quarter of the world through the rules, one after the other. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, UNKNOWN } from "../../policies/core/value.js";
import { openTogether } from "../../policies/facts/openings.js";
import { verdicts } from "./support.js";

const RUNS = 200;

const QUARTERS = ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"];
const SOURCES: Readonly<Record<string, readonly number[]>> = {
  "0.0.0.0/0": [0, 1, 2, 3],
  "0.0.0.0/1": [0, 1],
  "128.0.0.0/1": [2, 3],
  ...Object.fromEntries(QUARTERS.map((quarter, i) => [quarter, [i]])),
};
const PORTS = ["22", "80", "20-30", "*"];
const PROTOCOLS = ["tcp", "udp", "*"];

interface Line {
  readonly allow: boolean;
  readonly source: string;
  readonly port: string;
  readonly protocol: string;
}

const line = fc.record<Line>({
  allow: fc.boolean(),
  source: fc.constantFrom(...Object.keys(SOURCES)),
  port: fc.constantFrom(...PORTS),
  protocol: fc.constantFrom(...PROTOCOLS),
});
const lines = fc.array(line, { maxLength: 6 });

/** Lines whose denials are for the whole world: then nothing lies between open and closed. */
const wholeDenials = lines.map((some) => some.map((one) => (one.allow ? one : { ...one, source: "0.0.0.0/0" })));

const isAbout = ({ port, protocol }: Line): boolean => port !== "80" && protocol !== "udp";

/** The quarters from which a packet to TCP 22 gets through: the first line that is about it decides. */
function reached(some: readonly Line[]): readonly number[] {
  return [0, 1, 2, 3].filter((quarter) => {
    const first = some.find((one) => isAbout(one) && SOURCES[one.source]?.includes(quarter));
    return first?.allow === true;
  });
}

/** What a rule says about the lines, written in the order of their numbers and shuffled. */
type Judge = (some: readonly (Line & { readonly number: number })[]) => readonly string[];

const azure: Judge = (some) =>
  verdicts("az-net-ssh-open", {
    type: "azure-native:network:NetworkSecurityGroup",
    name: "it",
    props: {
      securityRules: some.map(({ allow, source, port, protocol, number }) => ({
        access: allow ? "Allow" : "Deny",
        direction: "Inbound",
        priority: number,
        protocol,
        sourcePortRange: "*",
        sourceAddressPrefix: source,
        destinationAddressPrefix: "*",
        destinationPortRange: port,
      })),
    },
  });

const gcp: Judge = (some) =>
  verdicts("gcp-fw-ssh-open", {
    type: "gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules",
    name: "it",
    props: {
      rules: some.map(({ allow, source, port, protocol, number }) => ({
        action: allow ? "allow" : "deny",
        direction: "INGRESS",
        priority: number,
        match: {
          srcIpRanges: [source],
          layer4Configs: [{ ipProtocol: protocol === "*" ? "all" : protocol, ...(port !== "*" && { ports: [port] }) }],
        },
      })),
    },
  });

const acl: Judge = (some) =>
  verdicts("aws-net-nacl-admin-open", {
    type: "aws:ec2/networkAcl:NetworkAcl",
    name: "it",
    props: {
      ingress: some.map(({ allow, source, port, protocol, number }) => {
        const [from, to = from] = port === "*" ? ["0", "65535"] : port.split("-");
        return {
          ruleNo: number,
          action: allow ? "allow" : "deny",
          protocol: protocol === "*" ? "-1" : protocol,
          // Lines on all protocols are on all ports.
          ...(protocol !== "*" && { fromPort: Number(from), toPort: Number(to) }),
          cidrBlock: source,
        };
      }),
    },
  });

/** A network ACL ignores the ports of a line on all protocols; RDP is none of this model's ports. */
const forAcl = (some: readonly Line[]): readonly Line[] =>
  some.map((one) =>
    one.protocol === "*" || one.port === "*"
      ? { ...one, protocol: "tcp", port: one.port === "*" ? "20-30" : one.port }
      : one,
  );

/** The same with a GCP policy, whose lines on all protocols have no ports. */
const forGcp = (some: readonly Line[]): readonly Line[] =>
  some.map((one) => (one.protocol === "*" ? { ...one, port: "*" } : one));

const same = (some: readonly Line[]): readonly Line[] => some;

describe.each([
  ["rules of an Azure group", azure, same],
  ["rules of a firewall policy of GCP", gcp, forGcp],
  ["lines of a network ACL", acl, forAcl],
] as const)("%s", (_name, judge, written) => {
  const numbered = (some: readonly Line[], seed: number) =>
    some
      .map((one, i) => ({ ...one, number: 100 + i }))
      .sort((a, b) => ((a.number * seed) % 7) - ((b.number * seed) % 7));

  it("are open exactly where a packet from every quarter gets through", () => {
    fc.assert(
      fc.property(wholeDenials, fc.nat(), (some, seed) => {
        const own = written(some);
        expect(judge(numbered(own, seed))).toEqual(reached(own).length === 4 ? ["violation it"] : []);
      }),
      { numRuns: RUNS },
    );
  });

  it("are open where every quarter gets through, and closed where nothing allows it, whatever is denied", () => {
    fc.assert(
      fc.property(lines, fc.nat(), (some, seed) => {
        const own = written(some);
        const found = judge(numbered(own, seed));
        if (reached(own).length === 4) expect(found).toEqual(["violation it"]);
        if (!own.some((one) => one.allow && isAbout(one))) expect(found).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a security group", () => {
  it("is open where its rules together let every quarter in", () => {
    fc.assert(
      fc.property(lines, (some) => {
        const ingress = some.map(({ source, port, protocol }) => {
          const [from, to = from] = port === "*" ? ["0", "65535"] : port.split("-");
          return {
            protocol: protocol === "*" ? "-1" : protocol,
            fromPort: Number(from),
            toPort: Number(to),
            cidrBlocks: [source],
          };
        });
        const open = QUARTERS.every((_, quarter) =>
          some.some((one) => (one.protocol === "*" || isAbout(one)) && SOURCES[one.source]?.includes(quarter)),
        );
        const found = verdicts("aws-net-ssh-open", {
          type: "aws:ec2/securityGroup:SecurityGroup",
          name: "it",
          props: { ingress },
        });
        expect(found).toEqual(open ? ["violation it"] : []);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("openTogether", () => {
  const one = (source: string, meant: boolean | "unknown" = true) => ({
    meant: meant === "unknown" ? { unknown: ["port"] } : meant,
    addresses: [field("source", source)],
  });

  it("lets what is unknown decide only where it can", () => {
    expect(openTogether([one("0.0.0.0/1"), one("128.0.0.0/1")])).toBe(true);
    expect(openTogether([one("0.0.0.0/1"), one("128.0.0.0/1", false)])).toBe(false);
    expect(openTogether([one("0.0.0.0/1"), one("128.0.0.0/1", "unknown")])).toEqual({ unknown: ["port"] });
    expect(openTogether([one("0.0.0.0/1"), one("192.0.0.0/2", "unknown")])).toBe(false);
    expect(openTogether([one("0.0.0.0/1"), one(UNKNOWN.string)])).toEqual({ unknown: ["source"] });
    expect(openTogether([one("0.0.0.0/0"), one(UNKNOWN.string, "unknown")])).toBe(true);
    expect(openTogether([one(UNKNOWN.string, false)])).toBe(false);
    expect(openTogether([])).toBe(false);
  });
});
