/** The same values, marked as secret, as the engine sends them. */

import { isObject, type Props } from "../../../policies/core/value.js";
import type { Program, Transformation } from "./harness.js";
import { deep, withProps } from "./write.js";

/** A value as the engine encodes a secret one. */
const secret = (value: unknown): Props => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const whole = (props: Props): Props => Object.fromEntries(Object.entries(props).map(([name, v]) => [name, secret(v)]));

const LITERAL = { "aws-rds-literal-password": "asks whether the password is a secret" };

export const SECRETS: readonly Transformation[] = [
  { name: "every property secret", of: (program: Program) => [withProps(program, whole)], except: LITERAL },
  {
    name: "every text, number and boolean secret",
    of: (program: Program) => [
      withProps(program, (props) => deep(props, (v) => (isObject(v) || Array.isArray(v) ? v : secret(v))) as Props),
    ],
    except: LITERAL,
  },
];
