import * as pulumi from "@pulumi/pulumi";
import type { TagProblem, TagRules } from "./clouds.js";

/** Tags as a provider's argument takes them. */
export type InputTags = pulumi.Input<Record<string, pulumi.Input<string>>>;

interface Limits {
  readonly most: number;
  readonly keyLength: number;
  readonly valueLength: number;
  readonly keyAllowed: RegExp;
  readonly keyText: string;
  readonly valueAllowed?: RegExp;
  readonly valueText?: string;
}

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const awsLimits: Limits = {
  most: 50,
  keyLength: 128,
  valueLength: 256,
  keyAllowed: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u,
  keyText: "letters, digits, spaces and _ . : / = + - @",
  valueAllowed: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
  valueText: "letters, digits, spaces and _ . : / = + - @",
};

/** https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources */
const azureLimits: Limits = {
  most: 50,
  keyLength: 512,
  valueLength: 256,
  keyAllowed: /^[^<>%&\\?/]+$/,
  keyText: "anything but < > % & \\ ? /",
};

/** https://cloud.google.com/resource-manager/docs/labels-overview */
const gcpMost = 64;
const gcpLength = 63;

export const awsTagRules: TagRules = {
  most: awsLimits.most,
  convert(tags) {
    const problems = limitProblems(tags, awsLimits);
    for (const key of Object.keys(tags))
      if (/^aws:/i.test(key)) problems.push({ key, reason: `"${key}" begins with "aws:", which AWS keeps; rename it` });
    return { tags: { ...tags }, problems };
  },
};

export const azureTagRules: TagRules = {
  most: azureLimits.most,
  convert(tags) {
    const problems = limitProblems(tags, azureLimits);
    for (const [key, other] of collisions(tags, (name) => name.toLowerCase()))
      problems.push({ key, reason: `"${key}" and "${other}" are one tag on Azure, which ignores case; keep one` });
    return { tags: { ...tags }, problems };
  },
};

/** Tags become labels: lower case, and a hyphen for each character that a label cannot have. */
export const gcpTagRules: TagRules = {
  most: gcpMost,
  convert(tags) {
    const problems: TagProblem[] = [];
    const labels: Record<string, string> = {};
    if (Object.keys(tags).length > gcpMost) problems.push(tooMany(tags, gcpMost));
    for (const [key, value] of Object.entries(tags)) {
      const [name, text] = [toLabel(key), toLabel(value)];
      if (!/^[a-z]/.test(name))
        problems.push({ key, reason: `"${key}" would be the label "${name}"; a label begins with a letter` });
      if (name.length > gcpLength) problems.push(tooLong(key, "key", name.length, gcpLength));
      if (text.length > gcpLength) problems.push(tooLong(key, "value", text.length, gcpLength));
      labels[name] = text;
    }
    for (const [key, other] of collisions(tags, toLabel))
      problems.push({ key, reason: `"${key}" and "${other}" both become the label "${toLabel(key)}"; rename one` });
    return { tags: labels, problems };
  },
};

function toLabel(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]/gu, "-");
}

/** Pairs of keys, the later first, that are the same after `convert`. */
function collisions(tags: Readonly<Record<string, string>>, convert: (key: string) => string): [string, string][] {
  const seen = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const key of Object.keys(tags)) {
    const other = seen.get(convert(key));
    if (other === undefined) seen.set(convert(key), key);
    else pairs.push([key, other]);
  }
  return pairs;
}

function limitProblems(tags: Readonly<Record<string, string>>, limits: Limits): TagProblem[] {
  const problems: TagProblem[] = [];
  if (Object.keys(tags).length > limits.most) problems.push(tooMany(tags, limits.most));
  for (const [key, value] of Object.entries(tags)) {
    if (key.length > limits.keyLength) problems.push(tooLong(key, "key", key.length, limits.keyLength));
    if (value.length > limits.valueLength) problems.push(tooLong(key, "value", value.length, limits.valueLength));
    if (!limits.keyAllowed.test(key))
      problems.push({ key, reason: `"${key}" has characters that a tag cannot have; use ${limits.keyText}` });
    if (limits.valueAllowed !== undefined && !limits.valueAllowed.test(value))
      problems.push({ key, reason: `"${value}" has characters that a value cannot have; use ${limits.valueText}` });
  }
  return problems;
}

function tooMany(tags: object, most: number): TagProblem {
  return { key: "", reason: `there are ${Object.keys(tags).length} tags, at most ${most} are allowed; remove some` };
}

/** Why merged tags are more than a resource can carry; nothing while they are not all known. */
export function countProblem(tags: InputTags, { most }: TagRules): string | undefined {
  return isPlain(tags) && Object.keys(tags).length > most ? tooMany(tags, most).reason : undefined;
}

function tooLong(key: string, what: "key" | "value", length: number, most: number): TagProblem {
  return { key, reason: `the ${what} has ${length} characters, at most ${most} are allowed; shorten it` };
}

/** The later tags over the earlier ones, key by key, also where some are known only after an apply. */
export function mergeTags(...layers: readonly (InputTags | undefined)[]): InputTags {
  const given = layers.filter((layer) => layer !== undefined);
  if (given.every(isPlain)) return Object.assign({}, ...given);
  return pulumi.all(given.map((layer) => pulumi.output(layer))).apply((maps) => Object.assign({}, ...maps));
}

function isPlain(layer: InputTags): layer is Record<string, pulumi.Input<string>> {
  return !pulumi.Output.isInstance(layer) && !(layer instanceof Promise);
}
