/** To stay longer: one says how much, the others agree or not. Also asks before a turn is finished early. */
import { el } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";
import { among, counted, othersByName } from "./company.ts";
import type { Command } from "./moves.ts";
import { type Room, give } from "./room.ts";
import { wishOf } from "./room-words.ts";
import type { Where } from "./timeline.ts";

const OFFERS = [2, 5, 10];

export class WishPanel {
  readonly node = el("section", { class: "notice wish", hidden: true, onkeydown: (event) => this.#escape(event as KeyboardEvent) });
  readonly #room: Room;
  #seen: Where | null = null;
  /** What is drawn now: nothing, my own question at a place, or a wish. */
  #drawn = "";
  #opener: HTMLElement | null = null;

  constructor(room: Room) {
    this.#room = room;
  }

  show(seen: Where): void {
    this.#seen = seen;
    const { asked, here } = seen;
    const own = this.#drawn.startsWith("own") && this.#drawn === `own ${here?.place}` && seen.stage === "going";
    const wanted = asked !== null ? `wish ${asked.by} ${asked.place} ${asked.clock} ${asked.yes.join()}` : own ? this.#drawn : "";
    if (wanted === this.#drawn) return;
    this.#drawn = wanted;
    if (asked === null) return this.#clear();
    const { wish, meaning } = wishOf(asked, { seen, company: this.#room.company });
    const { me } = this.#room.company;
    const mine = asked.by === me;
    const no = this.#answer("decline", "room.decline");
    const yesOrNo = asked.yes.includes(me) ? [no] : [this.#answer("agree", "room.agree"), no];
    const answers = mine ? [this.#answer("decline", "room.take_back")] : yesOrNo;
    this.#draw({ title: wish, words: meaning, answers });
    if (!mine) this.#room.tell(`${wish} ${meaning}`);
  }

  /** How much longer? */
  choose(opener: HTMLElement): void {
    const place = this.#seen?.here?.place;
    if (place === undefined || this.#seen?.asked) return;
    const offers = OFFERS.map((minutes) => this.#button(counted("room.minutes", minutes), { do: "stay", place, minutes }));
    const words = among("room.needs_both", this.#room.company, { name: othersByName(this.#room.company) });
    this.#open(opener, { title: say("room.how_long"), words, answers: [...offers, this.#close()] });
  }

  askToFinish(opener: HTMLElement, finish: () => void): void {
    const minutes = Math.ceil((this.#seen?.left.turn ?? 0) / 60_000);
    const go = el("button", { class: "button", type: "button", onclick: () => { this.#shut(); finish(); } }, say("room.finish"));
    this.#open(opener, { title: counted("room.finish_early", minutes), words: say("room.finish_means"), answers: [go, this.#close()] });
  }

  #open(opener: HTMLElement, parts: Parts): void {
    this.#opener = opener;
    this.#drawn = `own ${this.#seen?.here?.place}`;
    this.#draw(parts);
    this.node.querySelector("button")?.focus();
  }

  #draw({ title, words, answers }: Parts): void {
    this.node.replaceChildren(el("strong", {}, title), el("p", {}, words), el("p", { class: "actions" }, ...answers));
    this.node.hidden = false;
  }

  #answer(reply: "agree" | "decline", words: string): HTMLElement {
    return this.#button(say(words), { do: reply, place: this.#seen?.here?.place ?? -1 });
  }

  #button(words: string, command: Command): HTMLElement {
    const press = (): void => {
      if (this.#drawn.startsWith("own")) this.#shut();
      void give(this.#room, command);
    };
    return el("button", { class: "button", type: "button", onclick: press }, words);
  }

  #close(): HTMLElement {
    return el("button", { class: "button quiet", type: "button", onclick: () => this.#shut() }, say("room.never_mind"));
  }

  /** Back to where one came from. */
  #shut(): void {
    this.#drawn = "";
    this.#clear();
    this.#opener?.focus();
  }

  #clear(): void {
    this.node.hidden = true;
  }

  #escape(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#drawn.startsWith("own")) this.#shut();
  }
}

interface Parts {
  title: string;
  words: string;
  answers: HTMLElement[];
}
