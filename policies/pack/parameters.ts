/** What may be set in the policies that are no rules, and in every rule of a kind. */

import { someOf, texts, trueOrFalse } from "../core/parameter.js";
import { Severity } from "../core/rule.js";
import { profileNames, usualSelection } from "./profiles.js";

const severities = Object.values(Severity);

export const PROFILES = someOf("profiles", profileNames, usualSelection.profiles, "profiles; the strictest counts");
export const SERVICES = texts("services", [], "beginnings of the ids of the rules that take part: `aws`, `aws-s3`");
export const SEVERITIES = someOf("severities", severities, [], "severities of the rules that take part");
export const FAIL = someOf("fail", severities, [], "severities whose undecided rules stop as violations do");

/** Of rules whose remedy replaces the resource. */
export const REPLACE = trueOrFalse("replace", false, "whether the remedy may replace the resource");
