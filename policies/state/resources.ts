import {
  canonicalType,
  identitiesOf,
  type ProviderOf,
  type Resource,
  SECRET,
  SIGNATURE,
  unwrap,
} from "../core/resource.js";
import { isObject, type Props, UNKNOWN } from "../core/value.js";
import type { StateResource } from "./state-file.js";

/** What the rules see of the resources of a state. Secrets that are still encrypted are values that nobody knows. */
export function resourcesOf(state: readonly StateResource[]): readonly Resource[] {
  const providers = new Map<string, ProviderOf>();
  for (const one of state)
    if (one.type.startsWith("pulumi:providers:"))
      providers.set(one.urn, { urn: one.urn, props: opened(one.inputs).props });
  return state.map((one) => {
    const { props, secrets } = opened(one.inputs);
    const provider = one.provider === undefined ? undefined : providers.get(providerUrn(one.provider));
    return {
      urn: one.urn,
      type: canonicalType(one.type),
      name: one.urn.split("::").slice(3).join("::"),
      props,
      secrets,
      ...(provider === undefined ? {} : { provider }),
      dependencies: one.propertyDependencies,
      identities: identitiesOf(props, opened(one.outputs).props, one.id === undefined ? {} : { id: one.id }),
    };
  });
}

/** A reference to a provider is its URN and its id. */
function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** What holds no secret, as most resources do, is not copied. */
function opened(raw: Props): { readonly props: Props; readonly secrets: readonly string[] } {
  const plain = decrypted(raw);
  if (plain === raw) return { props: raw, secrets: [] };
  const { value, secrets } = unwrap(plain);
  return { props: value as Props, secrets };
}

/**
 * The values with what a state makes of secrets as the engine sends them: the text that `--show-secrets` writes is JSON in
 * itself, and an encrypted one stands for any value. What holds no secret is left as it is.
 */
function decrypted(raw: unknown): unknown {
  if (Array.isArray(raw)) {
    const items = raw.map(decrypted);
    return items.some((item, index) => item !== raw[index]) ? items : raw;
  }
  if (!isObject(raw)) return raw;
  if (raw[SIGNATURE] === SECRET) return { [SIGNATURE]: SECRET, value: plaintext(raw) };
  let changed: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(raw)) {
    const inner = decrypted(value);
    if (inner === value) continue;
    changed ??= { ...raw };
    changed[name] = inner;
  }
  return changed ?? raw;
}

function plaintext(secret: Props): unknown {
  if (typeof secret.plaintext !== "string") return "value" in secret ? secret.value : UNKNOWN.string;
  try {
    return decrypted(JSON.parse(secret.plaintext));
  } catch {
    return secret.plaintext;
  }
}
