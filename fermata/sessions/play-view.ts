/** The room while the clock runs: the ring, who does what, the question, the buttons. Nodes stay; words change. */
import { el, write } from "../../web/page/dom.ts";
import { heads } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { AidsView } from "./aids-view.ts";
import { type AtHand, atHandView } from "./at-hand.ts";
import { Arrivals } from "./arrivals.ts";
import { Chime } from "./chime.ts";
import { PlayButtons } from "./play-buttons.ts";
import { Ring } from "./ring.ts";
import { ofUs } from "./company.ts";
import type { Room } from "./room.ts";
import { type Sentence, markOf, noteOf, phasesOf, pictureOf, questionOf, rolesOf, timeLeft } from "./room-words.ts";
import type { Meeting, Where } from "./timeline.ts";
import { Walking } from "./walking.ts";
import { WishPanel } from "./wish-panel.ts";

export class PlayView {
  readonly node: HTMLElement;
  readonly chime = new Chime();
  readonly walking = new Walking();
  readonly #room: Room;
  readonly #ring = new Ring();
  readonly #phases = el("ol", { class: "phases", "aria-label": say("room.parts") });
  readonly #large = el("b");
  readonly #small = el("span");
  readonly #clock = el("div", { class: "clock" });
  readonly #turns = el("p", { class: "turns" });
  readonly #mark = el("p", { class: "mark" });
  readonly #question = el("blockquote", { dir: "auto" });
  readonly #agreed = el("details", { class: "agreed-first", hidden: true }, el("summary", {}, say("room.you_agreed")));
  readonly #note = el("small");
  readonly #atHand = el("div", { class: "at-hand" });
  readonly #aids: AidsView;
  readonly #arrivals: Arrivals;
  readonly #wish: WishPanel;
  readonly #buttons: PlayButtons;
  #roles = "";

  constructor(room: Room) {
    this.#room = room;
    this.#arrivals = new Arrivals(room);
    this.#wish = new WishPanel(room);
    this.#aids = new AidsView(room);
    this.#buttons = new PlayButtons(room, this.#wish);
    this.#clock.append(this.#ring.node, el("p", {}, this.#large, this.#small));
    const prompt = el("section", { class: "prompt", "aria-label": say("room.prompt") }, this.#mark, this.#question);
    this.node = el(
      "div",
      { class: "room", onpointerdown: () => this.chime.wake(), onkeydown: () => this.chime.wake() },
      this.#phases, this.#clock, this.#turns, prompt, this.#agreed,
      this.#aids.card, this.#wish.node, ...this.#buttons.nodes, this.#arrivals.node, this.#aids.tip, this.#aids.row, this.#note,
      this.#atHand, el("div", { class: "switches" }, this.#sound(), this.#walk()),
    );
    this.node.classList.toggle("walking", this.walking.isOn);
  }

  /** What was prepared, the way to the call, the word to stop by. */
  layReady(found: AtHand): void {
    this.#aids.stopBy(found.stopWord);
    this.#atHand.replaceChildren(...atHandView(found));
  }

  /** The agreed lines lie ready on the first card. */
  keepAtHand(agreed: HTMLElement): void {
    this.#agreed.replaceChildren(this.#agreed.firstElementChild!, agreed);
  }

  /** No more sounds, and the screen may sleep. */
  rest(): void {
    this.chime.book(null);
    void this.walking.stayAwake(false);
  }

  show(seen: Where, state: Meeting): void {
    const { company } = this.#room;
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    this.node.dataset.stage = seen.stage;
    this.#clock.classList.toggle("resting", seen.stage !== "going");
    this.#ring.show(pictureOf(seen, company));
    const { large, small } = timeLeft(seen, company);
    write(this.#large, large);
    write(this.#small, small);
    write(this.#mark, markOf(seen, Date.now()));
    write(this.#question, questionOf(seen));
    write(this.#note, noteOf(seen, company));
    this.#agreed.hidden = this.#agreed.childElementCount < 2 || seen.here?.phase !== seen.all[0]?.phase;
    this.#showLists(seen);
    this.#arrivals.show(seen, state);
    this.#wish.show(seen);
    this.#buttons.show(seen);
    this.#aids.show(seen, state);
    void this.walking.stayAwake(this.walking.isOn && seen.stage !== "over");
    // Whoever works by keyboard is never left on a button that has gone.
    if (focused !== null && (!this.node.contains(focused) || focused.closest("[hidden]"))) this.#buttons.focus();
  }

  #showLists(seen: Where): void {
    const { company } = this.#room;
    const phases = phasesOf(seen, company);
    const roles = rolesOf(seen, company);
    const drawn = JSON.stringify([phases, roles]);
    if (drawn === this.#roles) return;
    this.#roles = drawn;
    this.#phases.replaceChildren(...phases.map(({ title, current }) => el("li", { "aria-current": current && "step" }, title)));
    this.#turns.replaceChildren(...roles.map((one) => role(one, ofUs(company))));
  }

  #walk(): HTMLElement {
    const input = el("input", { type: "checkbox", checked: this.walking.isOn });
    input.addEventListener("change", () => {
      this.walking.turn(input.checked);
      this.node.classList.toggle("walking", input.checked);
    });
    return el("label", { class: "toggle sound" }, input, el("span", {}, say(this.walking.canBuzz ? "room.walking_buzz" : "room.walking")));
  }

  #sound(): HTMLElement {
    const input = el("input", { type: "checkbox", checked: this.chime.isOn });
    input.addEventListener("change", () => {
      this.chime.turn(input.checked);
      this.#room.line.hooks.changed();
    });
    return el("label", { class: "toggle sound" }, input, el("span", {}, say("room.sound")));
  }
}

function role({ mine, words, rests }: Sentence, everybody: "both" | "all"): HTMLElement {
  return el("span", { class: rests && "rests" }, heads(mine === null ? everybody : mine ? "me" : "partner"), words);
}
