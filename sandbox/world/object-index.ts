/** What an object can be found by. */
export interface Findable {
  readonly seq: number;
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** The texts by which others may name it. */
  readonly identities: readonly string[];
  /** The texts in its inputs, by which it may name others. */
  readonly mentions: readonly string[];
}

/**
 * Finds objects by number. It lives in the memory of the one process that writes the store: as tables of the store it took
 * most of what writing an object costs, since each text of an object is in another place of them.
 */
export class ObjectIndex {
  private readonly urns = new Numbers();
  private readonly types = new Numbers();
  private readonly ids = new Numbers();
  private readonly identities = new Numbers();
  private readonly mentions = new Numbers();

  add(object: Findable): void {
    this.each(object, (numbers, text) => numbers.add(text, object.seq));
  }

  delete(object: Findable): void {
    this.each(object, (numbers, text) => numbers.delete(text, object.seq));
  }

  byUrn(urn: string): number[] {
    return this.urns.of(urn);
  }

  byType(type: string): number[] {
    return this.types.of(type);
  }

  byTypeAndId(type: string, id: string): number[] {
    const ofType = new Set(this.types.of(type));
    return this.ids.of(id).filter((seq) => ofType.has(seq));
  }

  byIdentity(text: string): number[] {
    return this.identities.of(text);
  }

  /** Objects that mention one of these texts, each once. */
  mentioning(texts: readonly string[]): number[] {
    return ordered(new Set(texts.flatMap((text) => this.mentions.of(text))));
  }

  private each(object: Findable, act: (numbers: Numbers, text: string) => void): void {
    act(this.urns, object.urn);
    act(this.types, object.type);
    act(this.ids, object.id);
    for (const text of object.identities) act(this.identities, text);
    for (const text of object.mentions) act(this.mentions, text);
  }
}

/** Text -> numbers. Most texts have one number, which then takes no set of its own. */
class Numbers {
  private readonly byText = new Map<string, number | Set<number>>();

  add(text: string, number: number): void {
    const there = this.byText.get(text);
    if (there === undefined) this.byText.set(text, number);
    else if (typeof there === "object") there.add(number);
    else if (there !== number) this.byText.set(text, new Set([there, number]));
  }

  delete(text: string, number: number): void {
    const there = this.byText.get(text);
    if (there === number) this.byText.delete(text);
    else if (typeof there === "object" && there.delete(number) && there.size === 0) this.byText.delete(text);
  }

  /** In the order in which the objects were made. */
  of(text: string): number[] {
    const there = this.byText.get(text);
    if (there === undefined) return [];
    return typeof there === "number" ? [there] : ordered(there);
  }
}

function ordered(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}
