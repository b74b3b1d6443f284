import { arnForms } from "../../data/arns.js";
import type { ObjectContext } from "../model.js";
import { text } from "../values.js";

let forms: ReadonlyMap<string, string> | undefined;

/** `lambda:R:A:layer:{LayerName}`: how the service writes the ARN of a type, by AWS's own reference. */
export function arnForm(type: string): string | undefined {
  forms ??= new Map(
    arnForms
      .trim()
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
  const [, module = "", className = ""] = type.split(":");
  return forms.get(`${module.split("/")[0]}:${className}`);
}

/**
 * The resource part of a form with the object's own values: inputs of the placeholder's name, and the object's own name or
 * identifier for the last one.
 */
export function fillResource(c: ObjectContext, form: string, id: string, name: string | undefined): string {
  const last = form.lastIndexOf("{");
  return form.replace(/\{(\w+)\}/g, (_, placeholder: string, at: number) => {
    const given = inputOf(c, placeholder);
    const own = /Name$/.test(placeholder) ? (name ?? lastSegment(id)) : lastSegment(id) || name;
    return (at === last ? (exact(c, placeholder) ?? own) : given) || invented(c, placeholder);
  });
}

function exact(c: ObjectContext, placeholder: string): string | undefined {
  const value = text(c.inputs[placeholder.charAt(0).toLowerCase() + placeholder.slice(1)]);
  return value === undefined ? undefined : lastSegment(value);
}

/** An input of that name, or one that ends like it: `{DatabaseName}` is `databaseName`, `{Cluster}` is `clusterArn`. */
function inputOf(c: ObjectContext, placeholder: string): string | undefined {
  const same = exact(c, placeholder);
  if (same !== undefined) return same;
  const wanted = stem(placeholder);
  const key = Object.keys(c.inputs).find((k) => stem(k) === wanted && text(c.inputs[k]) !== undefined);
  return key === undefined ? undefined : lastSegment(c.inputs[key] as string);
}

function stem(words: string): string {
  return words.replace(/(Name|Id|Arn|Identifier)$/, "").toLowerCase();
}

function invented(c: ObjectContext, placeholder: string): string {
  return placeholder === "Uuid" || /Id$/.test(placeholder)
    ? c.derive.uuid(`arn ${placeholder}`)
    : c.derive.hex(`arn ${placeholder}`, 12);
}

/** The part of an id or ARN that is the object's own. */
function lastSegment(value: string): string {
  return /[^:/,|#]*$/.exec(value)?.[0] ?? value;
}
