import { awsReferences } from "../../data/references/aws.js";
import { awsArnForms, awsIdForms, awsNeverChecked, awsProse, awsUnchecked } from "../../data/references/aws-forms.js";
import { awsTargets } from "../../data/references/aws-targets.js";
import { awsWords } from "../../data/references/aws-words.js";
import type { Target, Words } from "../../data/references/model.js";
import type { CloudError, WorldObject } from "../../types.js";
import { parseArn } from "../arn.js";
import type { Model, ObjectContext } from "../model.js";
import { type Mention, mentions, nameIn, resolves, wayOut, wordsFor } from "../reference-table.js";
import { strings, text } from "../values.js";
import { alwaysThere } from "./always.js";

const idForm = /^([a-z]+(?:-[a-z]+)?)-[0-9a-f]{8,17}$/;

/** What the table says of a target, with the words of the service that is asked. */
function wordsOf(c: ObjectContext, target: string): Words {
  const module = c.schema.token.split(":")[1]?.split("/")[0] ?? "";
  const words = awsWords[module === "alb" ? "lb" : module] as Readonly<Record<string, Words>> | undefined;
  return words?.[target] ?? targetOf(target);
}

function targetOf(name: string): Target {
  return awsTargets[name as keyof typeof awsTargets];
}

/** The first reference of the inputs to something that should exist in this account and region, and does not. */
export function missingReference(c: ObjectContext, model: Model | undefined): CloudError | undefined {
  for (const mention of mentions(awsReferences, c)) {
    const error = missingInTable(c, mention);
    if (error !== undefined) return error;
  }
  const unchecked = [...(awsUnchecked[c.schema.token] ?? []), ...(model?.notReferences ?? [])];
  const before = c.self === undefined ? undefined : new Set([...strings(c.self.inputs)].map((s) => s.value));
  for (const { path, value } of strings(c.inputs)) {
    if (awsProse.test(path) || awsNeverChecked.test(path) || before?.has(value)) continue;
    if (unchecked.some((p) => path.startsWith(p))) continue;
    const error = byId(c, path, value) ?? byArn(c, path, value);
    if (error !== undefined) return error;
  }
  return undefined;
}

function missingInTable(c: ObjectContext, mention: Mention): CloudError | undefined {
  const { value } = mention;
  const target = targetOf(mention.target);
  if (target.types.length === 0) return byId(c, mention.path, value);
  const name = nameIn(target, value);
  if (name === undefined || target.always?.test(value) || target.always?.test(name)) return undefined;
  if (alwaysThere(c).has(value)) return undefined;
  const arn = parseArn(value);
  if (arn !== undefined && arn.account !== "" && arn.account !== c.account) return undefined;
  const anywhere = target.global === true || arn !== undefined;
  const fits = (o: WorldObject) => o.account === c.account && (anywhere || isIn(o, c.region));
  return resolves(c.world, target, value, name, fits) ? undefined : wordsFor(wordsOf(c, mention.target), mention, c);
}

function byId(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const prefix = idForm.exec(value)?.[1];
  const target = prefix === undefined ? undefined : awsIdForms[prefix];
  if (target === undefined || /^(peer|owner)/.test(path) || alwaysThere(c).has(value)) return undefined;
  const found = c.world.byIdentity(value);
  if (found.some((o) => o.type === "" || (o.account === c.account && isIn(o, c.region)))) return undefined;
  const elsewhere = found[0];
  const error = wordsFor(wordsOf(c, target), { path, value, target }, c);
  if (elsewhere === undefined) return error;
  const place = `${path} names an object of account ${elsewhere.account} in ${regionOf(elsewhere)}, and this resource is made in account ${c.account} in ${c.region}`;
  return { code: error.code, message: error.message.replace(`(${path}): ${wayOut}`, `(${place})`) };
}

function byArn(c: ObjectContext, path: string, value: string): CloudError | undefined {
  const arn = value.startsWith("arn:") ? parseArn(value.replace(/:\*$/, "")) : undefined;
  if (arn === undefined || arn.account !== c.account) return undefined;
  const form = awsArnForms.find(([service, resource]) => service === arn.service && resource.test(arn.resource));
  if (form === undefined) return undefined;
  return missingInTable(c, { path, value, target: form[2] });
}

/** The region that an object lives in: its own `region` input, else its provider's. */
export function regionOf(object: WorldObject): string {
  return text(object.inputs.region) ?? object.region ?? "";
}

/** Whether an object is in a region; one that was declared without a region is in all of them. */
function isIn(object: WorldObject, region: string): boolean {
  const own = regionOf(object);
  return own === region || own === "";
}

/** The object of a type in the account and region of the request, by any of its identities. */
export function findHere(c: ObjectContext, type: string, identity: unknown): WorldObject | undefined {
  if (typeof identity !== "string") return undefined;
  return c.world.byIdentity(identity).find((o) => o.type === type && o.account === c.account && isIn(o, c.region));
}

/** Objects of a type in the account and region of the request, without the object itself. */
export function here(c: ObjectContext, type: string): WorldObject[] {
  return c.world
    .byType(type)
    .filter((o) => o.account === c.account && isIn(o, c.region) && !(c.self && o.id === c.self.id && o.urn === c.urn));
}

/** Ids that came with an object, such as the security group of a cluster: outputs that the program did not write. */
export function bornIds(object: Pick<WorldObject, "inputs" | "outputs">): string[] {
  const found = [...strings(object.outputs)].filter(({ value }) => idForm.test(value) && isKnownForm(value));
  if (found.length === 0) return [];
  const given = new Set([...strings(object.inputs)].map((s) => s.value));
  return [...new Set(found.map((s) => s.value))].filter((value) => !given.has(value));
}

function isKnownForm(value: string): boolean {
  return (idForm.exec(value)?.[1] ?? "") in awsIdForms;
}
