import { nearest } from "../components/core/nearest.js";

/** `"did you mean up?"`, or nothing when no candidate is near. `slips` as `nearest` takes them. */
export function didYouMean(word: string, candidates: readonly string[], slips?: number): string {
  const best = nearest(word, candidates, slips);
  return best === undefined ? "" : `did you mean ${best}?`;
}

/** "1 resource", "2 resources". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Seconds for people: "0.8 s", "14 s", "2 min 5 s". */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
