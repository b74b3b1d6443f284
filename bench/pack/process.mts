import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import * as grpc from "@grpc/grpc-js";
import type { Sent } from "./resources.mts";

const require = createRequire(import.meta.url);
const messages = require("@pulumi/pulumi/proto/analyzer_pb.js") as typeof import("@pulumi/pulumi/proto/analyzer_pb.js");
const services =
  require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const structs =
  require("google-protobuf/google/protobuf/struct_pb.js") as typeof import("google-protobuf/google/protobuf/struct_pb.js");

/** A pack that runs, as the language host starts it. */
export interface RunningPack {
  /** From the start of the process to its port, in milliseconds. */
  readonly startMs: number;
  readonly client: InstanceType<typeof services.AnalyzerClient>;
  stop(): void;
}

/** Starts the pack in a folder and waits until it answers. */
export async function start(directory: string): Promise<RunningPack> {
  const begun = performance.now();
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", directory], {
    cwd: directory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await firstLine(child);
  const startMs = performance.now() - begun;
  const client = new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const stop = (): void => {
    client.close();
    child.kill();
  };
  return { startMs, client, stop };
}

/**
 * Sends a stack as a preview does: each resource to remediate and to analyze, then all of them. Every request goes to each
 * pack in turn, so that what else the machine does meets all of them alike. Gives each pack's time in ms.
 */
export async function preview(packs: readonly RunningPack[], stack: readonly Sent[]): Promise<readonly number[]> {
  const requests = stack.map(request);
  const whole = new messages.AnalyzeStackRequest();
  whole.setResourcesList(stack.map((sent) => resource(sent, stack)));
  const took = packs.map(() => 0);
  const timed = async (index: number, work: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    await work();
    took[index] = (took[index] ?? 0) + performance.now() - begun;
  };
  for (const one of requests) {
    for (const [index, { client }] of packs.entries()) {
      await timed(index, async () => {
        await call((done) => client.remediate(one, done));
        await call((done) => client.analyze(one, done));
      });
    }
  }
  for (const [index, { client }] of packs.entries()) {
    await timed(index, () => call((done) => client.analyzeStack(whole, done)));
  }
  return took;
}

const call = (send: (done: (error: grpc.ServiceError | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => send((error) => (error ? reject(error) : resolve())));

const urn = (sent: Sent): string => `urn:pulumi:bench::bench::${sent.type}::${sent.name}`;
const struct = (props: Record<string, unknown>) => structs.Struct.fromJavaScript(props as Record<string, never>);

function request(sent: Sent) {
  const made = new messages.AnalyzeRequest();
  made.setType(sent.type);
  made.setUrn(urn(sent));
  made.setName(sent.name);
  made.setProperties(struct(sent.inputs));
  made.setOptions(new messages.AnalyzerResourceOptions());
  return made;
}

function resource(sent: Sent, stack: readonly Sent[]) {
  const made = new messages.AnalyzerResource();
  made.setType(sent.type);
  made.setUrn(urn(sent));
  made.setName(sent.name);
  made.setProperties(struct(sent.inputs));
  made.setOptions(new messages.AnalyzerResourceOptions());
  for (const [property, at] of Object.entries(sent.refs)) {
    const on = new messages.AnalyzerPropertyDependencies();
    on.setUrnsList([urn(stack[at] as Sent)]);
    made.getPropertydependenciesMap().set(property, on);
  }
  return made;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data");
  return String(chunk).split("\n")[0] ?? "";
}
