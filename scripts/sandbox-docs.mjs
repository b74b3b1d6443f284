// Writes the tables of docs/sandbox-model.md from the tables that the sandbox works by. `--check` only says whether the page
// is current.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writePage } from "./generated-page.mjs";
import { loadSource, root } from "./load-source.mjs";

const mark = "<!-- tables: made by `npm run docs:sandbox`, do not edit -->";
const clouds = ["aws", "gcp", "azure-native"];

const source = await loadSource(`
  export { models } from "./sandbox/models/packages.js";
  export { answers } from "./sandbox/functions/index.js";
  export { quotas, quotasDate } from "./sandbox/data/quotas.js";
  export { awsReferences } from "./sandbox/data/references/aws.js";
  export { gcpReferences } from "./sandbox/data/references/gcp.js";
  export { azureReferences } from "./sandbox/data/references/azure-native.js";
  export { awsInUse } from "./sandbox/data/references/in-use-aws.js";
  export { gcpInUse } from "./sandbox/data/references/in-use-gcp.js";
  export { azureInUse } from "./sandbox/data/references/in-use-azure-native.js";
  export { kubernetesKinds } from "./sandbox/models/kubernetes/summary.js";
  export { durations } from "./sandbox/faults/durations.js";
  export { uniqueNames } from "./sandbox/data/names.js";
  export { keptNames } from "./sandbox/data/kept-names.js";
  export { protections } from "./sandbox/data/protections.js";
  export { prerequisiteTypes } from "./sandbox/models/prerequisites.js";
`);
const data = (folder, cloud) =>
  JSON.parse(readFileSync(join(root, "sandbox", "data", folder, `${cloud}.json`), "utf8"));
const replacement = Object.fromEntries(clouds.map((cloud) => [cloud, data("replacement", cloud)]));
const limits = Object.fromEntries(clouds.map((cloud) => [cloud, data("limits", cloud)]));
const references = { aws: source.awsReferences, gcp: source.gcpReferences, "azure-native": source.azureReferences };
const inUse = { aws: source.awsInUse, gcp: source.gcpInUse, "azure-native": source.azureInUse };

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const isType = (token) => !token.endsWith("*");
const replaced = (cloud) => Object.keys(replacement[cloud].types).filter(isType);
const limited = (cloud) => Object.keys(limits[cloud].types);
const owned = (cloud) => Object.keys(source.models).filter((token) => token.startsWith(`${cloud}:`));
const blocked = (cloud) => [
  ...new Set([
    ...Object.keys(inUse[cloud]),
    ...owned(cloud).filter((token) => (source.models[token].blockers?.length ?? 0) > 0),
  ]),
];

function overview() {
  const rows = clouds.map((cloud) => [
    cloud,
    ...[owned(cloud), replaced(cloud), limited(cloud), Object.keys(references[cloud]), blocked(cloud)].map(
      (list) => `${list.length}`,
    ),
    `${source.quotas.filter((quota) => quota.types.some((type) => type.startsWith(`${cloud}:`))).length}`,
    `${Object.keys(source.answers).filter((token) => token.startsWith(`${cloud}:`)).length}`,
  ]);
  const head = [
    "types of",
    "behaviour of their own",
    "replacement known",
    "limits",
    "references",
    "in use",
    "quotas",
    "functions answered",
  ];
  return table(head, rows);
}

/** The types that somebody has written down by hand: what programs use most. */
function types(cloud) {
  const known = [...new Set([...owned(cloud), ...replaced(cloud)])].sort();
  const yes = (list, token) => (list.includes(token) ? "yes" : "");
  const [own, limit, block] = [owned(cloud), limited(cloud), blocked(cloud)];
  const rows = known.map((token) => [
    `\`${token.replace(`${cloud}:`, "")}\``,
    yes(own, token),
    yes(replaced(cloud), token),
    yes(limit, token),
    token in references[cloud]
      ? Object.keys(references[cloud][token])
          .map((path) => `\`${path}\``)
          .join(", ")
      : "",
    yes(block, token),
  ]);
  return table(["type", "own behaviour", "replacement", "limits", "must exist", "delete refused in use"], rows);
}

