import { UNKNOWN } from "../../../types.js";

/** Collects what is wrong with one object, in the words of the API server. Values that are not known yet are never wrong. */
export class Report {
  readonly problems: string[] = [];

  invalid(path: string, value: unknown, detail: string): void {
    if (value !== UNKNOWN) this.problems.push(`${path}: Invalid value: ${show(value)}: ${detail}`);
  }
  required(path: string, detail?: string): void {
    this.problems.push(`${path}: Required value${detail === undefined ? "" : `: ${detail}`}`);
  }
  unsupported(path: string, value: unknown, supported: readonly string[]): void {
    if (value === UNKNOWN) return;
    const list = supported.map((name) => JSON.stringify(name)).join(", ");
    this.problems.push(`${path}: Unsupported value: ${show(value)}: supported values: ${list}`);
  }
  forbidden(path: string, detail: string): void {
    this.problems.push(`${path}: Forbidden: ${detail}`);
  }
  duplicate(path: string, value: unknown): void {
    this.problems.push(`${path}: Duplicate value: ${show(value)}`);
  }
  notFound(path: string, value: unknown): void {
    this.problems.push(`${path}: Not found: ${show(value)}`);
  }
  tooLong(path: string, bytes: number): void {
    this.problems.push(`${path}: Too long: may not be more than ${bytes} bytes`);
  }

  /** A choice; the object that is validated already has the server's defaults. */
  choice(path: string, value: unknown, supported: readonly string[], shown: unknown = value): void {
    if (value !== UNKNOWN && !supported.includes(value as string)) this.unsupported(path, shown, supported);
  }
  notNegative(path: string, value: unknown): void {
    if (typeof value === "number" && value < 0) this.invalid(path, value, "must be greater than or equal to 0");
  }
  /** Adds the words of a name rule. */
  named(path: string, value: unknown, complaints: readonly string[]): void {
    for (const complaint of complaints) this.invalid(path, value, complaint);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) => (inner === UNKNOWN ? "<unknown>" : inner));
}
