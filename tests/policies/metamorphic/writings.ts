/** The same values, written differently. */

import { isObject } from "../../../policies/core/value.js";
import { rules } from "../../../policies/rules/index.js";
import type { Program, Transformation } from "./harness.js";
import { deep, eachDocument, eachValue, isBridged, withProps } from "./write.js";

const once =
  (change: (program: Program) => Program) =>
  (program: Program): readonly Program[] => [change(program)];

const reversedKeys = (value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;

/** Maps whose names the user chooses; they are no blocks. */
const MAPS =
  /^(tags|labels|annotations|matchLabels|metadata|variables|environmentVariables|attributeMapping|Condition)$/;

/** The properties that rules read of a type. */
const readOf = (type: string): readonly string[] =>
  rules.flatMap(({ judges, consults }) =>
    [...(judges[type] ?? []), ...(consults?.[type] ?? [])].map((path) => /^[^.[]+/.exec(path)?.[0] ?? path),
  );

export const WRITINGS: readonly Transformation[] = [
  {
    name: "lists in reverse",
    of: once(eachValue((value) => (Array.isArray(value) ? [...value].reverse() : value))),
  },
  { name: "keys in reverse", of: once(eachValue(reversedKeys)) },
  {
    name: "the resources in reverse",
    of: once((program) => [...program].reverse()),
  },
  {
    name: "null where nothing is written",
    of: once((program) =>
      withProps(program, (props, { type }) => ({
        ...Object.fromEntries(readOf(type).map((name) => [name, null])),
        ...props,
      })),
    ),
  },
  {
    name: "booleans as text",
    of: once(eachValue((value) => (typeof value === "boolean" ? String(value) : value), isBridged)),
  },
  {
    name: "numbers as text",
    of: once(eachValue((value) => (typeof value === "number" ? String(value) : value), isBridged)),
  },
  {
    name: "texts of numbers as numbers",
    of: once(
      eachValue((value) => (typeof value === "string" && /^-?[1-9]\d{0,8}$|^0$/.test(value) ? Number(value) : value)),
    ),
  },
  {
    name: "blocks as lists of one",
    of: once(
      eachValue((value, path) => {
        const name = path.at(-1) ?? "";
        const below = path.some((part) => MAPS.test(part));
        return isObject(value) && name !== "[]" && !below ? [value] : value;
      }, isBridged),
    ),
  },
  {
    name: "lists of one block as that block",
    of: once(
      eachValue(
        (value) => (Array.isArray(value) && value.length === 1 && isObject(value[0]) ? value[0] : value),
        isBridged,
      ),
    ),
  },
];

const listOfOne = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** The elements of statements that are a text or a list of texts. */
const TEXTS = /^(Action|NotAction|Resource|NotResource|AWS|Service|Federated|CanonicalUser)$/;

/** Whether the path is that of a value of a condition. */
const inCondition = (path: readonly string[]): boolean => path.at(-3) === "Condition";

const statementOf = (document: unknown, change: (list: readonly unknown[]) => unknown): unknown =>
  isObject(document) && Array.isArray(document.Statement)
    ? { ...document, Statement: change(document.Statement) }
    : document;

const text = (document: unknown): string => JSON.stringify(document);

const inText = (change: (document: unknown) => unknown) => once(eachDocument((document) => text(change(document))));

export const DOCUMENTS: readonly Transformation[] = [
  { name: "documents as objects", of: once(eachDocument((document) => document)) },
  {
    name: "documents as text with spaces",
    of: once(eachDocument((document) => `\n  ${JSON.stringify(document, null, 4)}\n`)),
  },
  {
    name: "keys of documents in reverse",
    of: inText((document) => deep(document, reversedKeys)),
  },
  {
    name: "lists of documents in reverse",
    of: inText((document) => deep(document, (value) => (Array.isArray(value) ? [...value].reverse() : value))),
  },
  { name: "one statement without a list", of: inText((d) => statementOf(d, listOfOne)) },
  {
    name: "statements written twice",
    of: inText((d) => statementOf(d, (list) => [...list, ...list])),
  },
  {
    name: "one text of a statement without a list",
    of: inText((d) => deep(d, (v, path) => (TEXTS.test(path.at(-1) ?? "") || inCondition(path) ? listOfOne(v) : v))),
  },
  {
    name: "texts of a statement as lists of one",
    of: inText((d) =>
      deep(d, (v, path) => (typeof v === "string" && (TEXTS.test(path.at(-1) ?? "") || inCondition(path)) ? [v] : v)),
    ),
  },
];
