/**
 * The line between this screen and the meeting: what the server says comes in as events, what we do goes out with
 * compare-and-swap. It comes back by itself after a lost connection or a closed laptop, to the exact place.
 */
import type { DeskError, MeetingView, PutAnswer } from "../../web/page/desk.ts";
import { type Command, type Held, type Refusal, type Written, isRefusal, obey, retry } from "./moves.ts";
import { readMeeting } from "./reading.ts";
import { ServerClock } from "./server-clock.ts";
import { type Structure, structureOf } from "./structure.ts";
import type { Meeting } from "./timeline.ts";

/** Longer than the server's keep-alive twice: the line is dead, whatever the browser believes. */
const SILENCE = 35_000;
const LOOK = 5_000;
/** Older than this, or after a sleep, the time is asked for anew before anything is done by it. */
const FRESH = 20_000;
const SLEPT = 2_000;
/** A shorter break is not worth a word. */
const GRACE = 2_500;
const AGAIN = [1_500, 3_000, 6_000, 12_000];

export interface MeetingDesk {
  open(order: { id: string }): Promise<MeetingView>;
  put(order: { id: string; base: number; state: unknown }): Promise<PutAnswer>;
  decode(order: { id: string; version: number; file: string | null }): Promise<{ version: number; state: unknown }>;
  end(order: { id: string }): Promise<void>;
}

export interface LineHooks {
  /** Something newer is held, or the clock was corrected. */
  changed(): void;
  lost(isLost: boolean): void;
  /** A code of the desk's or of ours; the line goes on if it can. */
  refused(code: string): void;
  /** The desk answered: what it refused before is in order again. */
  mended(): unknown;
}

interface Told {
  version: number;
  file: string | null;
  now: number;
}

export class MeetingLine {
  readonly #id: string;
  readonly #desk: MeetingDesk;
  readonly hooks: LineHooks;
  readonly #clock = new ServerClock();
  view: MeetingView | null = null;
  held: Held = { version: 0, state: null };
  #source: EventSource | null = null;
  #heardAt = Number.NEGATIVE_INFINITY;
  #connectedAt = 0;
  #drift = 0;
  #failures = 0;
  #isOver = false;
  #watch: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #giving: Promise<unknown> = Promise.resolve();
  readonly #wake = (): void => void (document.visibilityState === "visible" && this.refresh());

  constructor(id: string, { desk, hooks }: { desk: MeetingDesk; hooks: LineHooks }) {
    this.#id = id;
    this.#desk = desk;
    this.hooks = hooks;
  }

