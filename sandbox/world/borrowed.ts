import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud, WorldObject } from "../types.js";
import { inventory } from "./inventory.js";

/** Directory of a world with the objects of other worlds that its stacks refer to, one file a stack. */
function borrowedDir(world: string): string {
  return join(world, "borrowed");
}

/**
 * Notes what a stack of another world has, for a program of this one that reads that stack's outputs: the ids among them then
 * exist here, too. Their secrets stay where they are.
 */
export function borrow(world: string, from: string, owner: { readonly project: string; readonly stack: string }): void {
  const dir = borrowedDir(world);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, `${owner.project}.${owner.stack}.json`);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(inventory(from, owner)), { mode: 0o600 });
  renameSync(draft, file);
}

/** Forgets what was borrowed of a stack. */
export function giveBack(world: string, owner: { readonly project: string; readonly stack: string }): void {
  rmSync(join(borrowedDir(world), `${owner.project}.${owner.stack}.json`), { force: true });
}

/** What a world has borrowed; read anew when something was borrowed since. The objects belong to no stack of this world. */
export class Borrowed {
  private readonly dir: string;
  private readonly identities: Cloud["identities"];
  private read = 0;
  private objects: readonly WorldObject[] = [];
  private index: ReadonlyMap<string, readonly WorldObject[]> = new Map();

  constructor(world: string, identities: Cloud["identities"]) {
    this.dir = borrowedDir(world);
    this.identities = identities;
  }

  byType(type: string): WorldObject[] {
    return this.current().filter((object) => object.type === type);
  }

  byIdentity(value: string): readonly WorldObject[] {
    this.current();
    return this.index.get(value) ?? [];
  }

  find(type: string, id: string): WorldObject | undefined {
    return this.current().find((object) => object.type === type && object.id === id);
  }

  private current(): readonly WorldObject[] {
    const changed = statSync(this.dir, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed !== this.read) {
      this.read = changed;
      this.objects = changed === 0 ? [] : readdirSync(this.dir).flatMap((name) => this.load(name));
      const index = new Map<string, WorldObject[]>();
      for (const object of this.objects)
        for (const value of this.identities(object)) index.set(value, [...(index.get(value) ?? []), object]);
      this.index = index;
    }
    return this.objects;
  }

  private load(name: string): WorldObject[] {
    if (!name.endsWith(".json")) return [];
    const objects = JSON.parse(readFileSync(join(this.dir, name), "utf8")) as WorldObject[];
    return objects.map((object) => ({ ...object, project: "", stack: "", created: 0 }));
  }
}
