import type { UpdateRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import { assumptionText } from "../models/assumption.js";
import type { DiffResult } from "../types.js";
import type { EngineLog } from "./engine-log.js";

/**
 * Says in the engine's log which changes are made in place without a source that says so. A preview always says it; the update
 * that follows does not repeat it.
 */
export class Assumptions {
  /** What the last preview said, by URN, until the update. */
  private readonly told = new Map<string, string>();

  async tell(log: EngineLog, request: UpdateRequest, difference: () => DiffResult): Promise<void> {
    const urn = request.getUrn();
    const before = this.told.get(urn);
    this.told.delete(urn);
    const { assumed = [] } = difference();
    if (assumed.length === 0) return;
    const message = assumptionText(assumed);
    if (request.getPreview()) this.told.set(urn, message);
    else if (before === message) return;
    await log.write("info", urn, "assumption", message);
  }
}
