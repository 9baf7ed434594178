/** The first words: a template to begin with, each of its clauses to be changed, left empty or left as it is. */
import { el } from "../../web/page/dom.ts";
import { actions, button, isolate, readers } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import type { Writing } from "./agreement-writing.ts";
import { clauseIds, clauseOf, OWN, type Template, templates, titleOf } from "./clauses.ts";
import { clauseAdder, wordingPicker } from "./clause-fields.ts";
import type { Change } from "./negotiation.ts";

const LONGEST = 4000;

export interface Beginning {
  partner: string;
  readers: "both" | "all";
  /** Keeps the words until they are put. */
  writing: Writing;
  put: (changes: Change[]) => void;
}

/** Choose, then write. What was written before a lock or a lost line is there again. */
export function beginning(order: Beginning): HTMLElement {
  const place = el("div", { class: "agreement-form" });
  const choose = (): void => place.replaceChildren(chooser(({ clauses }) => {
    write(clauses.map(({ id, words }) => ({ clause: id, text: words })));
    place.querySelector("textarea")?.focus();
  }));
  const again = (): void => {
    order.writing.begin([]);
    choose();
    place.querySelector<HTMLElement>("input:checked")?.focus();
  };
  const write = (changes: readonly Change[]): void => place.replaceChildren(form(order, changes, again));
  if (order.writing.begun.length > 0) write(order.writing.begun);
  else choose();
  return place;
}

function chooser(choose: (template: Template) => void): HTMLFormElement {
  const choices = templates().map(({ id, title, about }, index) =>
    el("label", { class: "choice" }, el("input", { type: "radio", name: "template", value: id, checked: index === 0 }), el("span", {}, title), el("small", {}, about)));
  const pick = (event: Event): void => {
    event.preventDefault();
    const id = new FormData(event.target as HTMLFormElement).get("template");
    choose(templates().find((one) => one.id === id) ?? templates()[0]!);
  };
  const legend = el("legend", {}, say("agreement.choose_template"));
  return el("form", { onsubmit: pick }, el("fieldset", { class: "field" }, legend, ...choices), actions(button(say("agreement.begin_with"), null, { kind: "first", type: "submit" })));
}

function form({ writing, ...order }: Beginning, changes: readonly Change[], again: () => void): HTMLFormElement {
  const fields = el("div", { class: "lines" }, ...[...changes, ...(changes.some(({ clause }) => clause === OWN) ? [] : [{ clause: OWN, text: "" }])].map(field));
  const partner = isolate(order.partner);
  const made = el("form", { class: "agreement-form" }, fields, adder(fields), readers({ who: order.readers, partner: order.partner }),
    actions(button(say("agreement.propose", { partner }), null, { kind: "first", type: "submit" }), somethingElse(writing, again)));
  made.addEventListener("input", () => writing.begin(read(fields)));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = read(fields).filter(({ text }) => text !== "");
    if (written.length > 0) order.put(written);
  });
  return made;
}

/** Asks first, unless nothing was written that could be lost. */
function somethingElse(writing: Writing, again: () => void): HTMLElement {
  const look = (event: Event): void => {
    if (writing.begun.length > 0) return;
    event.preventDefault();
    again();
  };
  const question = el("div", {}, el("p", {}, say("agreement.other_template_means")), actions(button(say("agreement.other_template_yes"), again, { kind: "care" })));
  return el("details", { class: "ask" }, el("summary", { class: "button quiet", onclick: look }, say("agreement.other_template")), question);
}

function field({ clause, text }: Change): HTMLElement {
  const { question, options, required } = clauseOf(clause);
  const id = `words-${clause}`;
  const input = el("textarea", { id, rows: 1, maxlength: LONGEST, spellcheck: "false", dir: "auto", autocomplete: "off", "data-clause": clause, "aria-describedby": `${id}-hint` });
  input.value = text;
  const hint = el("span", { class: "hint", id: `${id}-hint` }, question, required && ` ${say("agreement.usually_needed")}`);
  return el("div", { class: "field" }, el("label", { for: id }, titleOf(clause)), hint, el("span", { class: "shut line" }, input), wordingPicker({ clause, options, input }));
}

function adder(fields: HTMLElement): HTMLElement {
  const there = (): Set<string | undefined> => new Set([...fields.querySelectorAll<HTMLElement>("[data-clause]")].map((one) => one.dataset.clause));
  const add = (clause: string): void => {
    const made = field({ clause, text: clauseOf(clause).options[0] ?? "" });
    fields.lastElementChild?.before(made);
    made.dispatchEvent(new Event("input", { bubbles: true }));
    made.querySelector("textarea")?.focus();
  };
  return clauseAdder({ rest: () => clauseIds.filter((id) => !there().has(id) && id !== OWN), add });
}

function read(fields: HTMLElement): Change[] {
  return [...fields.querySelectorAll<HTMLTextAreaElement>("textarea[data-clause]")].map((input) => ({ clause: input.dataset.clause ?? OWN, text: input.value.trim() }));
}
