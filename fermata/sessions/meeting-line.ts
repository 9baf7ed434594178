/**
 * The line between this screen and the meeting: what the server says comes in as events, what we do goes out with
 * compare-and-swap. Without a line the meeting goes on here: the clock runs, what is done stands on this screen and goes
 * out later. It comes back by itself after a lost connection or a closed laptop, to the exact place.
 */
import type { MeetingView, PutAnswer } from "../../web/page/desk.ts";
import { Live } from "../../web/page/live.ts";
import { isPassing } from "../vault/keeping.ts";
import { HeardTime } from "./heard-time.ts";
import { type Command, type Held, type Refusal, type Written, isRefusal, obey } from "./moves.ts";
import { type Drafts, Outgoing, codeOf } from "./outgoing.ts";
import { readMeeting } from "./reading.ts";
import { type Structure, planOf } from "./structure.ts";
import type { Meeting } from "./timeline.ts";

/** Longer than the server's keep-alive twice: the line is dead, whatever the browser believes. */
const SILENCE = 35_000;
const LOOK = 5_000;
/** A shorter break is not worth a word. */
const GRACE = 2_500;
/** What takes longer stands here meanwhile. */
const LATE = 4_000;

export interface MeetingDesk {
  open(order: { id: string }): Promise<MeetingView>;
  put(order: { id: string; base: number; state: unknown }): Promise<PutAnswer>;
  decode(order: { id: string; version: number; file: string | null }): Promise<{ version: number; state: unknown }>;
  end(order: { id: string }): Promise<void>;
  draft: Drafts;
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
  readonly #time = new HeardTime();
  readonly #out: Outgoing;
  view: MeetingView | null = null;
  #isAway = false;
  readonly #live: Live;
  #isOver = false;
  #watch: ReturnType<typeof setInterval> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #giving: Promise<unknown> = Promise.resolve();
  readonly #wake = (): void => void (document.visibilityState === "visible" && this.refresh());
  readonly #offline = (): void => this.#lose();

