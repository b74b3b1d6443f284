import { wholeNumber } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { parseRange } from "../../../facts/ranges.js";

const RULES = [
  "azure-native:sql:FirewallRule",
  "azure-native:dbforpostgresql:FirewallRule",
  "azure-native:dbforpostgresql:SingleServerFirewallRule",
  "azure-native:dbforpostgresql:ServerGroupFirewallRule",
  "azure-native:dbformysql:FirewallRule",
  "azure-native:dbformysql:SingleServerFirewallRule",
  "azure-native:dbformariadb:FirewallRule",
];

const ADDRESSES = wholeNumber(
  "addresses",
  65_536,
  { from: 1, to: 4_294_967_296 },
  "the most addresses that one rule may let in",
);

const addressOf = (value: unknown): bigint | undefined => parseRange(String(value))?.first;

/** Whether the range from the first to the last address holds more addresses than allowed. */
function spansMore(first: Field, last: Field, most: number): Tri {
  const unknown = [first, last].flatMap((end) => (end.state === "unknown" ? [end.path] : []));
  if (unknown.length > 0) return { unknown };
  if (first.state !== "known" || last.state !== "known") return false;
  const [from, to] = [addressOf(first.value), addressOf(last.value)];
  return from !== undefined && to !== undefined && to - from + 1n > BigInt(most);
}

export const azSqlFirewallAny: ResourceRule = {
  id: "az-sql-firewall-any",
  title: "SQL firewall rule for everybody",
  severity: Severity.Critical,
  graph: false,
  judges: Object.fromEntries(RULES.map((type) => [type, ["startIpAddress", "endIpAddress"]])),
  controls: {
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_AZURE_11", "CKV2_AZURE_34", "CKV2_AZURE_26"],
  parameters: [ADDRESSES],
  why: "A wide rule lets strangers try the database's passwords; 0.0.0.0 to 0.0.0.0 lets in every machine in Azure, other customers' too.",
  fix: "Narrow `startIpAddress` and `endIpAddress` to the addresses that need the database, or use a private endpoint or a virtual network rule.",
  bad: [
    {
      type: "azure-native:sql:FirewallRule",
      name: "all",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-orders",
        startIpAddress: "0.0.0.0",
        endIpAddress: "255.255.255.255",
      },
    },
  ],
  good: [
    {
      type: "azure-native:sql:FirewallRule",
      name: "office",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-orders",
        startIpAddress: "203.0.113.16",
        endIpAddress: "203.0.113.31",
      },
    },
  ],
  check({ props }, settings) {
    const [first, last] = [get(props, "startIpAddress"), get(props, "endIpAddress")];
    const fromZero = holds(first, (address) => addressOf(address) === 0n);
    const wide = spansMore(first, last, ADDRESSES.of(settings));
    const azure = fromZero === true && last.state === "known" && addressOf(last.value) === 0n;
    const wrong = azure
      ? "lets every machine in Azure reach the database"
      : "lets a large part of the internet reach the database";
    return forbid(any(fromZero, wide), first, wrong);
  },
};
