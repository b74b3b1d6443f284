import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { status } from "@grpc/grpc-js";
import type { Connection } from "../server/context.js";
import type { Attempt, Faults, Lag, Made } from "../server/faults.js";
import { PartialFailure, Refusal, refused, refusedByCloud } from "../server/status.js";
import type { CloudError, WorldObject, WorldView } from "../types.js";
import { type Decided, Decider, ofKind } from "./decide.js";
import { draw, drawInteger, drawSeconds } from "./draw.js";
import { durationOf } from "./durations.js";
import { Recent } from "./lag.js";
import type { RunOptions, Subject } from "./model.js";
import type { RunRecord } from "./record.js";
import { answerLost, denied, halfMade, quotaExceeded, throttled, usualRetries } from "./words.js";

/** How much of the time that faults take really passes, where nothing is said. */
const usualShare = 0.01;

/** What the faults of a run need of the server. */
export interface RunWorld {
  identities(object: WorldObject): readonly string[];
  /** How many objects of the type exist where the subject would be. */
  count(subject: Subject): number;
  /** Changes or deletes an object as if somebody had done it by hand; says what. */
  byHand(object: WorldObject, by: "change" | "delete"): string;
}

/** The faults and the time of the engines of one run. */
export class RunFaults implements Faults {
  readonly #options: RunOptions;
  readonly #world: RunWorld;
  readonly #record: RunRecord;
  readonly #decider: Decider;
  readonly #recent = new Recent();

  constructor(options: RunOptions, world: RunWorld, record: RunRecord) {
    this.#options = options;
    this.#world = world;
    this.#record = record;
    this.#decider = new Decider(options.plan, options.seed);
  }

  begin(subject: Subject, connection: Connection): Attempt {
    const { attempt, decided } = this.#decider.decide(subject);
    return new RunAttempt({
      subject,
      connection,
      attempt,
      decided,
      options: this.#options,
      world: this.#world,
      record: this.#record,
      recent: this.#recent,
    });
  }

  changed(before: WorldObject | undefined, after: WorldObject | undefined): void {
    this.#recent.note(before, after);
  }
}

interface Parts {
  readonly subject: Subject;
  readonly connection: Connection;
  readonly attempt: number;
  readonly decided: readonly Decided[];
  readonly options: RunOptions;
  readonly world: RunWorld;
  readonly record: RunRecord;
  readonly recent: Recent;
}

class RunAttempt implements Attempt {
  readonly #parts: Parts;
  /** Simulated seconds that faults have added. */
  #added = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get lag(): Lag | undefined {
    const found = ofKind(this.#parts.decided, "eventual");
    return found === undefined || this.#parts.recent.isEmpty ? undefined : new RunLag(this.#parts, found, this);
  }

  async before(): Promise<void> {
    await this.#throttle();
    this.#refuse();
    const crash = ofKind(this.#parts.decided, "crash");
    if (crash !== undefined && momentOf(crash) === "before") this.#crash(crash, "before it was carried out");
    const hang = ofKind(this.#parts.decided, "hang");
    if (hang?.rule.carriedOut === false) await this.#hang(hang, "never carried out, never answered");
  }

  async after(made: Made | undefined): Promise<void> {
    const { decided, subject } = this.#parts;
    const crash = ofKind(decided, "crash");
    if (crash !== undefined && momentOf(crash) === "after") this.#crash(crash, "after it was carried out");
    const hang = ofKind(decided, "hang");
    if (hang?.rule.carriedOut === true) await this.#hang(hang, "carried out, never answered");
    const slow = ofKind(decided, "slow");
    if (slow !== undefined) {
      const seconds = drawSeconds(slow.occasion, "seconds", slow.rule.seconds);
      this.#added += seconds;
      this.note(slow, `took ${seconds} s longer`);
      await this.wait(seconds);
    }
    await this.#takeTime();
    const timeout = ofKind(decided, "timeout");
    if (timeout !== undefined) throw this.#lost(timeout, answerLost(subject), "carried out; the answer was lost");
    const partial = ofKind(decided, "partial");
    if (partial !== undefined && made !== undefined) {
      const reason = `${partial.rule.reason ?? halfMade(subject)}${this.#source(partial)} (sandbox)`;
      this.note(partial, "it exists, and is not as it should be");
      throw new PartialFailure(made.object.id, made.properties, reason);
    }
    const drift = ofKind(decided, "drift");
    if (drift !== undefined && made !== undefined)
      this.note(drift, this.#parts.world.byHand(made.object, drift.rule.by));
  }

  async #throttle(): Promise<void> {
    const found = ofKind(this.#parts.decided, "throttle");
    if (found === undefined) return;
    const { subject } = this.#parts;
    const calls = drawInteger(found.occasion, "calls", found.rule.calls);
    const retryAfter = drawSeconds(found.occasion, "retry-after", found.rule.retryAfterSeconds);
    const retries = found.rule.retries ?? usualRetries(subject.pkg);
    const refusals = Math.min(calls, retries + 1);
    const seconds = Math.min(calls, retries) * retryAfter;
    this.#added += seconds;
    const advice = `with Retry-After ${retryAfter} s`;
    if (calls > retries) {
      const error = throttled(subject, refusals, retryAfter);
      this.note(found, `${error.code}: ${refusals} calls refused ${advice}; the provider gave up`);
      await this.wait(seconds);
      throw this.refusal(found, error);
    }
    this.note(found, `${calls} ${calls === 1 ? "call" : "calls"} refused ${advice}; then it was let through`);
    await this.wait(seconds);
  }

  #refuse(): void {
    const { decided, subject, world } = this.#parts;
    for (const one of decided) {
      const { rule } = one;
      const full = rule.kind === "quota" && (rule.limit === undefined || world.count(subject) >= rule.limit);
      const error =
        rule.kind === "denied"
          ? denied(subject, rule.action)
          : rule.kind === "quota" && full
            ? quotaExceeded(subject, rule.limit)
            : undefined;
      if (error !== undefined) {
        this.note(one, error.code);
        throw this.refusal(one, error);
      }
      if (rule.kind === "timeout" && !rule.carriedOut)
        throw this.#lost(one, answerLost(subject), "never carried out; the answer was lost");
    }
  }

  /** How long the operation takes by itself. */
  async #takeTime(): Promise<void> {
    const { subject, options, attempt, record } = this.#parts;
    const { urn, operation } = subject;
    const occasion = { seed: options.seed, rule: "", urn, operation, attempt };
    const own = drawSeconds(occasion, "duration", durationOf(subject.type, operation));
    const seconds = Math.round((own + this.#added) * 10) / 10;
    if (seconds > 0) record.write({ event: "time", operation, urn, seconds });
    if (options.realtime !== undefined) await this.#pause(own * options.realtime);
  }

  async wait(seconds: number): Promise<void> {
    await this.#pause(seconds * (this.#parts.options.realtime ?? usualShare));
  }

  add(seconds: number): void {
    this.#added += seconds;
  }

  /** Waits, unless the engine hangs up or cancels. What it asked for after hanging up is not carried out. */
  async #pause(seconds: number): Promise<void> {
    const { signal } = this.#parts.connection.over;
    if (seconds > 0 && !signal.aborted) await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
    if (this.#parts.connection.closed) throw refused("closed", "the engine hung up before its request was carried out");
  }

  #crash(found: Decided, when: string): never {
    const { subject, connection } = this.#parts;
    this.note(found, `the provider's process died ${when}`);
    connection.die();
    throw new Refusal(
      status.UNAVAILABLE,
      "crash",
      `the provider of ${subject.pkg} died${this.#source(found)} (sandbox)`,
    );
  }

  async #hang(found: Decided, what: string): Promise<void> {
    this.note(found, what);
    const { signal } = this.#parts.connection.over;
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    throw refused("hang", `the engine gave up waiting${this.#source(found)} (sandbox)`);
  }

  #lost(found: Decided, text: string, effect: string): Refusal {
    this.note(found, effect);
    return new Refusal(status.UNKNOWN, "timeout", `${text}${this.#source(found)} (sandbox)`);
  }

