/** What helps in the room, for whoever wants it: asking before advice, a held silence, stretch, a word to stop by, borrowed time. */
import { el, write } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";
import { type AidCommand, LEVELS, type Level, aidsOf, justOver, silenceNow } from "./aids.ts";
import { calledBy, counted, nameOf } from "./company.ts";
import { type Room, give } from "./room.ts";
import type { Meeting, Where } from "./timeline.ts";

const TIPS = 8;

interface Card {
  key: string;
  title: string;
  words: string;
  answers: [words: string, command: AidCommand][];
}

export class AidsView {
  readonly card = el("section", { class: "notice aid-card", hidden: true, "aria-live": "polite" });
  readonly tip = el("p", { class: "aid-tip", hidden: true });
  readonly row = el("p", { class: "actions aids", hidden: true });
  readonly #room: Room;
  readonly #suggest = quiet(say("room.may_i"), () => this.#at("may_i"));
  readonly #silence = quiet(say("room.silence"), () => this.#at("silence"));
  readonly #over = quiet("", () => this.#at("still_speaking"));
  readonly #word = quiet("", () => this.#give({ do: "stop_word" }));
  readonly #level = el("select", { "aria-label": say("room.level") });
  readonly #levelLine = el("label", { class: "aid-level" }, el("span", {}, say("room.level")), this.#level);
  #stopWord: string | null = null;
  #place = -1;
  #drawn = "";

  constructor(room: Room) {
    this.#room = room;
    this.#level.append(el("option", { value: "" }, say("room.level_none")), ...LEVELS.map((level) => el("option", { value: level }, say(`between.stretch.${level}`))));
    this.#level.addEventListener("change", () => this.#give({ do: "level", level: this.#level.value === "" ? null : (this.#level.value as Level) }));
    this.row.append(this.#suggest, this.#silence, this.#over, this.#word, this.#levelLine);
  }

  /** The word all have agreed on; null: none. */
  stopBy(word: string | null): void {
    this.#stopWord = word;
    this.#word.textContent = word === null ? "" : say("room.stop_word", { word });
  }

  show(seen: Where, state: Meeting): void {
    const { me } = this.#room.company;
    const going = seen.stage === "going" && seen.here !== null;
    const mine = seen.owner === me;
    const aids = aidsOf(state);
    this.#place = seen.here?.place ?? -1;
    const over = going && seen.here !== null ? justOver({ seen, here: seen.here }) : null;
    this.#suggest.hidden = !going || seen.owner === null || mine || aids.suggestion?.place === this.#place;
    this.#silence.hidden = !going || silenceNow(state, seen) !== null;
    this.#over.hidden = over === null;
    if (over !== null) write(this.#over, over.owner === me ? say("room.i_speak_on") : say("room.speaks_on", { name: calledBy(over.owner, this.#room.company) }));
    this.#word.hidden = this.#stopWord === null || seen.here === null || state.pauses.at(-1)?.word === true && seen.stage === "held";
    this.#levelLine.hidden = !mine || !going;
    if (document.activeElement !== this.#level) this.#level.value = aids.levels[me] ?? "";
    this.row.hidden = [...this.row.children].every((one) => (one as HTMLElement).hidden);
    this.#showTip(seen, state);
    this.#showCard(this.#cardFor(seen, state));
  }

  /** For whoever listens: what its owner would like, or one line about listening. */
  #showTip(seen: Where, state: Meeting): void {
    const { me } = this.#room.company;
    const listens = seen.stage === "going" && seen.owner !== null && seen.owner !== me;
    this.tip.hidden = !listens;
    if (!listens || seen.owner === null) return;
    const level = aidsOf(state).levels[seen.owner];
    const name = calledBy(seen.owner, this.#room.company);
    const wish = level === undefined ? "" : `${say(`room.level_of.${level}`, { name })} `;
    write(this.tip, wish + say(`room.tip.${(this.#place % TIPS) + 1}`));
  }

  #cardFor(seen: Where, state: Meeting): Card | null {
    const silence = silenceNow(state, seen);
    if (silence !== null) return { key: "silence", title: say("room.silence_held"), words: say("room.silence_means"), answers: [[say("room.silence_over"), { do: "break_silence" }]] };
    return this.#backCard(state) ?? this.#suggestionCard(seen, state);
  }

  #suggestionCard(seen: Where, state: Meeting): Card | null {
    const { suggestion } = aidsOf(state);
    const { company } = this.#room;
    if (suggestion === null || suggestion.place !== seen.here?.place || seen.stage !== "going") return null;
    const { by, place, answer } = suggestion;
    const key = `suggestion ${by} ${place} ${answer}`;
    if (answer !== null) {
      if (by !== company.me) return null;
      return { key, title: say(`room.may_i_${answer}`, { name: calledBy(seen.owner ?? "", company) }), words: say(`room.may_i_${answer}_means`), answers: [] };
    }
    if (seen.owner !== company.me) return by === company.me ? { key, title: say("room.may_i_asked", { name: calledBy(seen.owner ?? "", company) }), words: "", answers: [] } : null;
    const answers: Card["answers"] = [[say("room.hear_it"), { do: "hear_it", place, yes: true }], [say("room.hear_not_now"), { do: "hear_it", place, yes: false }]];
    return { key, title: say("room.may_i_theirs", { name: calledBy(by, company) }), words: say("room.may_i_theirs_means"), answers };
  }

  #backCard(state: Meeting): Card | null {
    const { back } = aidsOf(state);
    const { company } = this.#room;
    if (back === null || back.answer !== null) return null;
    const whose = back.owner === company.me ? "mine" : "theirs";
    const title = counted(`room.back.${whose}`, back.minutes, { name: calledBy(back.owner, company) });
    const no: Card["answers"][number] = [say(back.by === company.me ? "room.take_back" : "room.decline"), { do: "give_back", yes: false }];
    const waits = back.by === company.me || back.yes.includes(company.me);
    const answers: Card["answers"] = waits ? [no] : [[say("room.back_yes"), { do: "give_back", yes: true }], no];
    return { key: `back ${waits}`, title, words: say(waits ? "room.back_waits" : "room.back_means", { name: nameOf(back.owner, company) }), answers };
  }

  #showCard(card: Card | null): void {
    const drawn = card === null ? "" : `${card.key} ${card.title}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.card.hidden = card === null;
    if (card === null) return;
    const answers = card.answers.map(([words, command]) => el("button", { class: "button", type: "button", onclick: () => this.#give(command) }, words));
    this.card.replaceChildren(el("strong", {}, card.title), card.words === "" ? "" : el("p", {}, card.words), answers.length > 0 ? el("p", { class: "actions" }, ...answers) : "");
  }

  #at(what: "may_i" | "silence" | "still_speaking"): void {
    this.#give({ do: what, place: this.#place });
  }

  #give(command: AidCommand): void {
    void give(this.#room, command);
  }
}

function quiet(words: string, press: () => void): HTMLButtonElement {
  return el("button", { class: "button quiet", type: "button", onclick: press }, words);
}
