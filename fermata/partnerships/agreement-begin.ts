/** The first words: a template to begin with, each of its clauses to be changed, left empty or left as it is. */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, readers } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { DraftKeeper } from "../vault/draft-keeper.ts";
import { clauseIds, clauseOf, OWN, type Template, templates, titleOf } from "./clauses.ts";
import { wordingPicker } from "./clause-fields.ts";
import type { Change } from "./negotiation.ts";

const LONGEST = 4000;

export interface Beginning {
  partnership: string;
  partner: string;
  readers: "both" | "all";
  /** `drafts` is what keeps the words until they are put. */
  put: (changes: Change[], drafts: DraftKeeper) => void;
}

/** Choose, then write. What is typed is kept as a sealed draft, so that a lock or a lost line costs no word. */
export function beginning(order: Beginning): HTMLElement {
  const place = el("div", { class: "agreement-form" });
  const choose = (template: Template) => {
    place.replaceChildren(form(order, template.clauses.map(({ id, words }) => ({ clause: id, text: words })), place));
    place.querySelector("textarea")?.focus();
  };
  place.append(chooser(choose));
  void restore(order, place);
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

function form(order: Beginning, changes: readonly Change[], place: HTMLElement): HTMLFormElement {
  const fields = el("div", { class: "lines" }, ...[...changes, ...(changes.some(({ clause }) => clause === OWN) ? [] : [{ clause: OWN, text: "" }])].map(field));
  const drafts = new DraftKeeper(order.partnership, { desk: desk.draft, tell: () => undefined });
  const back = button(say("agreement.other_template"), () => {
    void drafts.drop();
    place.replaceChildren(beginning(order));
  }, { kind: "quiet" });
  const made = el("form", { class: "agreement-form" }, fields, adder(fields), readers({ who: order.readers, partner: order.partner }),
    actions(button(say("agreement.propose", { partner: order.partner }), null, { kind: "first", type: "submit" }), back));
  made.addEventListener("input", () => drafts.typed(JSON.stringify(read(fields))));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = read(fields).filter(({ text }) => text !== "");
    if (written.length > 0) order.put(written, drafts);
  });
  return made;
}

function field({ clause, text }: Change): HTMLElement {
  const { question, options, required } = clauseOf(clause);
  const id = `words-${clause}`;
  const input = el("textarea", { id, rows: 1, maxlength: LONGEST, spellcheck: "false", dir: "auto", autocomplete: "off", "data-clause": clause, "aria-describedby": `${id}-hint` });
  input.value = text;
  const hint = el("span", { class: "hint", id: `${id}-hint` }, question, required && ` ${say("agreement.usually_needed")}`);
  return el("div", { class: "field" }, el("label", { for: id }, titleOf(clause)), hint, el("span", { class: "shut line" }, input), wordingPicker({ clause, options, input }));
}

/** One more clause, from those not there yet. */
function adder(fields: HTMLElement): HTMLElement {
  const select = el("select", { id: "another-clause" });
  const offer = (): void => {
    const there = new Set([...fields.querySelectorAll<HTMLElement>("[data-clause]")].map((one) => one.dataset.clause));
    const rest = clauseIds.filter((id) => !there.has(id) && id !== OWN);
    select.replaceChildren(...rest.map((id) => el("option", { value: id }, titleOf(id))));
  };
  const add = (): void => {
    if (select.value === "") return;
    const made = field({ clause: select.value, text: clauseOf(select.value).options[0] ?? "" });
    fields.lastElementChild?.before(made);
    offer();
    made.querySelector("textarea")?.focus();
  };
  offer();
  return el("div", { class: "field" }, el("label", { for: "another-clause" }, say("agreement.another_clause")), select, actions(button(say("agreement.add"), add)));
}

function read(fields: HTMLElement): Change[] {
  return [...fields.querySelectorAll<HTMLTextAreaElement>("textarea[data-clause]")].map((input) => ({ clause: input.dataset.clause ?? OWN, text: input.value.trim() }));
}

async function restore(order: Beginning, place: HTMLElement): Promise<void> {
  const kept = await desk.draft.get({ slot: order.partnership }).catch(() => null);
  const changes = kept && (JSON.parse(kept.text) as unknown);
  if (Array.isArray(changes) && changes.length > 0) place.replaceChildren(form(order, changes as Change[], place));
}
