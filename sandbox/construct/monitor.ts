import { type Client, credentials, type ServiceError, status } from "@grpc/grpc-js";
import { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import * as monitorService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import * as resource from "@pulumi/pulumi/proto/resource_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { refused } from "../server/status.js";

/** A resource that a component registers. */
export interface Child {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly inputs: Struct;
  readonly dependencies: readonly string[];
  /** Types under which the resource was known before. */
  readonly aliases: readonly string[];
  readonly retainOnDelete: boolean;
  /** Of the SDK: chooses the default provider of the same version. */
  readonly version: string;
}

export interface Registered {
  readonly urn: string;
  readonly id: string;
}

type MonitorClient = Client & {
  registerResource(
    request: resource.RegisterResourceRequest,
    done: (error: ServiceError | null, response?: resource.RegisterResourceResponse) => void,
  ): void;
};

/** The engine's resource monitor, for the component of one Construct request. */
export class Monitor {
  private readonly request: provider.ConstructRequest;
  private readonly client: MonitorClient;

  constructor(request: provider.ConstructRequest) {
    this.request = request;
    const { ResourceMonitorClient } = monitorService as unknown as {
      ResourceMonitorClient: new (address: string, channel: unknown, options: object) => MonitorClient;
    };
    this.client = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
  }

  close(): void {
    this.client.close();
  }

  /** Registers the component itself, with the options that the program gave to it. */
  component(): Promise<Registered> {
    const { request } = this;
    const message = this.message(request.getType(), request.getName(), request.getParent(), false);
    message.setDependenciesList(request.getDependenciesList());
    message.setAliasesList(request.getAliasesList());
    request.getProvidersMap().forEach((reference, name) => {
      message.getProvidersMap().set(name, reference);
    });
    const protect = request.getProtect();
    if (protect !== undefined) message.setProtect(protect);
    const retain = request.getRetainondelete();
    if (retain !== undefined) message.setRetainondelete(retain);
    message.setDeletedwith(request.getDeletedwith());
    message.setIgnorechangesList(request.getIgnorechangesList());
    message.setReplaceonchangesList(request.getReplaceonchangesList());
    message.setAdditionalsecretoutputsList(request.getAdditionalsecretoutputsList());
    return this.register(message);
  }

  child(child: Child): Promise<Registered> {
    const message = this.message(child.type, child.name, child.parent, true);
    message.setObject(child.inputs);
    message.setDependenciesList([...child.dependencies]);
    message.setVersion(child.version);
    message.setProvider(this.request.getProvidersMap().get("kubernetes") ?? "");
    message.setAliasesList(child.aliases.map(aliasOf));
    if (child.retainOnDelete) message.setRetainondelete(true);
    const protect = this.request.getProtect();
    if (protect !== undefined) message.setProtect(protect);
    return this.register(message);
  }

  private message(type: string, name: string, parent: string, custom: boolean): resource.RegisterResourceRequest {
    const message = new resource.RegisterResourceRequest();
    message.setType(type);
    message.setName(name);
    message.setParent(parent);
    message.setCustom(custom);
    message.setAcceptsecrets(true);
    message.setAcceptresources(true);
    message.setSupportspartialvalues(true);
    message.setAliasspecs(true);
    message.setParentstacktracehandle(this.request.getStackTraceHandle());
    return message;
  }

  private register(message: resource.RegisterResourceRequest): Promise<Registered> {
    return new Promise((resolve, reject) => {
      this.client.registerResource(message, (error, response) => {
        if (error === null && response !== undefined) {
          resolve({ urn: response.getUrn(), id: response.getId() });
          return;
        }
        // The engine has told of the resource's own failure; it ends the monitor then.
        const isOver = error === null || error.code === status.UNAVAILABLE || error.code === status.CANCELLED;
        const said = isOver ? "the engine has ended this update" : error.details;
        reject(refused("construct", `${message.getType()} ${message.getName()} could not be registered: ${said}`));
      });
    });
  }
}

function aliasOf(type: string): Alias {
  const spec = new Alias.Spec();
  spec.setType(type);
  const alias = new Alias();
  alias.setSpec(spec);
  return alias;
}
