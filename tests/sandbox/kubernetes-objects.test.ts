import { describe, expect, it } from "vitest";
import { noAnswers } from "../../sandbox/answers/model.js";
import type { WorldObject } from "../../sandbox/types.js";
import type { KubeObject } from "../kube/objects.js";
import { allChanges, allObjects, recorded, steadied } from "../kube/recorded.js";
import { BadInputs, Refused, sessionOf, TestWorld } from "./models-world.js";

const session = sessionOf("kubernetes", { answers: noAnswers });
const answers = recorded();

const tokenOf = ({ apiVersion, kind }: KubeObject): string =>
  `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;

/** What the sandbox says: "" where it accepts; `types` where the SDK's own types refuse before anything is sent. */
function said(attempt: () => unknown): string {
  try {
    attempt();
    return "";
  } catch (error) {
    if (error instanceof BadInputs) return "types";
    if (!(error instanceof Refused)) throw error;
    const text = error.message
      .replace(/^\w+: /, "")
      .replace(/^resource "[^"]+" was not successfully \w+ by the Kubernetes API server: /, "");
    return /no matches for kind/.test(text)
      ? "no matches"
      : steadied(text.replace(/ \(metadata\.namespace\): .*$/, ""));
  }
}

function made(object: KubeObject): { world: TestWorld; object: WorldObject } {
  const world = new TestWorld();
  // The server that was asked admits pods whose account is not there.
  world.create(session, "kubernetes:core/v1:ServiceAccount", "robot", { metadata: { name: "robot" } });
  return { world, object: world.create(session, tokenOf(object), "thing", object) };
}

/** Where the sandbox differs, and why. */
const judgedOtherwise: Readonly<Record<string, string>> = {
  "network: a node port below the range": "the API server gives out ports only when it is no dry run, and refuses then",
  "network: an address outside the range": "the range of the sandbox's own cluster is not that of the program's",
};
const saidOtherwise: Readonly<Record<string, string>> = {
  "pods: a priority class in capitals": "the name is looked at before the class is looked up",
  "workloads: a job with its own selector": "the server quotes the label that it has added",
  "others: a definition that stores twice": "the server adds what its own status lacks",
  "change: a job's template": "the server quotes its own type",
  "change: a claim's mode": "the server names the same field twice",
};

describe("every object that a real API server has judged", () => {
  const own = Object.fromEntries(allObjects.map(([title, object]) => [title, said(() => made(object))]));

  it(`is judged the same here: ${allObjects.length} objects`, () => {
    const differing = allObjects
      .map(([title]) => title)
      .filter((title) => (own[title] === "") !== (answers[title] === ""));
    expect(differing).toEqual(Object.keys(judgedOtherwise));
    expect(Object.values(answers).filter((answer) => answer === "").length).toBeGreaterThan(100);
  });

  it("is refused in the same words, where the types of the SDK let it through", () => {
    const differing = allObjects
      .map(([title]) => title)
      .filter((title) => own[title] !== "" && own[title] !== "types" && !(title in judgedOtherwise))
      .filter((title) => own[title] !== answers[title]);
    expect(differing).toEqual(Object.keys(saidOtherwise).filter((title) => !title.startsWith("change: ")));
  });
});

describe("every change that a real API server has judged", () => {
  const own = Object.fromEntries(
    allChanges.map(([title, from, to]) => {
      const { world, object } = made(from);
      return [title, said(() => world.update(session, object, to))];
    }),
  );

  it.each(allChanges.map(([title]) => title))("is judged the same here, in the same words: %s", (title) => {
    if (title in saidOtherwise) expect([own[title] === "", own[title] === answers[title]]).toEqual([false, false]);
    else expect(own[title]).toBe(answers[title]);
  });
});
