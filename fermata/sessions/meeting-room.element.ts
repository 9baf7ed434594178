/**
 * <meeting-room meeting partnership me>: one meeting, from choosing to what remains.
 *
 * One clock for both screens: each draws where the sealed document and the server's time say they are.
 */
import { type MeetingView, desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, link, refusal } from "../../web/page/parts.ts";
import { wayToSignIn, wayToSpace } from "../../web/page/places.ts";
import { say } from "../../web/page/words.ts";
import { isPassing } from "../vault/keeping.ts";
import { MeetingLine } from "./meeting-line.ts";
import { type Room, sayWhy } from "./room.ts";
import { Stage } from "./stage.ts";

/** Where the way back begins, for what a person can mend. */
const WAYS_BACK: Record<string, () => string> = { locked: wayToSpace, none: wayToSpace, signed_out: wayToSignIn };

class MeetingRoom extends HTMLElement {
  readonly #live = el("p", { class: "away", role: "status" });
  readonly #lost = el("p", { class: "mark lost", hidden: true }, say("room.connecting"));
  readonly #no = el("div", { class: "stuck" });
  readonly #body = el("div", { class: "in-room" }, el("p", { class: "mark" }, say("room.opening")));
  #line: MeetingLine | null = null;
  #stage: Stage | null = null;
  #refused = "";
  #stop: (() => void) | null = null;

  connectedCallback(): void {
    this.replaceChildren(this.#live, this.#lost, this.#body, this.#no);
    const hooks = {
      changed: () => this.#draw(),
      lost: (isLost: boolean) => this.#lose(isLost),
      refused: (code: string) => this.#refuse(code),
      mended: () => this.#refused !== "" && this.#refuse(""),
    };
    this.#line = new MeetingLine(this.getAttribute("meeting") ?? "", { desk: desk.meeting, hooks });
    this.#stop = desk.onChange(({ event }) => (event === "opened" ? void this.#line?.refresh() : this.#close(event)));
    void this.#line.start();
  }

  disconnectedCallback(): void {
    this.#stop?.();
    this.#line?.stop();
    this.#stage?.stop();
    this.#stage = null;
  }

  #draw(): void {
    const { view } = this.#line ?? {};
    const partner = view?.members.find(({ person }) => person !== view.me);
    if (!this.#line || !view || !partner) return;
    if (this.#refused in WAYS_BACK && !this.#stage?.forget()) return;
    this.#stage ??= new Stage(this.#roomOf(this.#line, { view, partner }), this.#body);
    this.#stage.draw();
  }

  #roomOf(line: MeetingLine, { view, partner }: { view: MeetingView; partner: MeetingView["members"][number] }): Room {
    return {
      line,
      pair: { me: view.me, partner },
      partnership: view.partnership,
      space: view.space,
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

  /** The space was closed, or somebody signed out, here or in another tab. */
  #close(code: "locked" | "signed_out"): void {
    this.#stage?.forget();
    this.#refuse(code);
  }

  /** What stands between us and the room; the clock goes on meanwhile. What passes by itself is the line's to say. */
  #refuse(code: string): void {
    if (isPassing({ code })) return this.#lose(true);
    this.#refused = code;
    const way = WAYS_BACK[code]?.();
    this.#show(code === "" ? "" : sayWhy({ code }), way && link(say(`room.back.${code}`), way));
    if (this.#stage === null && code !== "") this.#body.replaceChildren();
  }

  /** Said once, however often it is found again. */
  #show(words: string, way?: HTMLElement | "" | undefined): void {
    if (this.#no.dataset.words === words) return;
    this.#no.dataset.words = words;
    this.#no.replaceChildren(...(words === "" ? [] : [refusal(words), ...(way ? [actions(way)] : [])]));
  }
}

customElements.define("meeting-room", MeetingRoom);
