/** What a sealed field is made of: label, hint, the box, who can read it, what is wrong, and where the words are now. */
import { el, type Child } from "../../web/page/dom.ts";
import { type Readers, button, isolate, mark, readers } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { caretIn } from "./keeping.ts";

export type Control = HTMLTextAreaElement | HTMLInputElement;
export type KeptState = "" | "saved" | "saving" | "draft" | "broken";

export interface FieldParts {
  node: HTMLElement;
  control: Control;
  wrong: HTMLElement;
  kept: HTMLElement;
  /** Room for what concerns this text only: a restored draft, two versions. */
  beside: HTMLElement;
}

let drawn = 0;

export function fieldParts(field: { control: Control; label: string; hint: string; who: Readers; partner: string }): FieldParts {
  const id = `sealed-${++drawn}`;
  const { control, label, hint, who, partner } = field;
  const wrong = el("p", { class: "wrong", id: `${id}-wrong`, hidden: true });
  const kept = el("p", { class: "kept", role: "status" });
  const beside = el("div", { class: "beside", hidden: true });
  control.id = id;
  control.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-readers`, `${id}-wrong`].filter(Boolean).join(" "));
  const node = el(
    "div",
    { class: "field editor" },
    el("label", { for: id }, label),
    hint !== "" && el("span", { class: "hint", id: `${id}-hint` }, hint),
    el("span", { class: "shut" }, control),
    wrong,
    readers({ who, partner, id: `${id}-readers` }),
    kept,
    beside,
  );
  return { node, control, wrong, kept, beside };
}

/** What every box of sealed words has: nothing of it is corrected, completed or kept by the browser. */
export const PRIVATE = { spellcheck: "false", autocomplete: "off", autocapitalize: "sentences", dir: "auto", "data-gramm": "false" };

export function sayKept({ kept }: FieldParts, state: KeptState, ...words: Child[]): void {
  kept.dataset.state = state;
  const text = words.map((word) => (word instanceof Node ? word.textContent : word || "")).join("");
  if (text !== kept.textContent) kept.replaceChildren(...words.filter((word): word is Node | string => Boolean(word)));
}

/** Another text in the box, while somebody may be writing in it. */
export function showIn({ control }: FieldParts, text: string): void {
  const move = (caret: number | null): number => caretIn({ before: control.value, after: text, caret: caret ?? 0 });
  const [from, to] = [move(control.selectionStart), move(control.selectionEnd)];
  control.value = text;
  if (control === document.activeElement) control.setSelectionRange(from, to);
}

export function sayWrong({ control, wrong }: FieldParts, sentence: string): void {
  wrong.textContent = sentence;
  wrong.hidden = sentence === "";
  control.toggleAttribute("aria-invalid", sentence !== "");
  if (sentence !== "") control.setAttribute("aria-invalid", "true");
}

interface ReadBy {
  who: Readers;
  partner: string;
}

/** The same of what only I read and of what others do: they must not be taken for each other. */
export function saidOf(what: "kept" | "draft_kept" | "restored" | "keep", { who, partner }: ReadBy): string {
  return say(`sealed.${what}_${who}`, { partner: isolate(partner) });
}

/** These words are older than this page, and were never kept: nobody else has them, unless their author says so now. */
export function restoredLine({ isNew, keep, leave, ...read }: ReadBy & { isNew: boolean; keep: (() => void) | null; leave: () => void }): HTMLElement {
  const words = mark(saidOf("restored", read), { who: "me", tone: "mine" });
  const back = button(say(isNew ? "sealed.throw_away" : "sealed.show_kept"), leave, { kind: "quiet" });
  return el("p", { class: "restored" }, words, keep && button(saidOf("keep", read), keep), back);
}

export function showBeside({ beside }: FieldParts, ...nodes: Node[]): void {
  beside.replaceChildren(...nodes);
  beside.hidden = nodes.length === 0;
}
