import { tokenForms } from "../answers/tokens.js";
import type { Match, Subject } from "./model.js";

const patterns = new Map<string, RegExp>();

/** Whether a text fits a glob: `*` stands for any text, also none; everything else for itself. */
export function fits(glob: string, text: string): boolean {
  let pattern = patterns.get(glob);
  if (pattern === undefined) {
    const source = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    pattern = new RegExp(`^${source.join(".*")}$`, "s");
    patterns.set(glob, pattern);
  }
  return pattern.test(text);
}

/** Whether a type fits a glob in one of the forms in which people write it: `aws:ec2/vpc:Vpc`, `aws:ec2:Vpc`. */
function fitsType(glob: string, type: string): boolean {
  return tokenForms(type).some((form) => fits(glob, form));
}

export function matches(match: Match, subject: Subject): boolean {
  return (
    match.operation.includes(subject.operation) &&
    (match.package === undefined || match.package === subject.pkg) &&
    (match.type === undefined || fitsType(match.type, subject.type)) &&
    (match.urn === undefined || fits(match.urn, subject.urn)) &&
    (match.name === undefined || fits(match.name, subject.name))
  );
}
