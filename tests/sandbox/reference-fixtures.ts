import { awsReferences } from "../../sandbox/data/references/aws.js";
import { awsTargets } from "../../sandbox/data/references/aws-targets.js";
import { gcpReferences } from "../../sandbox/data/references/gcp.js";
import { gcpTargets } from "../../sandbox/data/references/gcp-targets.js";
import type { References, Target } from "../../sandbox/data/references/model.js";
import { fillPath, pathOf } from "../../sandbox/models/azure/paths.js";
import { ancestors } from "../../sandbox/models/azure/references.js";
import { nameIn } from "../../sandbox/models/reference-table.js";
import { at, strings, texts } from "../../sandbox/models/values.js";
import { schemaOf } from "../../sandbox/schema/index.js";
import type { Props, Session, WorldObject, WorldView } from "../../sandbox/types.js";

interface Table {
  readonly references: References;
  readonly targets: Readonly<Record<string, Target>>;
}

const tables: Readonly<Partial<Record<Session["pkg"], Table>>> = {
  aws: { references: awsReferences, targets: awsTargets },
  gcp: { references: gcpReferences, targets: gcpTargets },
};

/** Objects that the inputs of a type refer to according to the tables, as sandbox.yaml would declare them. */
export function fixturesFor(session: Session, world: WorldView, type: string, inputs: Props): WorldObject[] {
  if (session.pkg === "azure-native") return parentsOf(session, world, type, inputs);
  const table = tables[session.pkg];
  return Object.entries(table?.references[type] ?? {}).flatMap(([path, name]) => {
    const target = table?.targets[name];
    if (target === undefined) return [];
    return texts(at(inputs, path)).flatMap((value) =>
      world.byIdentity(nameIn(target, value) ?? value).some((o) => target.types.includes(o.type))
        ? []
        : fixtureFor(session, target, value),
    );
  });
}

const byForm: Readonly<Record<string, string>> = {
  i: "aws:ec2/instance:Instance",
  sg: "aws:ec2/securityGroup:SecurityGroup",
  subnet: "aws:ec2/subnet:Subnet",
  vpc: "aws:ec2/vpc:Vpc",
};

/** What samples name by the form of an id, and the role of `fitted`. */
export function usualObjects(session: Session, world: WorldView, inputs: Props): WorldObject[] {
  if (session.pkg !== "aws") return [];
  const named = [...strings(inputs)].map((s) => s.value).filter((value) => /^(i|sg|subnet|vpc)-[0-9a-f]+$/.test(value));
  const ids = [...new Set(named)].filter((id) => world.byIdentity(id).length === 0);
  const objects = ids.map((id) => declared(session, byForm[id.slice(0, id.indexOf("-"))] ?? "", id));
  return [declared(session, "aws:iam/role:Role", "example"), ...objects];
}

/** What an Azure resource lies in. */
function parentsOf(session: Session, world: WorldView, type: string, inputs: Props): WorldObject[] {
  const schema = schemaOf(session.pkg, session.sdk).resource(type);
  if (schema === undefined) return [];
  return ancestors(fillPath(pathOf(schema), inputs, session.account, (key) => key))
    .filter((id) => world.byIdentity(id.toLowerCase()).length === 0)
    .map((id) => declared(session, "azure-native:parent", id));
}

/** The object that a value names. */
export function fixtureFor(session: Session, target: Target, value: string): WorldObject[] {
  const [type] = target.types;
  const id = nameIn(target, value);
  if (type === undefined || id === undefined) return [];
  return [declared(session, type, id)];
}

function declared({ pkg, account, region }: Session, type: string, id: string): WorldObject {
  const place = { pkg, account, region, project: "", stack: "", urn: "", generation: 0, created: 0 };
  return { ...place, type, id, inputs: {}, outputs: { name: id } };
}