  refusal(found: Decided, error: CloudError): Refusal {
    return refusedByCloud({ code: error.code, message: `${error.message}${this.#source(found)}` });
  }

  #source({ rule }: Decided): string {
    const { plan, seed } = this.#parts.options;
    return ` (injected by rule ${rule.name} of ${plan?.source}, seed ${seed})`;
  }

  note({ rule, occasion }: Decided, effect: string): void {
    const { urn, operation, attempt } = occasion;
    this.#parts.record.write({ event: "fault", rule: rule.name, kind: rule.kind, operation, urn, attempt, effect });
  }
}

function momentOf({ rule, occasion }: Decided<Extract<Decided["rule"], { kind: "crash" }>>): "before" | "after" {
  return rule.moment ?? (draw(occasion, "moment") < 0.5 ? "before" : "after");
}

class RunLag implements Lag {
  readonly #parts: Parts;
  readonly #found: Decided<Extract<Decided["rule"], { kind: "eventual" }>>;
  readonly #attempt: RunAttempt;

  constructor(parts: Parts, found: Decided<Extract<Decided["rule"], { kind: "eventual" }>>, attempt: RunAttempt) {
    this.#parts = parts;
    this.#found = found;
    this.#attempt = attempt;
  }

  async settle(world: WorldView, ask: (world: WorldView) => CloudError | undefined): Promise<void> {
    const early = ask(this.#view(world));
    if (early === undefined || ask(world) !== undefined) return;
    const { rule, occasion } = this.#found;
    const lag = drawSeconds(occasion, "lag", rule.lagSeconds);
    const seconds = Math.min(lag, rule.patienceSeconds);
    this.#attempt.add(seconds);
    const what = `${early.code} for ${lag} s after the change`;
    if (lag > rule.patienceSeconds) {
      this.#attempt.note(this.#found, `${what}; the provider gave up after ${seconds} s`);
      await this.#attempt.wait(seconds);
      throw this.#attempt.refusal(this.#found, early);
    }
    this.#attempt.note(this.#found, `${what}; the provider asked again until it was seen`);
    await this.#attempt.wait(seconds);
  }

  seen<T extends WorldObject>(object: T | undefined): T | undefined {
    const seen = this.#parts.recent.seen(object);
    if (seen !== object)
      this.#attempt.note(
        this.#found,
        seen === undefined ? "was not found yet" : "was read as it was before the last change",
      );
    return seen;
  }

  answer<T>(world: WorldView, ask: (world: WorldView) => T): T {
    const now = ask(world);
    const early = ask(this.#view(world));
    if (isDeepStrictEqual(early, now)) return now;
    this.#attempt.note(this.#found, "answered as before the last changes");
    return early;
  }

  #view(world: WorldView): WorldView {
    return this.#parts.recent.view(world, this.#parts.world.identities);
  }
}
