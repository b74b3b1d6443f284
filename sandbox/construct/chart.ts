import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { served } from "../data/kubernetes/served.js";
import { isServed } from "../models/kubernetes/api.js";
import { type Cluster, clusterOf } from "../models/kubernetes/cluster.js";
import { at, isRecord, records, text, texts } from "../models/values.js";
import type { Props } from "../types.js";
import type { Ask } from "./components.js";
import { execute } from "./execute.js";
import { refuse } from "./manifests.js";
import type { Surroundings } from "./surroundings.js";
import { commandOf, helm } from "./tools.js";

/** A `helm template` of a chart on this machine. */
export interface Template {
  readonly chart: string;
  readonly release: string;
  readonly namespace: string | undefined;
  /** Later ones go over earlier ones. */
  readonly values: readonly (Props | string)[];
  readonly flags: readonly string[];
}

/** The flags that tell helm which cluster it renders for. */
export function clusterFlags(cluster: Cluster): string[] {
  const versions = Object.entries(served).flatMap(([version, kinds]) => {
    const there = Object.keys(kinds).filter((kind) => isServed(cluster, { apiVersion: version, kind }));
    return there.length === 0 ? [] : [version, ...there.map((kind) => `${version}/${kind}`)];
  });
  return ["--kube-version", `1.${cluster.minor}.0`, ...versions.flatMap((version) => ["--api-versions", version])];
}

/** Where a chart lies; one that lies elsewhere than on this machine cannot be had. */
function located(chart: string, repository: string | undefined, around: Surroundings): string {
  const path = resolve(around.directory, chart);
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(chart);
  if (repository === undefined && !isUrl && existsSync(path)) return path;
  const from = repository ?? (isUrl ? chart : "a repository");
  const pull =
    repository === undefined ? `helm pull ${chart} --untar` : `helm pull ${chart} --repo ${repository} --untar`;
  return refuse(
    `chart "${chart}" comes from ${from}, and the sandbox fetches nothing. Keep a copy of it beside the program (${pull}) and name its directory or archive as the chart; relative paths begin in ${around.directory}`,
  );
}

/** Has helm render a chart. */
export async function template(wanted: Template, around: Surroundings): Promise<string> {
  const command = await commandOf(helm, around);
  const scratch = mkdtempSync(join(tmpdir(), "groundplan-helm-"));
  try {
    const files = wanted.values.map((values, index) => {
      const file = join(scratch, `values-${index}.yaml`);
      writeFileSync(file, typeof values === "string" ? values : JSON.stringify(values), { mode: 0o600 });
      return file;
    });
    const args = [
      ...["template", wanted.release, wanted.chart],
      ...(wanted.namespace === undefined ? [] : ["--namespace", wanted.namespace]),
      ...files.flatMap((file) => ["--values", file]),
      ...wanted.flags,
    ];
    // Helm's own files of the user stay as they are.
    const homes = ["CACHE", "CONFIG", "DATA"].map((kind) => [`HELM_${kind}_HOME`, join(scratch, kind.toLowerCase())]);
    const env = { ...process.env, ...Object.fromEntries(homes), KUBECONFIG: "" };
    const printed = await execute(command, args, around.directory, env);
    if (printed.code !== 0) refuse(`helm template ${wanted.release}: ${printed.error.trim()}`);
    return printed.out;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The manifest of a `helm.v4.Chart`. */
export async function renderChart({ session, world, name, args, around }: Ask): Promise<string> {
  const cluster = clusterOf(session, world);
  const repository = text(at(args, "repositoryOpts.repo"));
  const renderer = isRecord(args.postRenderer) ? args.postRenderer : undefined;
  const on = (flag: string, isOn: unknown): string[] => (isOn === true ? [flag] : []);
  return template(
    {
      chart: located(text(args.chart) ?? "", repository, around),
      release: text(args.name) ?? name,
      namespace: text(args.namespace),
      values: [...assets(args.valueYamlFiles, around), isRecord(args.values) ? args.values : {}],
      flags: [
        "--no-hooks",
        ...on("--include-crds", args.skipCrds !== true),
        ...on("--dependency-update", args.dependencyUpdate),
        ...on("--verify", args.verify),
        ...("error" in cluster ? [] : clusterFlags(cluster)),
        ...(renderer === undefined ? [] : ["--post-renderer", text(renderer.command) ?? ""]),
        ...texts(renderer?.args).flatMap((arg) => ["--post-renderer-args", arg]),
      ],
    },
    around,
  );
}

/** The texts of assets: given as they are, or in files. */
function assets(list: unknown, around: Surroundings): string[] {
  return records(list).flatMap((asset) => {
    if (typeof asset.text === "string") return [asset.text];
    const path = text(asset.path);
    return path === undefined
      ? refuse("valueYamlFiles: only texts and files can be read")
      : [readFileSync(resolve(around.directory, path), "utf8")];
  });
}

/** The manifest of a `helm.v3.Chart`: what its SDK asks for in one JSON text. */
export async function renderOldChart(options: Props, around: Surroundings): Promise<string> {
  const path = text(options.path);
  const fetched = text(at(options, "fetch_opts.repo")) ?? text(options.repo);
  const chart = path ?? text(options.chart) ?? "";
  return template(
    {
      chart: located(chart, path === undefined ? fetched : undefined, around),
      release: text(options.release_name) ?? "",
      namespace: text(options.namespace),
      values: [isRecord(options.values) ? options.values : {}],
      flags: [
        ...(options.skip_crd_rendering === true ? [] : ["--include-crds"]),
        ...(options.include_test_hook_resources === true ? [] : ["--skip-tests"]),
        ...(text(options.kube_version) === undefined ? [] : ["--kube-version", String(options.kube_version)]),
        ...texts(options.api_versions).flatMap((version) => ["--api-versions", version]),
      ],
    },
    around,
  );
}
