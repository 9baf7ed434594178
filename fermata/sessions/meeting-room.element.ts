/**
 * <meeting-room meeting partnership>: one meeting, from choosing to what remains.
 *
 * One clock for all screens: each draws where the sealed document and the server's time say they are. While the
 * space is closed nothing is shown; the clock goes on, and opening comes back to the exact place.
 */
import { type MeetingView, type Status, desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { refusal } from "../../web/page/parts.ts";
import { SpaceElement, closedNotice } from "../../web/page/space-element.ts";
import { type Seen, lookAgain } from "../../web/page/watch-space.ts";
import { say } from "../../web/page/words.ts";
import { isPassing } from "../vault/keeping.ts";
import { BankCard } from "./bank-card.ts";
import { loaded } from "./between/content.ts";
import { MeetingLine } from "./meeting-line.ts";
import { type Room, sayWhy } from "./room.ts";
import { Stage } from "./stage.ts";
import { know } from "./structure.ts";

/** Refusals that mean the space is not open here any more. */
const CLOSED = new Set(["locked", "none", "signed_out"]);

class MeetingRoom extends SpaceElement {
  readonly #live = el("p", { class: "away", role: "status" });
  readonly #lost = el("p", { class: "mark lost", hidden: true }, say("room.connecting"));
  readonly #no = el("div", { class: "stuck" });
  readonly #body = el("div", { class: "in-room" });
  #line: MeetingLine | null = null;
  #stage: Stage | null = null;
  #own = "";

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  protected override async whenOpen({ own_space }: Status, signal: AbortSignal): Promise<void> {
    if (this.#line !== null) return this.#line.refresh();
    this.#body.replaceChildren(el("p", { class: "mark opening" }, say("room.opening")));
    this.replaceChildren(this.#live, this.#lost, this.#body, this.#no);
    know(await loaded(this.get("structures")));
    if (signal.aborted) return;
    this.#own = own_space;
    this.#line = new MeetingLine(this.get("meeting"), {
      desk: { ...desk.meeting, draft: desk.draft },
      hooks: {
        changed: () => this.#draw(),
        lost: (isLost) => this.#lose(isLost),
        refused: (code) => this.#refuse(code),
        mended: () => this.#show(""),
      },
    });
    await this.#line.start();
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state === "unknown" && this.#line !== null) return;
    this.#leave();
    const comesBack = this.#line !== null && el("p", { class: "mark" }, say("room.comes_back"));
    this.#line = null;
    this.replaceChildren(closedNotice(seen), comesBack || "");
  }

  #leave(): void {
    this.#line?.stop();
    this.#stage?.stop();
    this.#stage = null;
  }

  #draw(): void {
    const view = this.#line?.view;
    if (!this.#line || !view || view.members.length < 2) return;
    this.#stage ??= new Stage(this.#roomOf(this.#line, view), this.#body);
    this.#stage.draw();
  }

  #roomOf(line: MeetingLine, view: MeetingView): Room {
    return {
      line,
      company: { me: view.me, members: view.members },
      partnership: view.partnership,
      space: view.space,
      own: this.#own,
      bank: new BankCard(this.get("questions")),
      tell: (words) => (this.#live.textContent = words),
      refuse: (words) => this.#show(words),
      stuck: (code) => this.#refuse(code),
    };
  }

  #lose(isLost: boolean): void {
    if (this.#lost.hidden === !isLost) return;
    this.#lost.hidden = !isLost;
    this.#live.textContent = say(isLost ? "room.connecting" : "room.connected");
  }

  /** What stands between us and the room; the clock goes on meanwhile. What passes by itself is the line's to say. */
  #refuse(code: string): void {
    if (isPassing({ code })) return this.#lose(true);
    if (CLOSED.has(code)) return void lookAgain();
    this.#show(sayWhy({ code }));
    if (this.#stage === null) this.#body.replaceChildren();
  }

  /** Said once, however often it is found again. */
  #show(words: string): void {
    if (this.#no.textContent === words) return;
    this.#no.replaceChildren(words === "" ? "" : refusal(words));
  }
}

customElements.define("meeting-room", MeetingRoom);
