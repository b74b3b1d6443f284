import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { WorldObject } from "../../../sandbox/index.js";
import { Engine, type Json, struct } from "../../sandbox/support/client.js";

/** Changes properties of an AWS object behind the back of the stack that made it, as somebody in the console does. */
export async function changedByHand(port: number, object: WorldObject, change: Json): Promise<void> {
  await asSomebody(port, object, async (engine) => {
    const request = new provider.UpdateRequest();
    request.setUrn(object.urn);
    request.setId(object.id);
    request.setOldInputs(struct(object.inputs as Json));
    request.setOlds(struct(object.outputs as Json));
    request.setNews(struct({ ...(object.inputs as Json), ...change }));
    await engine.call("update", request);
  });
}

/** Deletes an AWS object behind the back of the stack that made it. */
export async function deletedByHand(port: number, object: WorldObject): Promise<void> {
  await asSomebody(port, object, async (engine) => {
    const request = new provider.DeleteRequest();
    request.setUrn(object.urn);
    request.setId(object.id);
    request.setProperties(struct(object.outputs as Json));
    await engine.call("delete", request);
  });
}

async function asSomebody(port: number, object: WorldObject, act: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = new Engine(port, "aws", object.stack);
  try {
    await engine.open({ region: object.region ?? "", allowedAccountIds: JSON.stringify([object.account]) });
    await act(engine);
  } finally {
    engine.close();
  }
}
