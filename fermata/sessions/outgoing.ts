/**
 * What was given on this screen and is not on the server yet. It stands here at once, goes out as soon as it can, on top
 * of what others did meanwhile, and is kept sealed in this browser while there is no line.
 */
import type { DeskError } from "../../web/page/desk.ts";
import { isPassing } from "../vault/keeping.ts";
import { itemOf } from "./afterwards.ts";
import { type Given, readGiven, replay } from "./given.ts";
import type { Held, Refusal, Written } from "./moves.ts";
import type { Meeting } from "./timeline.ts";

/** So often the others may be first before somebody is told so. */
const TIMES = 12;

export interface Drafts {
  put(order: { slot: string; text: string }): Promise<void>;
  get(order: { slot: string }): Promise<{ text: string } | null>;
  drop(order: { slot: string }): Promise<void>;
}

export interface OutgoingNeeds {
  /** Sealed, in this browser first. */
  drafts: Drafts;
  me(): string;
  /** Server ms, as far as this screen knows. */
  now(): number;
  write(base: number, state: Meeting): Promise<Written>;
  /** The server has something newer, or what stands here changed. */
  changed(): void;
  lost(): void;
}

interface Waiting extends Given {
  settle(refusal: Refusal | null): void;
  fail(error: unknown): void;
}

export class Outgoing {
  /** What the server has. */
  known: Held = { version: 0, state: null };
  readonly #needs: OutgoingNeeds;
  #given: Waiting[] = [];
  #slot: string | null = null;
  #pushing: Promise<void> | null = null;
  #shown: Meeting | null = null;
  isOver = false;

  constructor(needs: OutgoingNeeds) {
    this.#needs = needs;
  }

  /** What stands on this screen. */
  get shown(): Meeting | null {
    return this.#shown;
  }

  get isEmpty(): boolean {
    return this.#given.length === 0;
  }

  /** @returns when it is on the server, or why it does not stand after all */
  add(given: Given): Promise<Refusal | null> {
    const settled = new Promise<Refusal | null>((settle, fail) => this.#given.push({ ...given, settle, fail }));
    this.show();
    void this.push();
    return settled;
  }

  learn(held: Held): void {
    if (held.version > this.known.version) this.known = held;
    this.show();
  }

  show(): void {
    this.#shown = this.isEmpty ? this.known.state : this.#replayed().state;
    this.#needs.changed();
  }

  push(): Promise<void> {
    return (this.#pushing ??= this.#pushAll().finally(() => void (this.#pushing = null)));
  }

  /** Kept on this device, so that it outlives the page. */
  async remember(): Promise<void> {
    const seed = this.#shown?.seed;
    if (seed === undefined || this.isEmpty) return;
    this.#slot ??= await itemOf(seed, `given/${this.#needs.me()}`);
    const text = JSON.stringify(this.#given.map(({ command, at }) => ({ command, at })));
    await this.#needs.drafts.put({ slot: this.#slot, text }).catch(() => undefined);
  }

  /** What was given without a line on a page that is gone. */
  async recall(): Promise<void> {
    const { state } = this.known;
    if (state === null || state.ended !== null) return;
    const slot = await itemOf(state.seed, `given/${this.#needs.me()}`);
    const kept = await this.#needs.drafts.get({ slot }).catch(() => null);
    const before = kept === null ? [] : readGiven(kept.text);
    if (before.length === 0) return;
    this.#slot = slot;
    this.#given.push(...before.map((one) => ({ ...one, settle: () => undefined, fail: () => undefined })));
    this.show();
    void this.push();
  }

  async #pushAll(): Promise<void> {
    try {
      for (let times = 0; !this.isEmpty && !this.isOver; times += 1) {
        if (times === TIMES) this.#settle(this.#given, () => ({ refused: "busy" }));
        else await this.#pushOnce();
      }
      await this.#forget();
    } catch (error) {
      if (isPassing(error)) return this.#needs.lost();
      for (const one of this.#given.splice(0)) one.fail(error);
      await this.#forget();
    } finally {
      this.show();
    }
  }

  /** What of it stands on top of the server's state; what does not is told to whoever gave it. */
  async #pushOnce(): Promise<void> {
    const given = [...this.#given];
    const { state, refusals } = this.#replayed();
    const refused = given.filter((_, index) => refusals[index] !== null);
    this.#settle(refused, (one) => refusals[given.indexOf(one)] ?? null);
    if (state === null || refused.length === given.length) return;
    const { version } = this.known;
    const written = await this.#needs.write(version, state);
    if (written.stale !== undefined) return this.learn(written.stale);
    this.#settle(given, () => null);
    this.learn({ version: written.version, state });
  }

  /** Nothing was given later than now, whatever this screen took the time for when it was. */
  #replayed(): ReturnType<typeof replay> {
    const now = this.#needs.now();
    const given = this.#given.map((one) => ({ ...one, at: Math.min(one.at, now) }));
    return replay({ state: this.known.state, given, by: this.#needs.me() });
  }

  #settle(some: readonly Waiting[], answer: (one: Waiting) => Refusal | null): void {
    this.#given = this.#given.filter((one) => !some.includes(one));
    for (const one of some) one.settle(answer(one));
  }

  async #forget(): Promise<void> {
    const slot = this.#slot;
    if (slot === null || !this.isEmpty) return;
    this.#slot = null;
    await this.#needs.drafts.drop({ slot }).catch(() => undefined);
  }
}

export function codeOf(error: unknown): string {
  return (error as Partial<DeskError> | null)?.code ?? "unexpected";
}
