/** Before the clock starts: which kind of talk, who begins, who is there, and the lines they agreed on. */
import { type Clause, desk } from "../../web/page/desk.ts";
import { el, write } from "../../web/page/dom.ts";
import { actions, button, link, whileBusy } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { type MinutesHad, toss, whoBeginsNext } from "./afterwards.ts";
import { type AtHand, atHandView, whereToTalk } from "./at-hand.ts";
import { type Offer, offerOf } from "./between/balance.ts";
import { box, toggle } from "./between/boxes.ts";
import { scaledTo } from "./between/plans.ts";
import { type Company, type Member, among, calledBy, counted, othersByName, othersIn } from "./company.ts";
import { type Room, give } from "./room.ts";
import { turnsInWords } from "./room-words.ts";
import { forSize } from "./scaling.ts";
import { turnOrder } from "./seats.ts";
import { type Structure, structures, turnsOf } from "./structure.ts";

/** So many kinds of talk are seen at once; the others wait behind them. */
const FIRST = 2;
const LENGTHS = [15, 20, 30, 45, 60, 75, 90];

export class ChooseView {
  readonly node: HTMLElement;
  readonly #room: Room;
  readonly #agreed = el("section", { class: "agreed-first held", hidden: true });
  readonly #hint = el("small", { hidden: true });
  readonly #alone = el("p", { role: "status" });
  readonly #shapes = el("fieldset");
  readonly #first = el("fieldset", { onchange: () => (this.#touched = true) });
  readonly #form: HTMLFormElement;
  readonly #ready = el("div", { class: "at-hand" });
  readonly #length = el("select", { name: "length" });
  readonly #back = el("div", {});
  #own: readonly Structure[] = [];
  #offer: Offer | null = null;
  #touched = false;