function sources() {
  const rows = clouds.flatMap((cloud) => [
    ...Object.values(replacement[cloud].sources).map(({ title, date }) => [cloud, "replacement", title, date]),
    ...limitSources(cloud),
  ]);
  return table(["cloud", "table", "source", "date"], rows);
}

function limitSources(cloud) {
  const { sources: list, date } = limits[cloud].about;
  return Object.entries(list).map(([name, version]) => [cloud, "limits", `${name} ${version} (PyPI)`, date]);
}

function quotaTable() {
  const rows = source.quotas.map(({ name, title, limit, code, source: address }) => [
    `\`${name}\``,
    limit === undefined ? "varies: counted where sandbox.yaml gives it" : `${limit}`,
    title,
    `\`${code}\``,
    address,
  ]);
  return table(["name in sandbox.yaml", "default", "the cloud's name", "refused with", "source"], rows);
}

function functions() {
  return clouds
    .map((cloud) => {
      const names = Object.keys(source.answers)
        .filter((token) => token.startsWith(`${cloud}:`))
        .map((token) => `\`${token.split(":")[1].split("/")[0]}.${token.split(":").at(-1)}\``);
      return `**${cloud}**: ${[...new Set(names)].sort().join(", ")}.`;
    })
    .join("\n\n");
}

const code = (words) => words.map((word) => `\`${word}\``).join(", ");

function kubernetes() {
  const rows = source.kubernetesKinds.map(({ kind, apiVersions, contents, replacedOn, keepsFields }) => [
    code([kind]),
    apiVersions.join(", "),
    contents ? "yes" : "",
    code([...new Set(replacedOn)]),
    keepsFields ? "yes" : "",
  ]);
  const head = [
    "kind",
    "served as",
    "contents checked",
    "a change of this makes a new object",
    "other changes refused",
  ];
  return table(head, rows);
}

function uniqueNames() {
  const within = { everything: "everybody", account: "the account", region: "the account in the region" };
  const rows = Object.entries({ ...source.uniqueNames, ...source.keptNames }).map(([type, rule]) => [
    code([type]),
    code(rule.properties),
    within[rule.within],
    source.keptNames[type]?.keptFor ?? "",
    rule.source,
  ]);
  return table(["type", "what must be unique", "among the objects of", "kept after its deletion for", "source"], rows);
}

function protectionTable() {
  const rows = Object.entries(source.protections).flatMap(([type, rules]) =>
    rules.map(({ path, value, source: address }) => [code([type]), `\`${path}\` is \`${value}\``, address]),
  );
  return table(["type", "not deleted while", "source"], rows);
}

function prerequisites() {
  return `Refused until something is there that no input names, as for want of a \`dependsOn\`: ${code(source.prerequisiteTypes)}.`;
}

function durationTable() {
  const range = (seconds) => (seconds === undefined ? "" : seconds.map(spoken).join(" to "));
  const spoken = (seconds) => (seconds < 120 ? `${seconds} s` : `${seconds / 60} min`);
  const rows = Object.entries(source.durations).map(([type, { create, update, remove, source: address }]) => [
    code([type]),
    range(create),
    range(update),
    range(remove),
    address ?? "estimate",
  ]);
  return table(["type", "create", "update", "delete", "source"], rows);
}

const sections = [
  ["## In numbers", overview()],
  ...clouds.map((cloud) => [`## Types of ${cloud}`, types(cloud)]),
  ["## Kubernetes", kubernetes()],
  ["## Functions with an answer of their own", functions()],
  [`## Quotas (numbers of ${source.quotasDate})`, quotaTable()],
  ["## Unique names", uniqueNames()],
  ["## Protection against deletion", protectionTable()],
  ["## Needed without being named", prerequisites()],
  ["## Simulated times", durationTable()],
  ["## Sources of the tables", sources()],
];
writePage(
  join(root, "docs", "sandbox-model.md"),
  (current) => `${current.split(mark)[0]}${mark}\n\n${sections.map((parts) => parts.join("\n\n")).join("\n\n")}\n`,
  "docs:sandbox",
);
