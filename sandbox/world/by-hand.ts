import type { DatabaseSync } from "node:sqlite";
import type { StoredObject } from "./stored.js";
import type { Vault } from "./vault.js";

/** A change made by hand: without `before` an addition, without `after` a deletion. */
export interface ByHand {
  readonly before?: StoredObject;
  readonly after?: StoredObject;
}

/** The changes made by hand that were not taken back, in the store itself; sealed, since objects may have secrets. */
export class ByHandJournal {
  private readonly db: DatabaseSync;
  private readonly vault: Vault;

  constructor(db: DatabaseSync, vault: Vault) {
    this.db = db;
    this.vault = vault;
  }

  note(change: ByHand): void {
    const sealed = this.vault.seal(JSON.stringify(change), "by-hand");
    const seq = (change.before ?? change.after)?.created ?? 0;
    this.db.prepare("INSERT INTO by_hand (seq, sealed) VALUES (?, ?)").run(seq, sealed);
  }

  /** The oldest first. */
  all(): (ByHand & { readonly number: number })[] {
    const rows = this.db.prepare("SELECT number, sealed FROM by_hand ORDER BY number").all();
    return rows.map(({ number, sealed }) => ({
      ...(JSON.parse(this.vault.open(sealed as Uint8Array, "by-hand")) as ByHand),
      number: Number(number),
    }));
  }

  forget(number: number): void {
    this.db.prepare("DELETE FROM by_hand WHERE number = ?").run(number);
  }
}