  constructor(room: Room, ready: Promise<AtHand | null>) {
    this.#room = room;
    this.#form = el(
      "form",
      { class: "choose", onsubmit: (event) => void this.#begin(event) },
      this.#whoIsHere(),
      this.#shapes,
      box(say("room.length"), this.#length),
      this.#first,
      this.#back,
      actions(
        button(say("room.begin"), null, { kind: "first", type: "submit" }),
        link(say("room.not_now"), `/partnerships/${room.partnership}/`, "quiet"),
      ),
      el("small", {}, among("room.begin_means", room.company, { name: othersByName(room.company) })),
    );
    this.#length.append(el("option", { value: "" }, say("room.length_as_it_is")), ...LENGTHS.map((minutes) => el("option", { value: minutes }, counted("room.minutes", minutes))));
    this.#showChoices();
    this.node = el("div", { class: "before" }, this.#ready, this.#agreed, this.#form);
    void this.#showAgreement();
    void ready.then((found) => found && this.#showReady(found));
  }

  /** What was prepared, kinds of talk of their own, and whether something is owed from before. */
  #showReady(found: AtHand): void {
    this.#ready.replaceChildren(...whereToTalk(found, this.#room.partnership), ...atHandView(found));
    this.#own = found.plans;
    this.#showChoices();
    this.#showWhoseTurn(found.found.meetings);
    const { company } = this.#room;
    this.#offer = offerOf(found.balance, company.members.map(({ person }) => person));
    if (this.#offer === null) return;
    const words = counted(`room.offer.${this.#offer.owner === company.me ? "mine" : "theirs"}`, this.#offer.minutes, { name: calledBy(this.#offer.owner, company) });
    this.#back.replaceChildren(toggle(words, { checked: true, about: say("room.offer_means") }));
  }

  /** Two are enough to meet, and then they have two turns. */
  #whoIsHere(): HTMLElement | "" {
    const others = othersIn(this.#room.company);
    if (others.length < 2) return "";
    const changed = (): void => this.#showChoices();
    const choices = others.map(({ person }) => {
      const words = say("room.is_here", { name: calledBy(person, this.#room.company) });
      return choice({ type: "checkbox", name: "here", value: person, words, checked: true });
    });
    return el("fieldset", { onchange: changed }, el("legend", {}, say("room.who_is_here")), ...choices, this.#alone);
  }

  #away(): string[] {
    const boxes = [...this.#form.querySelectorAll<HTMLInputElement>('input[name="here"]')];
    return boxes.filter(({ checked }) => !checked).map(({ value }) => value);
  }

  /** For as many as are here: how long each turn is, and who may have the first. */
  #showChoices(): void {
    const away = this.#away();
    const here = this.#room.company.members.filter(({ person }) => !away.includes(person));
    const before = new FormData(this.#form);
    const held = heldIn([this.#shapes, this.#first]);
    const size = Math.max(2, here.length); // whoever is alone sees what two would have
    const fitting = this.#fitting(size);
    const chosen = fitting.find(({ id }) => id === before.get("structure")) ?? fitting[0];
    const shapes = fitting.map((structure) => shape(structure, { size, checked: structure === chosen }));
    const more = shapes.slice(this.#own.length + FIRST);
    const isOpen = this.#shapes.querySelector("details")?.open === true || fitting.indexOf(chosen as Structure) >= this.#own.length + FIRST;
    this.#shapes.replaceChildren(el("legend", {}, say("room.which")), ...shapes.slice(0, this.#own.length + FIRST), el("details", { open: isOpen }, el("summary", {}, say("room.more_kinds")), ...more));
    this.#first.replaceChildren(el("legend", {}, say("room.who_begins")), ...this.#firsts(here, before.get("first")), this.#hint);
    const begin = this.#form.querySelector<HTMLButtonElement>('button[type="submit"]');
    if (begin) begin.disabled = here.length < 2;
    write(this.#alone, here.length < 2 ? say("room.no.needs_two") : "");
    if (held !== null) [...this.#form.querySelectorAll("input")].find(({ name, value }) => name === held.name && value === held.value)?.focus();
  }

  /** Their own first; a one-sided one only for as many as it was made for. */
  #fitting(size: number): Structure[] {
    const own = this.#own.filter((plan) => (plan.one_sided === true ? turnsOf(plan) === size : turnsOf(plan) <= Math.max(2, size)));
    return [...own, ...structures().filter((structure) => structure.group_size <= Math.max(2, size))];
  }

  #firsts(here: readonly Member[], before: unknown): HTMLElement[] {
    const { company } = this.#room;
    const { me } = company;
    const mine = here.filter(({ person }) => person === me).map(({ person }) => [person, say("room.i_begin")] as const);
    const theirs = here.filter(({ person }) => person !== me);
    const names = theirs.map(({ person }) => [person, say("room.they_begin", { name: calledBy(person, company) })] as const);
    const options = [["toss", say("room.toss")] as const, ...mine, ...names];
    const chosen = options.find(([value]) => value === before)?.[0] ?? "toss";
    return options.map(([value, words]) => choice({ name: "first", value, words, checked: value === chosen }));
  }

  /** The agreed lines, on the first card. A first meeting may be the one in which they are agreed. */
  async #showAgreement(): Promise<void> {
    const view = await desk.agreement({ partnership: this.#room.partnership }).catch(() => null);
    if (view === null) return;
    const lines = agreedLines(view.inForce);
    const words = lines.length ? say("room.you_agreed") : say("room.nothing_agreed");
    this.#agreed.replaceChildren(el("h2", { class: "mark" }, words), lines.length ? agreedList(lines) : "");
    this.#agreed.hidden = false;
  }

  /** Taking turns at it: whoever sits next to the one who began the last time. */
  #showWhoseTurn(former: readonly MinutesHad[]): void {
    const { company } = this.#room;
    const last = lastFirst(former, company);
    const next = whoBeginsNext(former, company.members.map(({ person }) => person));
    if (next === null || last === null || this.#touched) return;
    const key = last === company.me ? "room.you_began" : "room.they_began";
    this.#hint.textContent = say(key, { name: calledBy(last, company) });
    this.#hint.hidden = false;
    const option = this.#form.querySelector<HTMLInputElement>(`input[name="first"][value="${next}"]`);
    if (option) option.checked = true;
  }

  async #begin(event: Event): Promise<void> {
    event.preventDefault();
    const chosen = new FormData(this.#form);
    const found = this.#fitting(Number.MAX_SAFE_INTEGER).find(({ id }) => id === chosen.get("structure")) ?? this.#own.find(({ id }) => id === chosen.get("structure"));
    if (found === undefined) return;
    const structure = ofLength(found, Number(chosen.get("length")));
    const members = this.#room.company.members.map(({ person }) => person);
    const away = this.#away();
    const here = turnOrder({ members, first: members[0] ?? "", away });
    const first = here.find((person) => person === chosen.get("first")) ?? toss(here);
    const command = { do: "begin", structure: structure.id, members, first, away, seed: crypto.randomUUID(), ...this.#backIn(here) } as const;
    await whileBusy(this.#form.querySelector('button[type="submit"]'), async () => void (await give(this.#room, command, structure)));
  }

  #backIn(here: readonly string[]): { back?: Offer } {
    const isWanted = this.#back.querySelector<HTMLInputElement>("input")?.checked === true;
    return isWanted && this.#offer !== null && here.includes(this.#offer.owner) ? { back: this.#offer } : {};
  }
}

/** As long as they like, in the same shares; a meeting carries such a plan with it. */
function ofLength(structure: Structure, minutes: number): Structure {
  if (!(minutes > 0) || minutes === structure.total_minutes || structure.one_sided === true) return structure;
  return { ...scaledTo(structure, minutes), id: `own-${crypto.randomUUID()}` };
}

/** The norms in force, each under its title, and what a member has made stricter for what is theirs. */
export function agreedLines(text: { clauses: readonly Clause[] } | null): string[] {
  return text === null ? [] : text.clauses.map(({ text: words }) => words).filter((words) => words.trim() !== "");
}

export function agreedList(lines: readonly string[]): HTMLElement {
  return el("ol", { class: "lines" }, ...lines.map((line) => el("li", { dir: "auto" }, el("span", {}, line))));
}

function lastFirst(former: readonly MinutesHad[], { members }: Company): string | null {
  const last = [...former].sort((a, b) => a.began_at - b.began_at).at(-1);
  return members.find(({ person }) => person === last?.first)?.person ?? null;
}

/** How long it takes and how much each has, for as many as are here. */
function shape(structure: Structure, { size, checked }: { size: number; checked: boolean }): HTMLElement {
  const fitting = forSize(structure, size);
  const words = counted("room.shape", fitting.total_minutes, { title: structure.title });
  const about = `${turnsInWords(fitting)} ${structure.about ?? ""}`.trim();
  return choice({ name: "structure", value: structure.id, words, about, checked });
}

/** The choice the keyboard is on, if it is in one of these: it is found again when they are drawn anew. */
function heldIn(places: readonly HTMLElement[]): HTMLInputElement | null {
  const held = document.activeElement;
  return held instanceof HTMLInputElement && places.some((place) => place.contains(held)) ? held : null;
}

interface Choice {
  type?: "radio" | "checkbox";
  name: string;
  value: string;
  words: string;
  about?: string | undefined;
  checked: boolean;
}

function choice({ type = "radio", name, value, words, about, checked }: Choice): HTMLElement {
  const input = el("input", { type, name, value, checked });
  return el("label", { class: "choice" }, input, el("span", {}, words), about !== undefined && el("small", {}, about));
}
