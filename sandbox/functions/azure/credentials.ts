import { guess } from "../../models/guess.js";
import { kindOf } from "../../models/kind.js";
import type { ObjectContext } from "../../models/model.js";
import { contextOf } from "../../models/objects.js";
import { lastSegment, text } from "../../models/values.js";
import type { FunctionSchema } from "../../schema/functions.js";
import type { Member, SdkSchema } from "../../schema/index.js";
import type { InvokeOutcome, InvokeRequest, Props, WorldObject } from "../../types.js";
import { error, result } from "../answer.js";

/** What a resource hands out on request, by the end of the function's name. */
const handedOut =
  /(Keys?|Credentials?|Secrets?|ConnectionStrings?|CallbackUrl|SASUri|AccountSAS|ServiceSAS|AuthKeys|SharedKeys)$/;

/** Members that describe a credential and are none. */
const open = /^(id|name|type|kind|location|keyName|username|userName|publishingUserName|systemData|tags)$/;

/**
 * Keys, connection strings and other credentials of an object of the subscription, as `list...` functions give them: the same
 * in every run, of the right form, all secret. Undefined for a function that gives something else.
 */
export function credentials(r: InvokeRequest, sdk: SdkSchema, fn: FunctionSchema): InvokeOutcome | undefined {
  const types = handedOut.test(fn.name) ? ownersOf(sdk, fn) : [];
  if (types.length === 0) return undefined;
  const owner = types.flatMap((type) => r.world.byType(type)).find((o) => isMeant(r, o));
  if (owner === undefined)
    return error(
      "ResourceNotFound",
      `The Resource '${types[0]}' of ${Object.keys(r.args).join(", ")} was not found in the sandbox; create it first, correct the names, or declare it in sandbox.yaml under existing`,
    );
  const kind = kindOf(r.session, owner.type);
  if (kind === undefined) return undefined;
  const c = contextOf(kind, { ...owner, session: r.session, world: r.world });
  const own = { c, owner, fn: fn.name, rule: text(r.args.authorizationRuleName) ?? "RootManageSharedAccessKey" };
  const members = [...fn.result.values()];
  const answer = Object.fromEntries(
    members.map((member) => [
      member.name,
      member.optional && open.test(member.name) ? owner.outputs[member.name] : credentialOf(own, member),
    ]),
  );
  return result(
    { ...answer, ...("keyName" in answer ? { keyName: own.rule } : {}) },
    members.map((m) => m.name).filter((name) => !open.test(name)),
  );
}

/** `listNamespaceKeys` is about a `Namespace`; where the name does not say, an argument does (`workspaceName`). */
function ownersOf(sdk: SdkSchema, fn: FunctionSchema): string[] {
  const [pkg, module] = fn.token.split(":");
  const words = fn.name.replace(/^(list|get)/, "").match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [];
  const nouns = words.map((_, i) => words.slice(0, words.length - i).join(""));
  const named = [...fn.args.keys()].map((key) =>
    key.replace(/Name$/, "").replace(/^./, (letter) => letter.toUpperCase()),
  );
  return [...nouns, ...named.reverse()]
    .map((noun) => `${pkg}:${module}:${noun}`)
    .filter((type) => sdk.resource(type) !== undefined)
    .slice(0, 1);
}

function isMeant(r: InvokeRequest, o: WorldObject): boolean {
  const segments = new Set(o.id.toLowerCase().split("/"));
  const group = text(r.args.resourceGroupName)?.toLowerCase() ?? "";
  if (o.account !== r.session.account || !segments.has(group)) return false;
  const last = lastSegment(o.id).toLowerCase();
  return Object.values(r.args).some((value) => typeof value === "string" && value.toLowerCase() === last);
}

interface Own {
  readonly c: ObjectContext;
  readonly owner: WorldObject;
  readonly fn: string;
  readonly rule: string;
}

function credentialOf(own: Own, member: Member): unknown {
  const { name, type } = member;
  if (type.kind === "list") return listOf(own, name);
  if (type.kind === "map") return { default: key(own, name) };
  if (type.kind !== "string") return guess(own.c, member);
  if (/ConnectionString$/i.test(name))
    return connectionString(own, key(own, name.replace(/ConnectionString$/i, "Key")));
  if (/(key|password|secret|token|sas\w*)$/i.test(name)) return key(own, name);
  if (/username$/i.test(name)) return lastSegment(own.owner.id);
  return own.owner.outputs[name] ?? guess(own.c, member);
}

/** 32 bytes in base64, as most of Azure's keys; they begin by saying where they come from. */
function key(own: Own, name: string): string {
  return Buffer.concat([Buffer.from("sandbox-"), own.c.derive.raw(`${own.fn} ${name}`, 24)]).toString("base64");
}

function listOf(own: Own, name: string): Props[] {
  const two = [1, 2].map((n) => ({
    name: `${name === "passwords" ? "password" : "key"}${n === 1 ? "" : n}`,
    keyName: `key${n}`,
    value: key(own, `${name}${n}`),
  }));
  if (/connectionStrings/i.test(name))
    return [1, 2].map((n) => ({
      connectionString: connectionString(own, key(own, `key${n}`)),
      description: n === 1 ? "Primary" : "Secondary",
    }));
  return two;
}

/** The forms that the clients of each service read. */
function connectionString(own: Own, secret: string): string {
  const name = lastSegment(own.owner.id);
  const [, module = ""] = own.owner.type.split(":");
  switch (module) {
    case "servicebus":
    case "eventhub":
    case "relay":
    case "notificationhubs": {
      const namespace = /\/namespaces\/([^/]+)/i.exec(own.owner.id)?.[1] ?? name;
      return `Endpoint=sb://${namespace}.servicebus.windows.net/;SharedAccessKeyName=${own.rule};SharedAccessKey=${secret}`;
    }
    case "cosmosdb":
    case "documentdb":
      return `AccountEndpoint=https://${name}.documents.azure.com:443/;AccountKey=${secret};`;
    case "storage":
      return `DefaultEndpointsProtocol=https;AccountName=${name};AccountKey=${secret};EndpointSuffix=core.windows.net`;
    case "signalrservice":
      return `Endpoint=https://${name}.service.signalr.net;AccessKey=${secret};Version=1.0;`;
    default:
      return `Endpoint=https://${name}.sandbox.invalid/;AccessKey=${secret}`;
  }
}
