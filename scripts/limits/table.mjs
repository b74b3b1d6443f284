// Turns the limits of one cloud into a compact table: equal rules are written once, and a type's paths point to them.

/**
 * A rule has only what its source states: `e` values, `o` 1 where the list grows, `p` patterns (one must match), `l` lengths,
 * `n` numbers, `i` numbers of items, `c` 1 where the provider checks before anything is made.
 */
export class Table {
  #rules = [];
  #places = new Map();
  #types = {};

  /** @param {string} place where the operation is documented, relative to the cloud's root of documentation */
  add(token, place, path, given) {
    const rule = withoutEmpty(given);
    if (Object.keys(rule).every((key) => key === "o" || key === "c")) return;
    const text = JSON.stringify(rule);
    if (!this.#places.has(text)) this.#places.set(text, this.#rules.push(rule) - 1);
    this.#types[token] ??= { "@": place };
    this.#types[token][path] = this.#places.get(text);
  }

  get rows() {
    return Object.values(this.#types).reduce((sum, paths) => sum + Object.keys(paths).length - 1, 0);
  }

  /** One rule and one type a line, so that a difference between two versions can be read. */
  text(about, more = {}) {
    const rules = this.#rules.map((rule) => JSON.stringify(rule)).join(",\n");
    const types = Object.entries(this.#types)
      .map(([token, paths]) => `${JSON.stringify(token)}:${JSON.stringify(paths)}`)
      .join(",\n");
    const others = Object.entries(more).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`);
    return `{"about":${JSON.stringify({ ...about, rows: this.rows })},\n${others.join("")}"rules":[\n${rules}\n],\n"types":{\n${types}\n}}\n`;
  }
}

/** A rule without bounds that bound nothing: an empty string counts as not set, and some services write 2^31 for «any». */
function withoutEmpty(rule) {
  if (rule.l === undefined) return rule;
  const [min, max] = [rule.l[0] > 1 ? rule.l[0] : null, rule.l[1] !== null && rule.l[1] < 1e6 ? rule.l[1] : null];
  const { l: _, ...rest } = rule;
  return min === null && max === null ? rest : { ...rest, l: [min, max] };
}

/** The loosest of what two sources say of one property. */
export function loosest(a, b) {
  if (b === undefined) return a;
  const rule = { ...a };
  if (a.e && b.e) rule.e = [...new Set([...a.e, ...b.e])];
  if (a.p && b.p) rule.p = [...new Set([...a.p, ...b.p])];
  for (const key of ["l", "n", "i"]) {
    if (a[key] && b[key]) rule[key] = [least(a[key][0], b[key][0], Math.min), least(a[key][1], b[key][1], Math.max)];
    if (rule[key]?.every((bound) => bound === null)) delete rule[key];
  }
  return rule;
}

function least(a, b, pick) {
  return a === null || b === null ? null : pick(a, b);
}

/** A pattern as JavaScript reads it, or undefined where it cannot. `whole` patterns must cover the value. */
export function portable(pattern, whole) {
  const plain = pattern
    .replace(/^\(\?[sm]+\)/, "")
    .replaceAll("\\Z", "$")
    .replaceAll("\\z", "$")
    .replaceAll("\\A", "^");
  const anchored = whole && !/^\^|\$$/.test(plain) ? `^(?:${plain})$` : plain;
  for (const flags of ["", "u"]) {
    // Without the flag \p{L} and \x{..} are read as letters, silently.
    if (flags === "" && /\\[pPx]\{|\[:\w+:\]/.test(anchored)) continue;
    try {
      new RegExp(anchored, `s${flags}`);
      return flags === "u" ? `u:${anchored}` : anchored;
    } catch {}
  }
  return undefined;
}
