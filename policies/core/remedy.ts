/** What the pack may change in a resource to put it right, under the engine's level `remediate`. */

import type { Settings } from "./parameter.js";
import { type Resource, withinSecret } from "./resource.js";
import { get, isObject, isUnknown, type Props } from "./value.js";

/** A property and what it is set to. The path names objects only: `metadataOptions.httpTokens`; a list is set as a whole. */
export interface Edit {
  readonly path: string;
  readonly value: unknown;
  /** Of a remedy that replaces: whether the cloud makes this one edit in place, so that it needs nobody's leave. */
  readonly inPlace?: boolean;
}

export interface Remedy {
  /**
   * Whether the cloud can only make the change by replacing the resource: then it is made only where that was asked for,
   * except for edits that say `inPlace`.
   */
  readonly replaces: boolean;
  /** The edits after which the rule passes; none where the resource is right, or where only its owner can say what is. */
  edits(resource: Resource, settings: Settings): readonly Edit[];
}

/**
 * A remedy that sets properties to what they must be, the same for every resource that breaks the rule. A property that is
 * not known yet is left alone.
 *
 * @param replaces  whether the cloud replaces the resource for it
 */
export function sets(properties: Readonly<Record<string, unknown>>, replaces = false): Remedy {
  const edits = Object.entries(properties).map(([path, value]) => ({ path, value }));
  return { replaces, edits: ({ props }) => edits.filter(({ path, value }) => differs(props, path, value)) };
}

/** The same where the default is right as well: a property that is left out stays so. */
export function corrects(properties: Readonly<Record<string, unknown>>, replaces = false): Remedy {
  const { edits } = sets(properties, replaces);
  const written = (resource: Resource, path: string): boolean => get(resource.props, path).state === "known";
  return {
    replaces,
    edits: (resource, settings) => edits(resource, settings).filter(({ path }) => written(resource, path)),
  };
}

/** Whether the cloud replaces the resource for the edit. */
export function replacesFor(remedy: Remedy, edit: Edit): boolean {
  return remedy.replaces && edit.inPlace !== true;
}

/** The properties with the edits made. What is above an edited property is made where it is missing. */
export function edited(props: Props, edits: readonly Edit[]): Props {
  return edits.reduce<Props>((changed, { path, value }) => set(changed, path.split("."), value), props);
}

/** In a secret, what it hides is changed, and stays hidden. */
function set(props: Props, [name = "", ...rest]: readonly string[], value: unknown): Props {
  if (rest.length === 0) return { ...props, [name]: value };
  const below = props[name];
  // Bridged providers write a block that may occur once also as a list of one.
  const single = Array.isArray(below) && below.length === 1 ? below[0] : below;
  const changed = withinSecret(isObject(single) ? single : {}, (inner) => set(inner, rest, value));
  return { ...props, [name]: Array.isArray(below) ? [changed] : changed };
}

function differs(props: Props, path: string, value: unknown): boolean {
  let here: unknown = props;
  for (const name of path.split(".")) {
    if (Array.isArray(here) && here.length === 1) [here] = here;
    if (isUnknown(here)) return false;
    here = isObject(here) ? here[name] : undefined;
  }
  return !isUnknown(here) && JSON.stringify(here) !== JSON.stringify(value);
}
