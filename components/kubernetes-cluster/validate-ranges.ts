import { checkList, checkProperties } from "../core/checks.js";
import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { type Block, contains, known, overlaps, parseBlock } from "../network/cidr.js";
import type { Checking } from "./validate.js";

/** Who may reach the API from the internet. */
export function checkEndpoint({ problems, options, plan, rules, cloud, unsupported }: Checking): void {
  const { endpoint } = options;
  if (endpoint === undefined) return;
  checkProperties(problems, "endpoint", endpoint, ["private", "public"]);
  const inside: unknown = endpoint.private;
  if (inside !== undefined && inside !== true)
    problems.add(
      "endpoint.private",
      `${describe(inside)} is not possible; the network always reaches the API: leave it out`,
    );
  if (endpoint.public === undefined || endpoint.public === false) return;
  if (inside === true) unsupported("endpoint.private", "endpoint.private with endpoint.public");
  checkProperties(problems, "endpoint.public", endpoint.public, ["from"]);
  const path = "endpoint.public.from";
  const way = 'list ranges as ["203.0.113.0/24"], or use public: false';
  if (endpoint.public.from === undefined) problems.add(path, `nothing is given; ${way}`);
  const ranges = checkList(problems, path, endpoint.public.from, way);
  const most = rules.ranges - (plan.network === undefined ? 0 : rules.ownRanges(plan.network));
  if (ranges.length > most)
    problems.add(path, `there are ${ranges.length} ranges, ${cloud} takes at most ${most}; join some`);
  for (const [i, range] of ranges.entries()) checkOpen(problems, `${path}[${i}]`, range, rules.publicOnly);
}

/** What nobody has on the internet: https://www.rfc-editor.org/rfc/rfc1918, and rfc6598 */
const inside = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Whoever is meant by all addresses says so as 0.0.0.0/0, which the policies stop. */
function checkOpen(problems: Problems, path: string, range: unknown, publicOnly: boolean): void {
  if (range === "0.0.0.0/0") return;
  const block = checkBlock(problems, path, range);
  const taken = block && publicOnly ? inside.find((one) => overlaps(block, known(one))) : undefined;
  if (taken !== undefined)
    problems.add(
      path,
      `${describe(range)} lies in ${taken}, which nobody has on the internet; ` +
        "use the addresses that its people appear under: those of their NAT",
    );
}

function checkBlock(problems: Problems, path: string, range: unknown): Block | undefined {
  const parsed =
    typeof range === "string"
      ? parseBlock(range)
      : { problem: `${describe(range)} is not a range as plain text, such as "203.0.113.0/24"` };
  if (!("problem" in parsed)) return parsed.block;
  problems.add(path, parsed.problem);
  return undefined;
}

/** The ranges of services and pods. Whether they overlap the network is known only when its range is. */
export function checkRanges(checking: Checking): void {
  const { problems, plan } = checking;
  const [services, pods] = (["serviceRange", "podRange"] as const).map((path) => ownRange(checking, path));
  if (services !== undefined && (services.prefix < 13 || services.prefix > 24))
    problems.add(
      "serviceRange",
      `${describe(plan.serviceRange)} is too large or too small; use a range from /13 to /24`,
    );
  if (pods !== undefined) checkRoom(checking, pods);
  if (services !== undefined && pods !== undefined && overlaps(services, pods))
    problems.add("podRange", `${plan.podRange} overlaps serviceRange ${plan.serviceRange}; use another range`);
}

function ownRange({ problems, options, plan, rules, cloud, unsupported }: Checking, path: "serviceRange" | "podRange") {
  if (options[path] !== undefined && unsupported(path)) return undefined;
  const range: unknown = plan[path];
  if (range === undefined) return undefined;
  const block = checkBlock(problems, path, range);
  if (block === undefined) return undefined;
  const { rangesWithin } = rules;
  if (rangesWithin !== undefined && !rangesWithin.some((one) => contains(known(one), block)))
    problems.add(path, `${describe(range)} is not possible on ${cloud}; use a part of ${rangesWithin.join(", ")}`);
  const refused = rules.refusedRanges.find((one) => overlaps(block, known(one)));
  if (refused !== undefined)
    problems.add(
      path,
      `${describe(range)} overlaps ${refused}, which ${cloud} does not take for it; use another range`,
    );
  return block;
}

/** A node takes a /24 of the range of pods; besides the pools there are the nodes of the pool `system`. */
function checkRoom({ problems, plan, rules }: Checking, pods: Block): void {
  if (rules.systemNodes === undefined) return;
  const nodes = plan.nodePools.reduce((sum, { max }) => sum + (Number.isInteger(max) ? max : 0), rules.systemNodes);
  const room = pods.prefix > 24 ? 0 : 2 ** (24 - pods.prefix);
  if (nodes <= room) return;
  const prefix = 24 - Math.ceil(Math.log2(nodes));
  problems.add(
    "podRange",
    `${describe(plan.podRange)} has room for ${room} nodes, each of which takes a /24, and there may be ${nodes}; ` +
      `use a range of /${prefix} or larger, or lower max of the pools`,
  );
}
