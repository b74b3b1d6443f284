import type { Props } from "../../types.js";
import { at, isSet, text } from "../values.js";

/** Paths that replace because of the values on both sides; otherwise the table of replacements holds. */
export type Condition = (olds: Props, news: Props) => readonly string[];

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What any of several conditions says. */
export const anyOf =
  (...conditions: readonly Condition[]): Condition =>
  (olds, news) =>
    conditions.flatMap((condition) => condition(olds, news));

/** Turned off, where it was on. */
export const switchedOff =
  (...paths: readonly string[]): Condition =>
  (olds, news) =>
    paths.filter((path) => at(olds, path) === true && at(news, path) !== true);

export const smaller =
  (...paths: readonly string[]): Condition =>
  (olds, news) =>
    paths.filter((path) => Number(at(news, path)) < Number(at(olds, path)));

/** Taken away, where it was set. */
export const removed =
  (...paths: readonly string[]): Condition =>
  (olds, news) =>
    paths.filter((path) => isSet(at(olds, path)) && !isSet(at(news, path)));

/** Set on one side only. */
export const comesOrGoes =
  (...paths: readonly string[]): Condition =>
  (olds, news) =>
    paths.filter((path) => isSet(at(olds, path)) !== isSet(at(news, path)));

/** A version that is lower than before. */
export const downgraded =
  (path: string): Condition =>
  (olds, news) =>
    olderThan(text(at(news, path)), text(at(olds, path))) ? [path] : [];

/** "6.2" is older than "7.0.5"; a part that one side does not have counts as the highest ("7.0" is no older than "7.0.5"). */
export function olderThan(version: string | undefined, than: string | undefined): boolean {
  if (version === undefined || than === undefined) return false;
  const [left, right] = [version, than].map((value) => value.split(".").map(Number)) as [number[], number[]];
  const place = left.findIndex((part, i) => part !== (right[i] ?? part));
  return place >= 0 && (left[place] as number) < (right[place] as number);
}
