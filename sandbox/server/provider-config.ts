import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { assertFitsSdk } from "../answers/fits-sdk.js";
import type { CheckFailure, Props, SdkSource, Session } from "../types.js";
import { UNKNOWN } from "../types.js";
import type { Connection, ServerContext } from "./context.js";
import { checkResponse } from "./responses.js";
import { refused } from "./status.js";
import { parseUrn } from "./urn.js";
import { decode, encode } from "./wire.js";

/** The provider input that ties a state to its world. The engine treats keys that begin with "__" as internal. */
export const markKey = "__groundplanWorld";

/** Provider inputs that are strings even when they look like JSON: a kubeconfig, a service account's key file. */
const neverJson = new Set(["version", "kubeconfig", "credentials", "accessToken", "pluginDownloadURL"]);

/** The SDKs send every provider input that is not a string as JSON text. */
function plainConfig(props: Props): Props {
  const result: Props = {};
  for (const [key, value] of Object.entries(props)) {
    if (key !== markKey) {
      result[key] = typeof value === "string" && !neverJson.has(key) ? unquote(value) : value;
    }
  }
  return result;
}

function unquote(text: string): unknown {
  if (text !== "true" && text !== "false" && !/^[[{]/.test(text)) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) {
    return true;
  }
  return value !== null && typeof value === "object" && Object.values(value).some(hasUnknown);
}

/** A provider with these inputs, told without them: some are secret. Inputs that are not all known are nobody's. */
function fingerprint(urn: string, inputs: Props): string {
  if (hasUnknown(inputs)) return "";
  const entries = Object.entries(inputs).filter(([key]) => key !== markKey);
  return createHash("sha256")
    .update(JSON.stringify([urn, entries.sort(([a], [b]) => (a < b ? -1 : 1))]))
    .digest("hex");
}

/** Why a state may not be used with this world, or undefined. */
function foreignState(context: ServerContext, urn: string, inputs: Props): string | undefined {
  const mark = inputs[markKey];
  if (mark === context.store.id || (mark === undefined && context.store.accepts(fingerprint(urn, inputs)))) {
    return undefined;
  }
  const whose =
    mark === undefined
      ? "was not made in a sandbox: its resources may be real"
      : "was made in another sandbox world, or in one whose store has been deleted";
  return (
    `this stack's state ${whose}, and the sandbox with the store ${context.store.files.store} would treat what it lists as ` +
    "gone. Nothing was changed. Use the state without the sandbox, or start over with `groundplan sandbox reset`"
  );
}

/** Judges a provider's inputs and adds the world's mark to them. */
export async function checkConfig(
  context: ServerContext,
  connection: Connection,
  request: provider.CheckRequest,
): Promise<provider.CheckResponse> {
  const olds = decode(request.getOlds()).props;
  const news = decode(request.getNews());
  const isNew = Object.keys(olds).length === 0;
  const foreign = isNew ? undefined : foreignState(context, request.getUrn(), olds);
  if (foreign !== undefined) {
    throw refused("foreign-state", foreign);
  }
  if (isNew && !hasUnknown(news.props)) {
    connection.checked = fingerprint(request.getUrn(), news.props);
  }
  const config = plainConfig(news.props);
  const failures: CheckFailure[] = [];
  if (!hasUnknown(config)) {
    const sdk = await sdkFor(context, connection, config, request.getUrn());
    const outcome = context.cloud.configure(connection.pkg, withoutVersion(config), {
      sdk,
      env: environmentOf(context),
    });
    failures.push(...("failures" in outcome ? outcome.failures : []));
  }
  return checkResponse(encode({ ...news.props, [markKey]: context.store.id }), failures);
}

/** Compares a provider's old and new inputs. Only another cluster replaces a provider, and so everything made with it. */
export async function diffConfig(
  context: ServerContext,
  connection: Connection,
  request: provider.DiffRequest,
): Promise<provider.DiffResponse> {
  const olds = decode(request.getOldInputs() ?? request.getOlds()).props;
  const news = decode(request.getNews()).props;
  const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => key !== markKey && !isDeepStrictEqual(olds[key], news[key]),
  );
  const response = new provider.DiffResponse();
  response.setChanges(
    changed.length > 0 ? provider.DiffResponse.DiffChanges.DIFF_SOME : provider.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setDiffsList(changed);
  if (connection.pkg === "kubernetes") {
    response.setReplacesList(await clusterChanged(context, connection, olds, news, changed, request.getUrn()));
  }
  return response;
}

const clusterKeys = ["kubeconfig", "context", "cluster"];

async function clusterChanged(
  context: ServerContext,
  connection: Connection,
  olds: Props,
  news: Props,
  changed: readonly string[],
  urn: string,
): Promise<string[]> {
  const keys = changed.filter((key) => clusterKeys.includes(key));
  if (keys.length === 0 || keys.some((key) => news[key] === UNKNOWN)) {
    return keys;
  }
  const account = async (inputs: Props): Promise<string | undefined> => {
    const config = plainConfig(inputs);
    const sdk = await sdkFor(context, connection, config, urn);
    const outcome = context.cloud.configure(connection.pkg, withoutVersion(config), {
      sdk,
      env: environmentOf(context),
    });
    return "account" in outcome ? outcome.account : undefined;
  };
  return (await account(olds)) === (await account(news)) ? [] : keys;
}

/** The variables, with the accounts that sandbox.yaml signs in to below them. */
function environmentOf({ env, answers }: ServerContext): NodeJS.ProcessEnv {
  const { aws, gcp, "azure-native": azure } = answers.accounts;
  return {
    ...(aws === undefined ? {} : { GROUNDPLAN_SANDBOX_AWS_ACCOUNT: aws }),
    ...(gcp === undefined ? {} : { GROUNDPLAN_SANDBOX_GCP_PROJECT: gcp }),
    ...(azure === undefined ? {} : { GROUNDPLAN_SANDBOX_AZURE_SUBSCRIPTION: azure }),
    ...env,
  };
}

/** Opens the session of a connection. */
export async function configure(
  context: ServerContext,
  connection: Connection,
  request: provider.ConfigureRequest,
): Promise<void> {
  const urn = request.getUrn();
  if (urn === undefined || urn === "") {
    throw refused(
      "no-urn",
      "this engine does not name the provider it configures; the sandbox needs Pulumi 3.168 or newer",
    );
  }
  context.store.assertPresent();
  const inputs = decode(request.getArgs()).props;
  // `pulumi import` makes a provider of the inputs that it has sent to CheckConfig, not of those that it got back.
  if (inputs[markKey] === undefined && connection.checked === fingerprint(urn, inputs)) {
    context.store.accept(connection.checked);
  }
  const foreign = foreignState(context, urn, inputs);
  if (foreign !== undefined) {
    throw refused("foreign-state", foreign);
  }
  connection.session = await openSession(context, connection, urn, inputs);
}

async function openSession(
  context: ServerContext,
  connection: Connection,
  urn: string,
  inputs: Props,
): Promise<Session> {
  const config = plainConfig(inputs);
  const sdk = await sdkFor(context, connection, config, urn);
  const outcome = context.cloud.configure(connection.pkg, withoutVersion(config), { sdk, env: environmentOf(context) });
  if ("failures" in outcome) {
    const reasons = outcome.failures.map(({ property, reason }) =>
      property === "" ? reason : `${property}: ${reason}`,
    );
    throw refused("bad-provider", `provider ${parseUrn(urn).name} of ${connection.pkg}: ${reasons.join("; ")}`);
  }
  const { project, stack } = parseUrn(urn);
  return {
    pkg: connection.pkg,
    provider: urn,
    project,
    stack,
    // The protocol does not carry it to providers; a file backend has only this one.
    organization: "organization",
    sdk,
    config: withoutVersion(config),
    account: outcome.account,
    region: outcome.region,
    seed: context.store.seed,
    answers: context.answers,
  };
}

function withoutVersion(config: Props): Props {
  const { version: _, ...rest } = config;
  return rest;
}

/** The SDK of a provider, by which what sandbox.yaml says of the package has been judged. */
async function sdkFor(context: ServerContext, connection: Connection, config: Props, urn: string): Promise<SdkSource> {
  const version = config.version;
  const wanted = typeof version === "string" ? version : undefined;
  const say = (line: string) => void connection.engineLog.write("info", urn, line, line);
  const sdk = await context.sdks.ensure(connection.pkg, wanted, say);
  if (sdk === undefined) {
    const name = `@pulumi/${connection.pkg}`;
    throw refused(
      "no-sdk",
      `the sandbox reads what ${connection.pkg} accepts from the npm package ${name}${wanted ? ` (version ${wanted})` : ""}, and ` +
        `none is installed in the project or beside the sandbox; run \`npm install ${name}${wanted ? `@${wanted}` : ""}\``,
    );
  }
  assertFitsSdk(context.cloud, connection.pkg, sdk, context.answers);
  return sdk;
}
