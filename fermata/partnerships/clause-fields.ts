/** What helps to word a clause: other wordings to take, and for some clauses what a profession adds. */
import { el } from "../../web/page/dom.ts";
import { actions, button } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { professionClause, professions, titleOf } from "./clauses.ts";

interface Picker {
  clause: string;
  options: readonly string[];
  input: HTMLTextAreaElement;
}

/** Taking a wording fills the field, which can then be changed; a profession's text is added to what stands there. */
export function wordingPicker({ clause, options, input }: Picker): HTMLElement | null {
  const more = clause === professionClause ? professions : [];
  if (options.length + more.length < 2) return null;
  const take = (text: string) => () => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  };
  const offers = options.map((text) => el("li", {}, el("button", { class: "button quiet said", type: "button", onclick: take(text) }, text)));
  const added = more.map(({ title, text }) => el("li", {}, el("strong", {}, title), " ", el("button", { class: "button quiet said", type: "button", onclick: () => take(`${input.value.trim()} ${text}`.trim())() }, text)));
  return el("details", { class: "wordings" }, el("summary", {}, say("agreement.other_wordings")), el("ul", {}, ...offers, ...added));
}

/** One more clause, from those not there yet. */
export function clauseAdder({ rest, add }: { rest: () => readonly string[]; add: (clause: string) => void }): HTMLElement {
  const select = el("select", { id: "another-clause" });
  const offer = (): void => select.replaceChildren(...rest().map((id) => el("option", { value: id }, titleOf(id))));
  const press = (): void => {
    if (select.value === "") return;
    add(select.value);
    offer();
  };
  offer();
  return el("div", { class: "field" }, el("label", { for: select.id }, say("agreement.another_clause")), select, actions(button(say("agreement.add"), press)));
}
