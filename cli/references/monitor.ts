import type { ServiceDefinition } from "@grpc/grpc-js";
import * as monitorService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import * as messages from "@pulumi/pulumi/proto/resource_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { type Forwarder, forward, type Interception } from "./forward.js";

const stackReference = "pulumi:pulumi:StackReference";
/** Functions that read a stack, with the argument that names it. */
const functions: Readonly<Record<string, string>> = {
  "pulumi:pulumi:readStackOutputs": "name",
  "pulumi:pulumi:readStackResourceOutputs": "stackName",
};

/** What the engine uses for a value that is not known yet. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The stack in the sandbox's backend that a program means by a name. Throws the message for the user where there is none. */
export type ResolveStack = (name: string) => string;

/**
 * Serves a resource monitor to a program: everything is passed on, but the names of stacks that it reads become those of the
 * sandbox's backend on their way to the engine, and what they were on the way back.
 */
export function serveMonitor(target: string, resolve: ResolveStack): Promise<Forwarder> {
  const { ResourceMonitorService: service } = monitorService as unknown as {
    ResourceMonitorService: ServiceDefinition;
  };
  return forward(service, target, {
    readResource: ofResource(messages.ReadResourceRequest, messages.ReadResourceResponse, "getProperties", resolve),
    registerResource: ofResource(
      messages.RegisterResourceRequest,
      messages.RegisterResourceResponse,
      "getObject",
      resolve,
    ),
    invoke: ofFunction(resolve),
  });
}

interface Message {
  serializeBinary(): Uint8Array;
}

interface Request extends Message {
  getType(): string;
  getProperties?(): Struct | undefined;
  getObject?(): Struct | undefined;
}

interface MessageClass<T> {
  deserializeBinary(bytes: Uint8Array): T;
}

type Properties = "getProperties" | "getObject";

function ofResource<R extends Message & { [P in Properties]?: () => Struct | undefined }>(
  requests: MessageClass<Request>,
  responses: MessageClass<R>,
  properties: Properties,
  resolve: ResolveStack,
): Interception {
  const mine = (bytes: Buffer): Request | undefined => {
    if (!bytes.includes(stackReference)) return undefined;
    const request = requests.deserializeBinary(bytes);
    return request.getType() === stackReference ? request : undefined;
  };
  return {
    request: (bytes) => {
      const request = mine(bytes);
      return request !== undefined && rename(request[properties]?.(), "name", resolve) ? bytesOf(request) : bytes;
    },
    response: (bytes, sent) => {
      const name = textIn(mine(sent)?.[properties]?.(), "name");
      if (name === undefined) return bytes;
      const response = responses.deserializeBinary(bytes);
      return rename(response[properties]?.(), "name", () => name) ? bytesOf(response) : bytes;
    },
  };
}

function ofFunction(resolve: ResolveStack): Interception {
  const mine = (bytes: Buffer): { request: messages.ResourceInvokeRequest; argument: string } | undefined => {
    if (!bytes.includes("pulumi:pulumi:readStack")) return undefined;
    const request = messages.ResourceInvokeRequest.deserializeBinary(bytes);
    const argument = functions[request.getTok()];
    return argument === undefined ? undefined : { request, argument };
  };
  return {
    request: (bytes) => {
      const found = mine(bytes);
      return found !== undefined && rename(found.request.getArgs(), found.argument, resolve)
        ? bytesOf(found.request)
        : bytes;
    },
    response: (bytes, sent) => {
      const found = mine(sent);
      const name = textIn(found?.request.getArgs(), found?.argument ?? "");
      if (name === undefined) return bytes;
      const response = messages.ResourceInvokeResponse.deserializeBinary(bytes);
      return rename(response.getReturn(), "name", () => name) ? bytesOf(response) : bytes;
    },
  };
}

/** The text of a property; undefined where it is none, or not known yet. */
function textIn(properties: Struct | undefined, key: string): string | undefined {
  const value = properties?.getFieldsMap().get(key);
  const text = value?.hasStringValue() === true ? value.getStringValue() : undefined;
  return text === unknownText ? undefined : text;
}

/** Changes the name in a property. False where nothing was to be changed. */
function rename(properties: Struct | undefined, key: string, change: (name: string) => string): boolean {
  const name = textIn(properties, key);
  if (name === undefined) return false;
  const changed = change(name);
  properties?.getFieldsMap().get(key)?.setStringValue(changed);
  return changed !== name;
}

function bytesOf(message: Message): Buffer {
  return Buffer.from(message.serializeBinary());
}
