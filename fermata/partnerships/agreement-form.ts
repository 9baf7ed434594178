/** Writing the words: five lines to begin with, each of which may be changed, and room for own words. */
import quick from "../../content/agreements/quick.json" with { type: "json" };
import { desk, type AgreementText } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { readers } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { DraftKeeper } from "../vault/draft-keeper.ts";

const LONGEST_LINE = 400;

export interface Writing {
  partnership: string;
  partner: string;
  /** What is on the table now, if anything. */
  former: AgreementText | null;
  /** `drafts` is what keeps the words until they are proposed. */
  propose: (text: AgreementText, drafts: DraftKeeper) => void;
  cancel: (() => void) | null;
}

export const fiveLines = (): AgreementText => ({ lines: quick.lines.map((line) => line.words), own: "" });

/** A form that keeps what is typed as a sealed draft, so that a lock or a lost connection costs no word. */
export function agreementForm(writing: Writing): HTMLFormElement {
  const fields = el("div", { class: "lines" });
  const own = el("textarea", { id: "own-words", rows: 4, maxlength: 4000, spellcheck: "false", dir: "auto", autocomplete: "off" });
  const form = el(
    "form",
    { class: "agreement-form" },
    fields,
    el(
      "div",
      { class: "field" },
      el("label", { for: "own-words" }, quick.own.title),
      el("span", { class: "hint", id: "own-hint" }, quick.own.question),
      el("span", { class: "shut" }, own),
    ),
    readers({ who: "both", partner: writing.partner }),
    actions(writing),
  );
  own.setAttribute("aria-describedby", "own-hint");
  fill(fields, own, writing.former ?? fiveLines());
  void restore(fields, own, writing);
  const drafts = new DraftKeeper(writing.partnership, { desk: desk.draft, tell: () => undefined });
  form.addEventListener("input", () => drafts.typed(JSON.stringify(read(fields, own))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = read(fields, own);
    if (text.lines.length > 0 || text.own !== "") writing.propose(text, drafts);
  });
  return form;
}

function actions(writing: Writing): HTMLElement {
  return el(
    "p",
    { class: "actions" },
    el("button", { class: "button first" }, say("agreement.propose", { partner: writing.partner })),
    writing.cancel && el("button", { class: "button quiet", type: "button", onclick: writing.cancel }, say("agreement.leave_as_is")),
  );
}

function fill(fields: HTMLElement, own: HTMLTextAreaElement, text: AgreementText): void {
  const rows = [...text.lines, ""].slice(0, 12);
  fields.replaceChildren(...rows.map((line, index) => lineField(line, index)));
  own.value = text.own;
}

function lineField(line: string, index: number): HTMLElement {
  const id = `line-${index + 1}`;
  const input = el("textarea", { id, rows: 1, maxlength: LONGEST_LINE, spellcheck: "false", dir: "auto", autocomplete: "off" });
  input.value = line;
  const label = quick.lines[index]?.title ?? say("agreement.another_line");
  return el("div", { class: "field" }, el("label", { for: id }, label), el("span", { class: "shut line" }, input));
}

function read(fields: HTMLElement, own: HTMLTextAreaElement): AgreementText {
  const inputs = [...fields.querySelectorAll("textarea")];
  return { lines: inputs.map((input) => input.value.trim()).filter((line) => line !== ""), own: own.value.trim() };
}

async function restore(fields: HTMLElement, own: HTMLTextAreaElement, writing: Writing): Promise<void> {
  const kept = await desk.draft.get({ slot: writing.partnership }).catch(() => null);
  if (kept) fill(fields, own, JSON.parse(kept.text) as AgreementText);
}
