/**
 * <question-bank questions skills>: one question at a time, by purpose and phase; those I like, sealed for me alone;
 * and an exercise instead, for whoever likes.
 */
import { type Status, desk } from "../../../web/page/desk.ts";
import { el } from "../../../web/page/dom.ts";
import { actions, button, readers, refusal } from "../../../web/page/parts.ts";
import { SpaceElement } from "../../../web/page/space-element.ts";
import type { Seen } from "../../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { counted } from "../company.ts";
import { type Bank, type Question, type Skill, another, fitting, lot, readBank, readSkills } from "./bank.ts";
import { box, section, toggle } from "./boxes.ts";
import { loaded } from "./content.ts";
import { type MyTable, keepTable, tableOf } from "./gathered.ts";

class QuestionBank extends SpaceElement {
  #view: BankView | null = null;

  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const [questions, skills, items] = await Promise.all([loaded(this.get("questions")), loaded(this.get("skills")), desk.items({ space: status.own_space })]);
    const bank = readBank(questions);
    if (signal.aborted || bank === null || this.#view !== null) return;
    this.#view = new BankView({ bank, skills: readSkills(skills), table: tableOf(items), status });
    this.replaceChildren(...this.#view.nodes);
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state === "unknown" && this.#view !== null) return;
    this.#view = null;
    super.whenClosed(seen);
  }
}

interface Shown {
  bank: Bank;
  skills: Skill[];
  table: MyTable;
  status: Status;
}

class BankView {
  readonly nodes: HTMLElement[];
  readonly #shown: Shown;
  readonly #purpose: HTMLSelectElement;
  readonly #phase: HTMLSelectElement;
  readonly #only: HTMLLabelElement & { input: HTMLInputElement };
  readonly #card = el("blockquote", { class: "question-card", dir: "auto" });
  readonly #like: HTMLLabelElement & { input: HTMLInputElement };
  readonly #next = button(say("room.another_question"), () => this.#draw(), { kind: "first" });
  readonly #of = el("p", { class: "mark" });
  readonly #no = el("div", {});
  readonly #live = el("div", { "aria-live": "polite", class: "question-place" }, this.#of, this.#card);
  #seen: string[] = [];
  #here: Question | null = null;
  #keeping: Promise<void> = Promise.resolve();

  constructor(shown: Shown) {
    this.#shown = shown;
    const { bank } = shown;
    this.#purpose = choice(say("between.bank.any_purpose"), bank.purposes);
    this.#phase = choice(say("between.bank.any_phase"), bank.phases);
    this.#only = toggle(say("between.bank.only_liked"), { checked: false, changed: () => this.#draw() });
    this.#like = toggle(say("between.bank.like"), { checked: false, changed: (isOn) => this.#mark(isOn) });
    for (const select of [this.#purpose, this.#phase]) select.addEventListener("change", () => this.#draw());
    const filters = el("div", { class: "cells bank-filters" }, box(say("between.bank.purpose"), this.#purpose), box(say("between.bank.phase"), this.#phase));
    this.nodes = [
      el("section", { class: "bank", "aria-label": say("between.bank") }, filters, this.#only, this.#live, actions(this.#next), this.#like, this.#no, readers({ who: "me", partner: "" })),
      this.#exercises(),
    ];
    this.#draw();
  }

  #draw(): void {
    const { bank, table } = this.#shown;
    const only = this.#only.input.checked ? new Set(table.favourites) : null;
    const from = fitting(bank.questions, { purpose: this.#purpose.value, phase: this.#phase.value, only });
    const found = another(from, { shown: this.#seen, draw: lot });
    this.#here = found;
    if (found !== null) this.#seen = [...this.#seen.filter((id) => id !== found.id), found.id];
    this.#card.textContent = found?.words ?? say("between.bank.none");
    this.#of.textContent = found === null ? "" : this.#nameOf(found);
    this.#like.hidden = found === null;
    this.#like.input.checked = found !== null && table.favourites.includes(found.id);
    this.#next.hidden = from.length < 2;
  }

  #nameOf({ purpose, phase }: Question): string {
    const { purposes, phases } = this.#shown.bank;
    return [purposes.find(({ id }) => id === purpose)?.words, phases.find(({ id }) => id === phase)?.words].filter(Boolean).join(" · ");
  }

  #mark(isOn: boolean): void {
    const { table } = this.#shown;
    const id = this.#here?.id;
    if (id === undefined) return;
    table.favourites = isOn ? [...new Set([...table.favourites, id])] : table.favourites.filter((one) => one !== id);
    this.#keep();
  }

  /** One after the other; the newest counts. */
  #keep(): void {
    const { table, status } = this.#shown;
    this.#keeping = this.#keeping
      .then(() => keepTable(table, { own: status.own_space, me: status.person }))
      .then(() => this.#no.replaceChildren())
      .catch((error: unknown) => this.#no.replaceChildren(refusal(sayRefusal(error))));
  }

  /** A drill as a card one may draw, or not. */
  #exercises(): HTMLElement {
    const { skills } = this.#shown;
    const place = el("div", { "aria-live": "polite", class: "exercise-place" });
    let seen: string[] = [];
    const draw = (): void => {
      const found = another(skills, { shown: seen, draw: lot });
      if (found === null) return;
      seen = [...seen, found.id];
      place.replaceChildren(this.#exercise(found));
    };
    return section(say("between.exercise"), {}, el("p", {}, say("between.exercise_means")), place, actions(button(say("between.exercise_draw"), draw)));
  }

  #exercise({ id, title, idea, drill, minutes, checks }: Skill): HTMLElement {
    const { table } = this.#shown;
    const done = toggle(say("between.exercise_done"), {
      checked: table.practised.includes(id),
      changed: (isOn) => {
        table.practised = isOn ? [...new Set([...table.practised, id])] : table.practised.filter((one) => one !== id);
        this.#keep();
      },
    });
    return el(
      "article",
      { class: "exercise held" },
      el("p", { class: "mark" }, counted("room.minutes", minutes)),
      el("h3", {}, title),
      el("p", {}, idea),
      el("p", { class: "said" }, drill),
      el("p", { class: "mark" }, say("between.exercise_check")),
      el("ul", {}, ...checks.map((check) => el("li", {}, check))),
      done,
    );
  }
}

function choice(any: string, options: readonly { id: string; words: string }[]): HTMLSelectElement {
  return el("select", {}, el("option", { value: "" }, any), ...options.map(({ id, words }) => el("option", { value: id }, words)));
}

customElements.define("question-bank", QuestionBank);
