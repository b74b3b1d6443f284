import { describe } from "vitest";
import { ADDRESSES } from "./metamorphic/addresses.js";
import { FORMS } from "./metamorphic/forms.js";
import { certainty, everyRule, ownRule, proves } from "./metamorphic/harness.js";
import { PODS } from "./metamorphic/pods.js";
import { REFERENCES } from "./metamorphic/references.js";
import { SECRETS } from "./metamorphic/secrets.js";
import { UNKNOWNS } from "./metamorphic/unknowns.js";
import { VERSIONS } from "./metamorphic/versions.js";
import { DOCUMENTS, WRITINGS } from "./metamorphic/writings.js";

describe("the same program, written differently", () => {
  proves(everyRule, WRITINGS);
  proves(everyRule, DOCUMENTS);
  proves(everyRule, ADDRESSES);
  proves(everyRule, VERSIONS);
  proves(everyRule, SECRETS);
  proves(ownRule, REFERENCES);
  proves(ownRule, PODS);
  proves(ownRule, FORMS);
  proves(certainty, UNKNOWNS);
});
