import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const SUBSCRIPTION = "/subscriptions/2f5c3d1e-7a60-4c39-9d7c-5e0f8a1b2c3d";
const WIDE = [
  SUBSCRIPTION,
  `${SUBSCRIPTION}/`,
  SUBSCRIPTION.toUpperCase(),
  "/providers/Microsoft.Management/managementGroups/root",
  "/",
];
const NARROW = [
  `${SUBSCRIPTION}/resourceGroups/shop`,
  `${SUBSCRIPTION}/resourceGroups/shop/providers/Microsoft.Web/sites/shop`,
];

describe("az-role-custom-star", () => {
  const role = (props: Props): ExampleResource => ({
    type: "azure-native:authorization:RoleDefinition",
    name: "operator",
    props: { scope: SUBSCRIPTION, permissions: [{ actions: ["*"] }], ...props },
  });
  const at = (props: Props) => verdicts("az-role-custom-star", role(props));

  it("asks where the role can be assigned", () => {
    for (const scope of WIDE) expect(at({ assignableScopes: [...NARROW, scope] })).toEqual(["violation operator"]);
    expect(at({ assignableScopes: NARROW })).toEqual([]);
    expect(at({})).toEqual(["violation operator"]);
    expect(at({ scope: NARROW[0] })).toEqual([]);
    expect(at({ assignableScopes: [UNKNOWN.string] })).toEqual(["undecided operator"]);
  });

  it("finds the star in any permission, whatever is taken out again", () => {
    const star = { actions: ["Microsoft.Web/*", "*"], notActions: ["Microsoft.Authorization/*"] };
    expect(at({ permissions: [{ actions: ["*/read"] }, star] })).toEqual(["violation operator"]);
    expect(at({ permissions: [{ actions: ["*/read", "Microsoft.Web/*"] }] })).toEqual([]);
    expect(at({ permissions: [{ dataActions: ["*"] }] })).toEqual([]);
    expect(at({ permissions: UNKNOWN.array })).toEqual(["undecided operator"]);
    expect(at({ permissions: UNKNOWN.array, assignableScopes: NARROW })).toEqual([]);
  });
});

describe("az-role-owner-wide", () => {
  const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  const assignment = (role: unknown, scope: unknown, refs: ExampleResource["refs"] = {}): ExampleResource => ({
    type: "azure-native:authorization:RoleAssignment",
    name: "deployer",
    props: { principalId: "1", roleDefinitionId: role, scope },
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("az-role-owner-wide", ...resources);
  const idOf = (role: string) => `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;

  it("knows the three roles by their id, in every form of it", () => {
    for (const role of [OWNER, "b24988ac-6180-42a0-ab88-20f7382dd24c", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"])
      for (const id of [
        idOf(role),
        idOf(role).toUpperCase(),
        role,
        `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      ])
        expect(at(assignment(id, SUBSCRIPTION))).toEqual(["violation deployer"]);
    expect(at(assignment(idOf(READER), SUBSCRIPTION))).toEqual([]);
  });

  it("asks how wide the scope is", () => {
    for (const scope of WIDE) expect(at(assignment(idOf(OWNER), scope))).toEqual(["violation deployer"]);
    for (const scope of NARROW) expect(at(assignment(idOf(OWNER), scope))).toEqual([]);
    expect(at(assignment(idOf(OWNER), UNKNOWN.string))).toEqual(["undecided deployer"]);
    expect(at(assignment(UNKNOWN.string, SUBSCRIPTION))).toEqual(["undecided deployer"]);
    expect(at(assignment(UNKNOWN.string, NARROW[0]))).toEqual([]);
    expect(at(assignment(idOf(READER), UNKNOWN.string))).toEqual([]);
  });

  it("takes a role of the stack for none of them", () => {
    const custom: ExampleResource = { type: "azure-native:authorization:RoleDefinition", name: "custom", props: {} };
    expect(at(custom, assignment(UNKNOWN.string, SUBSCRIPTION, { roleDefinitionId: ["custom"] }))).toEqual([]);
  });

  it("takes the id of a resource of the stack for what it is, before it is known", () => {
    const made = (type: string): ExampleResource => ({ type, name: "thing", props: {} });
    const on = (type: string) => at(made(type), assignment(UNKNOWN.string, UNKNOWN.string, { scope: ["thing"] }));
    expect(on("azure-native:storage:StorageAccount")).toEqual([]);
    expect(on("azure-native:network/v20240101:Subnet")).toEqual([]);
    for (const wide of [
      "azure-native:subscription:Alias",
      "azure-native:subscription/v20211001:Alias",
      "azure-native:management:ManagementGroup",
      "pulumi:pulumi:StackReference",
    ])
      expect(on(wide)).toEqual(["undecided deployer"]);
    const both = [
      made("azure-native:storage:StorageAccount"),
      { ...made("azure-native:subscription:Alias"), name: "s" },
    ];
    expect(at(...both, assignment(idOf(OWNER), UNKNOWN.string, { scope: ["thing", "s"] }))).toEqual([
      "undecided deployer",
    ]);
    // What is known decides, whatever it was made from.
    expect(
      at(made("azure-native:storage:StorageAccount"), assignment(idOf(OWNER), SUBSCRIPTION, { scope: ["thing"] })),
    ).toEqual(["violation deployer"]);
  });
});
