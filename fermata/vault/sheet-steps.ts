/** The sheet: shown, printed, and two of its words typed back. Used when a space is made and for a new sheet. */
import { el } from "../../web/page/dom.ts";
import { actions, button, whileBusy } from "../../web/page/parts.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { step } from "./step.ts";
import { draw, isSameWord, twoPlaces } from "./typed-back.ts";
import { wordSheet, type Sheet } from "./word-sheet.ts";

export type Answers = [index: number, word: string][];

export function sheetStep(sheet: Sheet & { mark?: string }, next: () => void): HTMLElement {
  const print = button(say("space.sheet.print"), () => window.print());
  const go = button(say("space.sheet.have_it"), next, { kind: "first" });
  const words = { title: say("space.sheet.step"), mark: sheet.mark, text: say("space.sheet.copy_it") };
  return step(words, wordSheet(sheet), actions(go, print));
}

interface TypedBack {
  /** Gets the two words as the sheet has them; what it throws is said under the fields. */
  done: (answers: Answers) => Promise<void>;
  back: () => void;
}

export function typedBackStep(sheet: { words: readonly string[]; mark?: string; label: string }, ways: TypedBack): HTMLElement {
  const places = twoPlaces(draw);
  const fields = places.map((place) => wordField(place));
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const press = button(sheet.label, null, { kind: "first", type: "submit" });
  const back = button(say("space.sheet.show_again"), ways.back, { kind: "quiet" });
  const cells = el("div", { class: "cells" }, ...fields.map(({ node }) => node));
  const form = el("form", { novalidate: true }, cells, wrong, actions(press, back));
  const send = async (): Promise<void> => {
    if (!allFit(fields, sheet.words)) return;
    const answers = places.map((place): [number, string] => [place, sheet.words[place]!]);
    await ways.done(answers).catch((error: unknown) => {
      wrong.textContent = sayRefusal(error);
      wrong.hidden = false;
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void whileBusy(press, send);
  });
  return step({ title: say("space.typed.step"), mark: sheet.mark, text: say("space.typed.why") }, form);
}

interface WordField {
  place: number;
  node: HTMLElement;
  input: HTMLInputElement;
  wrong: HTMLElement;
}

function wordField(place: number): WordField {
  const id = `typed-${place + 1}`;
  const plain = { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false" };
  const input = el("input", { ...plain, id, "aria-describedby": `${id}-wrong` });
  const wrong = el("p", { class: "wrong", id: `${id}-wrong`, hidden: true });
  const label = el("label", { for: id }, say("space.typed.word", { number: place + 1 }));
  const node = el("div", { class: "field" }, label, el("span", { class: "shut" }, input), wrong);
  return { place, node, input, wrong };
}

function allFit(fields: WordField[], words: readonly string[]): boolean {
  const misfits = fields.filter(({ place, input, wrong }) => {
    const fits = isSameWord(input.value, words[place]!);
    const name = input.value.trim() === "" ? "space.typed.empty" : "space.typed.other";
    wrong.textContent = fits ? "" : say(name, { number: place + 1 });
    wrong.hidden = fits;
    input.setAttribute("aria-invalid", String(!fits));
    return !fits;
  });
  misfits[0]?.input.focus();
  return misfits.length === 0;
}
