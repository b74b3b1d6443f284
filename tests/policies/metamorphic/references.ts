/** The same references, as the engine tells of them and as plain texts. */

import type { Program, Transformation } from "./harness.js";

/** Property -> what it says about the resources that it was made from, where that is one text. */
function named(program: Program): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { props, refs = {} } of program)
    for (const [property, [target]] of Object.entries(refs)) {
      const value = props[property];
      if (typeof value === "string" && target !== undefined) names.set(target, value);
    }
  return names;
}

/** The program as its state shows it: references are texts, and what they name has that text as its id. */
function asTexts(program: Program): readonly Program[] {
  const ids = named(program);
  // References inside of lists and objects stay: nothing says which of their texts is meant.
  const plain = program.every(({ props, refs = {} }) =>
    Object.keys(refs).every((name) => typeof props[name] === "string"),
  );
  if (ids.size === 0 || !plain) return [];
  return [
    program.map(({ refs: _, ...resource }) => {
      const id = ids.get(resource.name);
      return id === undefined ? resource : { ...resource, props: { ...resource.props, id } };
    }),
  ];
}

export const REFERENCES: readonly Transformation[] = [{ name: "references as texts", of: asTexts }];