  constructor(id: string, { desk, hooks }: { desk: MeetingDesk; hooks: LineHooks }) {
    this.#id = id;
    this.#desk = desk;
    this.hooks = hooks;
    this.#live = new Live(`/live/meetings/${id}`, {
      state: (told) => this.#hear(JSON.parse(told) as Told),
      broke: () => void (this.#grace ??= setTimeout(() => this.#lose(), GRACE)),
      ended: () => this.refresh(),
    });
    this.#out = new Outgoing({
      drafts: desk.draft,
      me: () => this.view?.me ?? "",
      now: () => this.now(),
      write: (base, state) => this.#write(base, state),
      changed: () => hooks.changed(),
      lost: () => this.#lose(),
    });
  }

  /** The server's time, in ms. */
  now(): number {
    return this.#time.now();
  }

  /** What the server has, with what was given here on top. */
  get held(): Held {
    return { version: this.#out.known.version, state: this.#out.shown };
  }

  get structure(): Structure | null {
    return this.#out.shown === null ? null : planOf(this.#out.shown);
  }

  /** There is no line just now: the meeting goes on here. */
  get isAway(): boolean {
    return this.#isAway;
  }

  async start(): Promise<void> {
    this.#watch = setInterval(() => this.#look(), LOOK);
    document.addEventListener("visibilitychange", this.#wake);
    addEventListener("online", this.#wake);
    addEventListener("offline", this.#offline);
    await this.refresh();
    await this.#out.recall();
    this.#live.open();
  }

  stop(): void {
    this.#isOver = this.#out.isOver = true;
    clearInterval(this.#watch);
    clearTimeout(this.#grace);
    document.removeEventListener("visibilitychange", this.#wake);
    removeEventListener("online", this.#wake);
    removeEventListener("offline", this.#offline);
    this.#live.close();
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
    this.#time.hear(view.now);
    this.#isAway = false;
    this.hooks.mended();
    return view;
  }

  /** Do something; when another was first, it is judged again on top of theirs. One after the other. */
  give(command: Command, structure = this.structure): Promise<Refusal | null> {
    const turn = this.#giving.then(() => (structure ? this.#give(command, structure) : { refused: "unknown_structure" }));
    this.#giving = turn.catch(() => undefined);
    return turn;
  }

  async #give(command: Command, structure: Structure): Promise<Refusal | null> {
    if (!this.#isAway && !this.#time.isFresh()) await this.#askTime();
    const at = this.now();
    const next = obey({ state: this.#out.shown, structure, command, by: this.view?.me ?? "", now: at });
    if (isRefusal(next)) return next;
    const settled = this.#out.add({ command, at, plan: structure });
    const stands = pause(this.#isAway ? 0 : LATE).then(() => this.#standsHere());
    settled.catch(() => undefined);
    return Promise.race([settled, stands]);
  }

  /** With a line the time is asked for; without one, ours goes on. */
  async #askTime(): Promise<void> {
    const asked = this.#open().then((view) => this.#take(view));
    await Promise.race([asked, pause(LATE).then(() => this.#lose())]).catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      this.#lose();
    });
    asked.catch(() => undefined);
  }

  async #standsHere(): Promise<null> {
    await this.#out.remember();
    return null;
  }

  /** The server's half of the end, after everything that was given before it; asking twice ends it once. */
  async end(): Promise<void> {
    for (await this.#out.push(); !this.#out.isEmpty && !this.#isOver; await this.#out.push()) await pause(LOOK);
    await this.#desk.end({ id: this.#id });
    if (this.view) this.view.ended = true;
  }

  async #write(base: number, state: Meeting): Promise<Written> {
    const answer = await this.#desk.put({ id: this.#id, base, state });
    const told = answer.stale ?? answer;
    this.#time.hear(told.now);
    this.#isAway = false;
    if (answer.stale === undefined) return { version: answer.version };
    const read = readMeeting(answer.stale.state, this.#people());
    if (isRefusal(read)) throw Object.assign(new Error(read.refused), { code: read.refused });
    return { stale: { version: answer.stale.version, state: read } };
  }

  #people(): string[] {
    return this.view?.members.map(({ person }) => person) ?? [];
  }

  #take({ version, state }: { version: number; state: unknown }): void {
    const isNews = version > this.#out.known.version;
    const read = isNews ? readMeeting(state, this.#people()) : null;
    if (isRefusal(read)) return this.hooks.refused(read.refused);
    if (isNews) this.#out.learn({ version, state: read });
    else this.hooks.changed();
  }

  #lose(): void {
    this.#isAway = true;
    this.hooks.lost(true);
    void this.#out.remember();
  }

  async #hear({ version, file, now }: Told): Promise<void> {
    this.#time.hear(now);
    this.#isAway = false;
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.hooks.lost(false);
    if (this.view === null) return this.refresh();
    try {
      if (version <= this.#out.known.version || file === null) return this.hooks.changed();
      const opened = await this.#desk.decode({ id: this.#id, version, file });
      this.hooks.mended();
      this.#take(opened);
    } catch (error) {
      this.#refuse(error);
    } finally {
      if (!this.#out.isEmpty) void this.#out.push();
    }
  }

  #refuse(error: unknown): void {
    if (isPassing(error)) this.#isAway = true;
    this.hooks.refused(codeOf(error));
  }

  /** Every few seconds: has the line gone silent, or the laptop been asleep? */
  #look(): void {
    const silent = performance.now() - Math.max(this.#time.heardAt, this.#live.openedAt) > SILENCE;
    if (silent) this.#lose();
    if (this.#isAway) this.#time.wake();
    if (silent || this.#time.hasSlept()) void this.refresh().then(() => this.#live.open());
    else if (!this.#out.isEmpty) void this.#out.push();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, milliseconds));
}
