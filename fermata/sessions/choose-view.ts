/** Before the clock starts: which kind of talk, who begins, who is there, and the lines they agreed on. */
import { type Clause, desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, link, whileBusy } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { type MinutesHad, readMinutes, toss, whoBeginsNext } from "./afterwards.ts";
import { type Company, type Member, among, calledBy, counted, othersByName, othersIn } from "./company.ts";
import { type Room, give } from "./room.ts";
import { forSize } from "./scaling.ts";
import { turnOrder } from "./seats.ts";
import { type Structure, piecesOf, structures } from "./structure.ts";

export class ChooseView {
  readonly node: HTMLElement;
  readonly #room: Room;
  readonly #agreed = el("section", { class: "agreed-first held", hidden: true });
  readonly #hint = el("small", { hidden: true });
  readonly #shapes = el("fieldset");
  readonly #first = el("fieldset", { onchange: () => (this.#touched = true) });
  readonly #form: HTMLFormElement;
  #touched = false;

  constructor(room: Room) {
    this.#room = room;
    this.#form = el(
      "form",
      { class: "choose", onsubmit: (event) => void this.#begin(event) },
      this.#whoIsHere(),
      this.#shapes,
      this.#first,
      actions(
        button(say("room.begin"), null, { kind: "first", type: "submit" }),
        link(say("room.not_now"), `/partnerships/${room.partnership}/`, "quiet"),
      ),
      el("small", {}, among("room.begin_means", room.company, { name: othersByName(room.company) })),
    );
    this.#showChoices();
    this.node = el("div", { class: "before" }, this.#agreed, this.#form);
    void this.#showAgreement();
    void this.#showWhoseTurn();
  }

  /** Two are enough to meet, and then they have two turns. */
  #whoIsHere(): HTMLElement | "" {
    const others = othersIn(this.#room.company);
    if (others.length < 2) return "";
    const changed = (): void => this.#showChoices();
    const choices = others.map(({ person, name }) => {
      const words = say("room.is_here", { name });
      return choice({ type: "checkbox", name: "here", value: person, words, checked: true });
    });
    return el("fieldset", { onchange: changed }, el("legend", {}, say("room.who_is_here")), ...choices);
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
    const fitting = structures.filter((structure) => structure.group_size <= Math.max(2, here.length));
    const chosen = fitting.find(({ id }) => id === before.get("structure")) ?? fitting[0];
    const shapes = fitting.map((structure) => shape(structure, { size: here.length, checked: structure === chosen }));
    this.#shapes.replaceChildren(el("legend", {}, say("room.which")), ...shapes);
    this.#first.replaceChildren(el("legend", {}, say("room.who_begins")), ...this.#firsts(here, before.get("first")), this.#hint);
    const begin = this.#form.querySelector<HTMLButtonElement>('button[type="submit"]');
    if (begin) begin.disabled = here.length < 2;
  }

  #firsts(here: readonly Member[], before: unknown): HTMLElement[] {
    const { me } = this.#room.company;
    const mine = here.filter(({ person }) => person === me).map(({ person }) => [person, say("room.i_begin")] as const);
    const theirs = here.filter(({ person }) => person !== me);
    const names = theirs.map(({ person, name }) => [person, say("room.they_begin", { name })] as const);
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
  async #showWhoseTurn(): Promise<void> {
    const items = await desk.items({ space: this.#room.space }).catch(() => []);
    const kept = items.filter((item) => item.kind === "minutes").map((item) => readMinutes(item.text));
    const former = kept.filter((one): one is MinutesHad => one !== null);
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
    const structure = structures.find(({ id }) => id === chosen.get("structure"));
    if (structure === undefined) return;
    const members = this.#room.company.members.map(({ person }) => person);
    const away = this.#away();
    const here = turnOrder({ members, first: members[0] ?? "", away });
    const first = here.find((person) => person === chosen.get("first")) ?? toss(here);
    const command = { do: "begin", structure: structure.id, members, first, away, seed: crypto.randomUUID() } as const;
    await whileBusy(this.#form.querySelector("button"), async () => void (await give(this.#room, command, structure)));
  }
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
  const each = piecesOf(fitting).reduce((sum, { turn, step }) => sum + (turn === 0 ? step.minutes : 0), 0);
  const words = counted("room.shape", fitting.total_minutes, { title: structure.title });
  const about = `${counted("room.turns", each, { turns: say(`room.turns_of.${size}`) })} ${structure.about ?? ""}`.trim();
  return choice({ name: "structure", value: structure.id, words, about, checked });
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
