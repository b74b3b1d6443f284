/** What the toolkit's own components do about a rule, as the contract tests of the components found it. */

/** What one component does by default on one cloud about the rules that judge its resources. */
export interface KeptRules {
  readonly component: string;
  readonly cloud: string;
  readonly rules: Readonly<Record<string, Kept>>;
}

export interface Kept {
  /** `undecided` is kept too, which the first preview cannot tell. */
  readonly byDefault: "keeps" | "breaks" | "undecided";
  /** The arguments that break the rule: `versioning: false`. */
  readonly brokenBy: readonly string[];
}

const CLOUDS: Readonly<Record<string, string>> = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };

const BY_DEFAULT: Readonly<Record<Kept["byDefault"], string>> = {
  keeps: "keeps it by default",
  breaks: "does not keep it by default: the rule is for those who ask for more",
  undecided: "keeps it by default, which a first preview cannot tell",
};

/** Where a component is described, for those that have no page of their own name. */
const PAGES: Readonly<Record<string, string>> = { namespace: "kubernetes", workload: "kubernetes" };

/** A line for each component that the rule judges, and for each cloud where they differ. */
export function keptLines(id: string, all: readonly KeptRules[]): readonly string[] {
  const clouds = new Map<string, string[]>();
  for (const { component, cloud, rules } of all) {
    const kept = rules[id];
    if (kept === undefined) continue;
    const [name, does] = [`[${pascal(component)}](../${PAGES[component] ?? kebab(component)}.md)`, said(kept)];
    const same = clouds.get(`${name} on {} ${does}`) ?? [];
    clouds.set(`${name} on {} ${does}`, [...same, CLOUDS[cloud] ?? cloud]);
  }
  return [...clouds].map(([line, on]) => `- ${line.replace("{}", on.join(", "))}`);
}

function said({ byDefault, brokenBy }: Kept): string {
  // A title that has code in it already stays as it is.
  const broken = brokenBy.map((argument) => (argument.includes("`") ? argument : `\`${argument}\``));
  const unless = broken.length > 0 ? `; ${broken.join(", ")} ${broken.length > 1 ? "break" : "breaks"} it` : "";
  return BY_DEFAULT[byDefault] + unless;
}

function pascal(name: string): string {
  return name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