  /** The server's time, in ms. */
  now(): number {
    return Math.round(this.#clock.at(performance.now()));
  }

  get structure(): Structure | null {
    return structureOf(this.held.state?.structure ?? "");
  }

  async start(): Promise<void> {
    this.#watch = setInterval(() => this.#look(), LOOK);
    document.addEventListener("visibilitychange", this.#wake);
    addEventListener("online", this.#wake);
    await this.refresh();
    this.#connect();
  }

  stop(): void {
    this.#isOver = true;
    clearInterval(this.#watch);
    clearTimeout(this.#again);
    clearTimeout(this.#grace);
    document.removeEventListener("visibilitychange", this.#wake);
    removeEventListener("online", this.#wake);
    this.#source?.close();
  }

  /** Ask where the meeting stands. Also how a refusal behind a broken stream gets its name. */
  async refresh(): Promise<void> {
    try {
      this.#take(await this.#open());
    } catch (error) {
      this.#refuse(error);
    }
  }

  async #open(): Promise<MeetingView> {
    const view = await this.#desk.open({ id: this.#id });
    this.view = view;
    this.#hearTime(view.now);
    this.hooks.mended();
    return view;
  }

  /** Do something; when the partner was first, it is judged again on top of theirs. One after the other. */
  give(command: Command, structure = this.structure): Promise<Refusal | null> {
    const turn = this.#giving.then(() => (structure ? this.#give(command, structure) : { refused: "unknown_structure" }));
    this.#giving = turn.catch(() => undefined);
    return turn;
  }

  async #give(command: Command, structure: Structure): Promise<Refusal | null> {
    if (!this.#isFresh()) this.#take(await this.#open());
    const by = this.view?.me ?? "";
    const decide = (state: Meeting | null) => obey({ state, structure, command, by, now: this.now() });
    const { held, refusal } = await retry({ held: this.held, decide, write: (base, state) => this.#write(base, state) });
    if (held.version >= this.held.version) this.held = held;
    this.hooks.changed();
    return refusal;
  }

  /** The server's half of the end; asking twice ends it once. */
  async end(): Promise<void> {
    await this.#desk.end({ id: this.#id });
    if (this.view) this.view.ended = true;
  }

  async #write(base: number, state: Meeting): Promise<Written> {
    const answer = await this.#desk.put({ id: this.#id, base, state });
    const told = answer.stale ?? answer;
    this.#hearTime(told.now);
    if (answer.stale === undefined) return { version: answer.version };
    const read = readMeeting(answer.stale.state, this.#people());
    if (isRefusal(read)) throw Object.assign(new Error(read.refused), { code: read.refused });
    return { stale: { version: answer.stale.version, state: read } };
  }

  #people(): string[] {
    return this.view?.members.map(({ person }) => person) ?? [];
  }

  #take({ version, state }: { version: number; state: unknown }): void {
    const read = version > this.held.version ? readMeeting(state, this.#people()) : null;
    if (isRefusal(read)) return this.hooks.refused(read.refused);
    if (version > this.held.version) this.held = { version, state: read };
    this.hooks.changed();
  }

  #connect(): void {
    if (this.#isOver) return;
    this.#source?.close();
    this.#source = new EventSource(`/live/meetings/${this.#id}`);
    this.#connectedAt = performance.now();
    this.#source.addEventListener("state", (event) => void this.#hear(JSON.parse(event.data) as Told));
    this.#source.addEventListener("over", () => this.#closed());
    this.#source.addEventListener("error", () => {
      this.#grace ??= setTimeout(() => this.hooks.lost(true), GRACE);
      if (this.#source?.readyState === EventSource.CLOSED) this.#closed();
    });
  }

  async #hear({ version, file, now }: Told): Promise<void> {
    this.#hearTime(now);
    this.#failures = 0;
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.hooks.lost(false);
    if (this.view === null) return this.refresh();
    try {
      if (version <= this.held.version || file === null) return this.hooks.changed();
      const opened = await this.#desk.decode({ id: this.#id, version, file });
      this.hooks.mended();
      this.#take(opened);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #refuse(error: unknown): void {
    this.hooks.refused((error as Partial<DeskError>).code ?? "unexpected");
  }

  /** The stream ended for good: ask why, and come back later all the same. */
  #closed(): void {
    this.#source?.close();
    clearTimeout(this.#again);
    const wait = AGAIN[Math.min(this.#failures, AGAIN.length - 1)] ?? 0;
    this.#failures += 1;
    this.#again = setTimeout(() => void this.refresh().then(() => this.#connect()), wait);
  }

  #hearTime(now: number): void {
    this.#heardAt = performance.now();
    this.#drift = Date.now() - this.#heardAt;
    this.#clock.hear(now, this.#heardAt);
  }

  /** A laptop that slept may not have counted: what one does first must not be dated before the sleep. */
  #isFresh(): boolean {
    return performance.now() - this.#heardAt < FRESH && !this.#hasSlept();
  }

  #hasSlept(): boolean {
    return Math.abs(Date.now() - performance.now() - this.#drift) > SLEPT;
  }

  /** Every few seconds: has the line gone silent, or the laptop been asleep? */
  #look(): void {
    const silent = performance.now() - Math.max(this.#heardAt, this.#connectedAt) > SILENCE;
    if (silent) this.hooks.lost(true);
    if (silent || this.#hasSlept()) void this.refresh().then(() => this.#connect());
  }
}
