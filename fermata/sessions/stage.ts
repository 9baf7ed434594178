/** Which part of the room is to be seen: choosing, the clock, or what remains. One at a time, drawn again as time passes. */
import { desk } from "../../web/page/desk.ts";
import { AfterMeeting } from "./after-meeting.element.ts";
import { type AtHand, atHand } from "./at-hand.ts";
import { Announcer } from "./announcer.ts";
import { ChooseView, agreedLines, agreedList } from "./choose-view.ts";
import { PlayView } from "./play-view.ts";
import { type Room, give } from "./room.ts";
import { nextLook } from "./ticking.ts";
import { type Meeting, type Where, where } from "./timeline.ts";

/** A meeting nobody closed is closed by whoever is there, this long after its time. */
const FORGOTTEN = 10 * 60_000;
/** Who talks need not touch a key: while the clock goes, the space does not close for idleness. */
const STILL_HERE = 10 * 60_000;

type Part = ChooseView | PlayView | AfterMeeting;

export class Stage {
  readonly #room: Room;
  readonly #place: HTMLElement;
  readonly #announcer: Announcer;
  readonly #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #part: Part | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isEnding = false;
  #isComing = false;
  #saidHere = performance.now();
  readonly #atHand: Promise<AtHand | null>;

  constructor(room: Room, place: HTMLElement) {
    this.#room = room;
    this.#place = place;
    this.#announcer = new Announcer(room, (kind) => this.#part instanceof PlayView && this.#part.walking.buzz(kind));
    this.#atHand = atHand(room.space).catch(() => null);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#part instanceof PlayView) this.#part.rest();
  }

  draw(): void {
    clearTimeout(this.#timer);
    const { held, structure } = this.#room.line;
    if (held.state === null || structure === null) {
      if (!(this.#part instanceof ChooseView)) this.#put(new ChooseView(this.#room, this.#atHand));
      return;
    }
    const seen = where({ state: held.state, structure, now: this.#room.line.now() });
    if (seen.stage === "ended") this.#remain();
    else this.#play(seen, held.state);
  }

  #play(seen: Where, state: Meeting): void {
    const part = this.#part instanceof PlayView ? this.#part : this.#enter();
    part.show(seen, state);
    this.#announcer.hear(seen, state);
    part.chime.book(seen.stage === "going" && seen.next !== null ? seen.next.clock - seen.clock : null);
    this.#timer = setTimeout(() => this.draw(), nextLook(seen, { still: this.#calm.matches }));
    this.#lookAfter(seen);
    if (seen.absent.includes(this.#room.company.me)) this.#come();
  }

  /** Others see that I am here; each of us says so once, in what is sealed. */
  #come(): void {
    if (this.#isComing) return;
    this.#isComing = true;
    void give(this.#room, { do: "come" }).finally(() => (this.#isComing = false));
  }

  #lookAfter(seen: Where): void {
    if (seen.stage === "going" && performance.now() - this.#saidHere > STILL_HERE) {
      this.#saidHere = performance.now();
      void this.#room.line.refresh();
    }
    const over = seen.clock - (seen.all.at(-1)?.to ?? 0);
    if (seen.stage !== "over" || over < FORGOTTEN || this.#isEnding) return;
    this.#isEnding = true;
    void give(this.#room, { do: "end" }).finally(() => (this.#isEnding = false));
  }

  #enter(): PlayView {
    const part = new PlayView(this.#room);
    this.#put(part);
    void this.#atHand.then((found) => found && part.layReady(found));
    void desk.agreement({ partnership: this.#room.partnership }).then(({ inForce }) => {
      const lines = agreedLines(inForce);
      if (lines.length) part.keepAtHand(agreedList(lines));
    }).catch(() => undefined);
    return part;
  }

  /** Ended in the document; the server hears of it from whoever is there, and hearing it twice does no harm. */
  #remain(): void {
    if (this.#part instanceof AfterMeeting) return;
    if (this.#part instanceof PlayView) this.#part.rest();
    const part = new AfterMeeting();
    part.room = this.#room;
    part.told = this.#room.line.view?.ended ? Promise.resolve() : this.#room.line.end().catch(() => undefined);
    this.#put(part);
    part.focus();
  }

  #put(part: Part): void {
    const hadFocus = this.#place.contains(document.activeElement);
    const node = part instanceof HTMLElement ? part : part.node;
    this.#part = part;
    this.#place.replaceChildren(node);
    node.tabIndex = -1;
    if (hadFocus) node.focus(); // whoever listens or uses keys goes on here, not at the top of the page
  }
}
