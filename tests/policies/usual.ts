import { Level } from "../../policies/pack/level.js";
import { levelUnder, usualSelection } from "../../policies/pack/profiles.js";
import { rules } from "../../policies/rules/index.js";

/** The rules that take part where nothing is configured: those that the toolkit's own components keep. */
export const usualRules = rules.filter((rule) => levelUnder(usualSelection, rule) !== Level.Disabled);
