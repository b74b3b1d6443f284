import { Metadata, status } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { Any } from "google-protobuf/google/protobuf/any_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { CloudError } from "../types.js";

/** A refusal on its way to the engine. */
export class Refusal extends Error {
  readonly code: status;
  /** What the log may say: the code of the refusal, never its text, which may quote values. */
  readonly label: string;
  /** What goes with it besides the text. */
  readonly metadata: Metadata | undefined;

  constructor(code: status, label: string, message: string, metadata?: Metadata) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.label = label;
    this.metadata = metadata;
  }
}

/** An object that exists and is not as it should be: the engine takes it into the state with the reasons. */
export class PartialFailure extends Refusal {
  constructor(id: string, properties: Struct | undefined, reason: string, reasons: readonly string[] = [reason]) {
    const detail = new provider.ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(properties);
    detail.setReasonsList([...reasons]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const all = new Status();
    all.setCode(status.UNKNOWN);
    all.setMessage(reason);
    all.addDetails(packed);
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(all.serializeBinary()));
    super(status.UNKNOWN, "partial", reason, metadata);
  }
}

/**
 * A cloud's own refusal. FAILED_PRECONDITION tells the engine that nothing has changed; after UNKNOWN and INTERNAL it would
 * not know what became of the object.
 */
export function refusedByCloud(error: CloudError): Refusal {
  const text = error.message.startsWith(error.code) ? error.message : `${error.code}: ${error.message}`;
  return new Refusal(status.FAILED_PRECONDITION, error.code, `${text} (sandbox)`);
}

/** A request that makes no sense in the protocol or in this session. */
export function refused(label: string, message: string): Refusal {
  return new Refusal(status.FAILED_PRECONDITION, label, message);
}

/** What the sandbox does not do, with the way out. */
export function unsupported(label: string, message: string): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, label, message);
}
