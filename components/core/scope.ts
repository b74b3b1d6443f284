import type { ChildTable } from "./children.js";
import type { CloudName, ScopeContext, Target } from "./clouds.js";
import { Maker } from "./maker.js";
import { providerOf } from "./providers.js";

/**
 * What the builder of a component works in on a cloud: every child is made through {@link Maker.child}, which gives it its
 * name, tags, override, parent, and the target's provider.
 */
export class Scope<C extends CloudName, T extends ChildTable> extends Maker<T> {
  readonly target: Target<C>;

  /** @throws ArgumentsError when an override is of no child that there is, or of no possible shape */
  constructor(context: ScopeContext, kinds: T) {
    const { component, capability, name, target, overrides } = context;
    const tags = { values: target.tags, rules: target.implementations.provider.tagRules };
    const owner = { component, name, subject: `${capability} "${name}"`, overrides, overridesKey: target.cloud };
    super({ ...owner, tags, provider: () => providerOf(target) }, kinds);
    this.target = target as unknown as Target<C>;
  }
}
