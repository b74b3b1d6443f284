import * as grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

type Handler<Q, A> = grpc.handleUnaryCall<Q, A>;

/** A provider of any package that accepts everything, gives back what it got, and knows an id only after the creation. */
export class EchoProvider {
  /** URNs of what was really created. */
  readonly created: string[] = [];
  readonly #server = new grpc.Server();

  /** Serves until `stop`; gives the port. */
  start(): Promise<number> {
    this.#server.addService(services.ResourceProviderService, {
      attach: reply(() => new empty.Empty()),
      cancel: reply(() => new empty.Empty()),
      getPluginInfo: reply(() => new plugin.PluginInfo()),
      diffConfig: reply(() => new provider.DiffResponse()),
      configure: this.#configure,
      checkConfig: this.#check,
      check: this.#check,
      diff: reply(() => new provider.DiffResponse()),
      create: this.#create,
    });
    return new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  readonly #configure = reply(() => {
    const response = new provider.ConfigureResponse();
    response.setSupportspreview(true);
    response.setAcceptsecrets(true);
    return response;
  });

  readonly #check = reply((request: provider.CheckRequest) => {
    const response = new provider.CheckResponse();
    response.setInputs(request.getNews());
    return response;
  });

  readonly #create = reply((request: provider.CreateRequest) => {
    const response = new provider.CreateResponse();
    const properties = request.getProperties() ?? new struct.Struct();
    if (!request.getPreview()) {
      this.created.push(request.getUrn());
      response.setId(`id-${this.created.length}`);
    }
    response.setProperties(properties);
    return response;
  });
}

function reply<Q, A>(answer: (request: Q) => A): Handler<Q, A> {
  return (call, callback) => callback(null, answer(call.request));
}
