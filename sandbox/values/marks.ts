import type { Props } from "../types.js";
import { eachString, type Path, valueAt } from "./paths.js";

/** Shorter strings are not looked for inside others: "a" or "443" would make everything a secret. */
const shortestTaint = 5;

/**
 * Which values of a property tree are secret.
 *
 * By place: the paths that the engine marked, or that the cloud always treats as secret. By value: a string that contains
 * a secret one (also base64 or inside JSON) is secret wherever a model has copied it to.
 */
export class SecretMarks {
  readonly paths: Path[];
  /** The secret values that taint others. */
  readonly values: unknown[];
  private readonly keys: Set<string>;
  private readonly taints: Set<string>;

  constructor(paths: readonly Path[] = [], values: readonly unknown[] = []) {
    this.paths = [];
    this.values = [];
    this.keys = new Set();
    this.taints = new Set();
    for (const path of paths) {
      this.addPath(path);
    }
    for (const value of values) {
      this.addValue(value);
    }
  }

  /** The marks of a tree whose secret paths are known: its secret strings taint others. */
  static of(props: Props, paths: readonly Path[]): SecretMarks {
    return new SecretMarks(
      paths,
      paths.map((path) => valueAt(props, path)),
    );
  }

  get empty(): boolean {
    return this.keys.size === 0 && this.taints.size === 0;
  }

  addPath(path: Path): void {
    const key = JSON.stringify(path);
    if (!this.keys.has(key)) {
      this.keys.add(key);
      this.paths.push(path);
    }
  }

  /** Makes every string inside a secret value taint the strings that contain it. */
  addValue(value: unknown): void {
    this.values.push(value);
    eachString(value, (text) => {
      if (text.length >= shortestTaint) {
        this.taints.add(text);
        this.taints.add(Buffer.from(text).toString("base64"));
        this.taints.add(JSON.stringify(text).slice(1, -1));
      }
    });
  }

  /** True where the value at that very path is secret. */
  covers(path: Path, value: unknown): boolean {
    if (this.keys.size > 0 && this.keys.has(JSON.stringify(path))) {
      return true;
    }
    return typeof value === "string" && this.tainted(value);
  }

  tainted(text: string): boolean {
    for (const taint of this.taints) {
      if (text.includes(taint)) {
        return true;
      }
    }
    return false;
  }
}
