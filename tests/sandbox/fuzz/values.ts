import fc from "fast-check";
import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb.js";
import { signatureKey, signatures } from "../../../sandbox/server/wire.js";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Keys that mean something: to JavaScript, to the protocol, to the models. */
const keys = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "prototype",
    "hasOwnProperty",
    "toString",
    "then",
    "length",
    "__defaults",
    "__groundplanWorld",
    "value",
    "hash",
    "text",
    "assets",
    "id",
    "name",
    "region",
    "location",
    "metadata",
    "spec",
    "tags",
    "labels",
    "cidrBlock",
    "vpcId",
    "policy",
    "resourceGroupName",
    "kubeconfig",
    "",
  ),
  fc.string({ maxLength: 12 }),
);

const texts = fc.oneof(
  fc.constantFrom(
    "",
    unknown,
    unknown.toUpperCase(),
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    ...Object.values(signatures),
    "arn:aws:iam::123456789012:role/x",
    "arn:aws:::",
    "10.0.0.0/16",
    "10.0.0.0/99",
    "999.1.1.1/8",
    "/subscriptions//resourceGroups/",
    "projects/{{project}}",
    "{}",
    "[",
    "\u0000",
    "\ud800",
    "a".repeat(70_000),
  ),
  fc.array(fc.nat({ max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
);

/** Once in a while a text stands where a signature belongs. */
const anyKey = fc.oneof({ weight: 60, arbitrary: keys }, { weight: 1, arbitrary: fc.constant(signatureKey) });

const numbers = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e308, -1, 2 ** 53),
  fc.double(),
);

function of(set: (value: Value) => void): Value {
  const value = new Value();
  set(value);
  return value;
}

function structOf(entries: readonly (readonly [string, Value])[]): Struct {
  const struct = new Struct();
  for (const [key, value] of entries) struct.getFieldsMap().set(key, value);
  return struct;
}

const scalar: fc.Arbitrary<Value> = fc.oneof(
  texts.map((text) => of((v) => v.setStringValue(text))),
  numbers.map((number) => of((v) => v.setNumberValue(number))),
  fc.boolean().map((flag) => of((v) => v.setBoolValue(flag))),
  fc.constant(of((v) => v.setNullValue(NullValue.NULL_VALUE))),
  // A value of no kind at all.
  fc.constant(new Value()),
);

const { tree } = fc.letrec<{ tree: Value }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    scalar,
    fc.array(tie("tree"), { maxLength: 4 }).map((items) => {
      const list = new ListValue();
      list.setValuesList(items);
      return of((v) => v.setListValue(list));
    }),
    fc
      .array(fc.tuple(keys, tie("tree")), { maxLength: 5 })
      .map((entries) => of((v) => v.setStructValue(structOf(entries)))),
    // Secrets, assets and references with something missing or of the wrong kind.
    fc
      .tuple(
        fc.oneof(
          { weight: 30, arbitrary: fc.constantFrom(...Object.values(signatures)) },
          { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
        ),
        fc.array(fc.tuple(keys, tie("tree")), { maxLength: 3 }),
      )
      .map(([signature, entries]) =>
        of((v) => v.setStructValue(structOf([...entries, [signatureKey, of((s) => s.setStringValue(signature))]]))),
      ),
  ),
}));

/** Property structs as no engine sends them. */
export const structs: fc.Arbitrary<Struct> = fc.oneof(
  { weight: 20, arbitrary: fc.array(fc.tuple(anyKey, tree), { maxLength: 8 }).map(structOf) },
  { weight: 1, arbitrary: fc.integer({ min: 50, max: 400 }).map(deep) },
);

/** Values of the right names for a type, of any kind. */
export function structsWith(names: readonly string[]): fc.Arbitrary<Struct> {
  return fc
    .tuple(fc.subarray([...names]), structs, fc.array(tree, { minLength: 1, maxLength: 6 }))
    .map(([given, struct, values]) => {
      for (const [i, name] of given.entries()) struct.getFieldsMap().set(name, values[i % values.length] as Value);
      return struct;
    });
}

function deep(depth: number): Struct {
  let struct = structOf([["leaf", of((v) => v.setBoolValue(true))]]);
  for (let i = 0; i < depth; i++) {
    const inner = struct;
    struct = structOf([["metadata", of((v) => v.setStructValue(inner))]]);
  }
  return struct;
}
