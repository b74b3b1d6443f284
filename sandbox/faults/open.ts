import { rmSync } from "node:fs";
import { messageOf } from "../errors.js";
import type { ServerContext } from "../server/context.js";
import type { Faults } from "../server/faults.js";
import { changeByHand, deleteByHand } from "./drift.js";
import type { RunOptions } from "./model.js";
import { openRecord } from "./record.js";
import { RunFaults } from "./run.js";

/** The faults of one run in a running server. */
export function runFaults(options: RunOptions, context: ServerContext): { readonly faults: Faults; close(): void } {
  const { cloud, store } = context;
  const record = openRecord(options.record);
  const world = {
    identities: cloud.identities,
    count: ({ type, account, region }: { type: string; account: string; region: string | undefined }) =>
      store.byType(type).filter((object) => object.account === account && object.region === region).length,
    byHand: (object: { readonly created: number }, by: "change" | "delete") => {
      const stored = store.byNumber(object.created);
      if (stored === undefined) return "nothing: it is gone already";
      try {
        return by === "delete" ? deleteByHand(context, stored, false) : changeByHand(context, stored, undefined);
      } catch (error) {
        // Some types have nothing that anybody would change by hand, and what is in use cannot be deleted.
        return `nothing: ${messageOf(error)}`;
      }
    },
  };
  const close = () => {
    record.close();
    // Whoever asked for the run has read it, or is gone.
    rmSync(options.record, { force: true });
  };
  return { faults: new RunFaults(options, world, record), close };
}
