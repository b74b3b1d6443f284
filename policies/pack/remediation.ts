import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { shown, UNSHOWN } from "../core/message.js";
import type { Settings } from "../core/parameter.js";
import { type Edit, edited, type Remedy, replacesFor } from "../core/remedy.js";
import { marked, type Resource, unwrap } from "../core/resource.js";
import type { Rule } from "../core/rule.js";
import { sourceEdits } from "../core/source-edits.js";
import type { Props } from "../core/value.js";
import type { PackFacts } from "./metadata.js";
import { REPLACE } from "./parameters.js";

/** A resource that may have to be put right. */
export interface Patient {
  /** The properties as the engine sent them: secrets and unknown values in its marks. */
  readonly given: Props;
  resource(inputs: { readonly props: Props; readonly secrets: readonly string[] }): Resource;
  settings(rule: Rule): Settings;
}

/**
 * Lets the rules, one after the other, put the resource right. Marks of secrets stay where they were, and nothing is changed
 * but what a remedy names. One that replaces the resource is used only where its rule's settings say so.
 */
export function remediated(pack: PackFacts, rules: readonly Rule[], patient: Patient): analyzer.RemediateResponse {
  const response = new analyzer.RemediateResponse();
  let props = patient.given;
  for (const rule of rules) {
    const settings = patient.settings(rule);
    const { remedy } = rule;
    if (remedy === undefined) continue;
    const { value, secrets } = unwrap(props);
    const edits = tried(() => allowed(remedy, patient.resource({ props: value as Props, secrets }), settings));
    if ("error" in edits) response.addRemediations(failed(pack, rule, secrets.length === 0 ? edits.error : UNSHOWN));
    if ("error" in edits || edits.length === 0) continue;
    // An edit of a whole list was made from what the rule saw, which is without marks.
    props = secrets.reduce<unknown>(marked, edited(props, edits)) as Props;
    const told = sourceEdits(value as Props, edits).map(
      (edit) => `${edit.path} = ${shown(edit.path, edit.value, secrets)}`,
    );
    response.addRemediations(
      remediation(pack, rule, props, `set ${told.join(", ")}; write the same into the program: ${rule.fix}`),
    );
  }
  return response;
}

function allowed(remedy: Remedy, resource: Resource, settings: Settings): readonly Edit[] {
  const edits = remedy.edits(resource, settings);
  return remedy.replaces && !REPLACE.of(settings) ? edits.filter((edit) => !replacesFor(remedy, edit)) : edits;
}

/** A remedy that throws is the pack's fault: it is said so, and the other remedies go on. */
function tried(edits: () => readonly Edit[]): readonly Edit[] | { readonly error: string } {
  try {
    return edits();
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function remediation(pack: PackFacts, rule: Rule, props: Props, description: string): analyzer.Remediation {
  const made = about(pack, rule, description);
  made.setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>));
  return made;
}

function failed(pack: PackFacts, rule: Rule, error: string): analyzer.Remediation {
  const made = about(pack, rule, rule.title);
  made.setDiagnostic(
    `the remedy of ${rule.id} failed: ${error}; a fault of the policy pack: the resource was left as it is`,
  );
  return made;
}

function about(pack: PackFacts, rule: Rule, description: string): analyzer.Remediation {
  const made = new analyzer.Remediation();
  made.setPolicyname(rule.id);
  made.setPolicypackname(pack.name);
  made.setPolicypackversion(pack.version);
  made.setDescription(description);
  return made;
}
