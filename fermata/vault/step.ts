/** One step of several: it takes the place of the one before, and the focus goes to its heading. */
import { el, type Child } from "../../web/page/dom.ts";

export interface Step {
  title: string;
  /** Small words above the title: "1 of 3". */
  mark?: string | undefined;
  text?: string;
}

/** Its words are for the screen; a sheet among its children is for paper. */
export function step({ title, mark, text }: Step, ...children: Child[]): HTMLElement {
  return el(
    "section",
    { class: "step" },
    mark !== undefined && el("p", { class: "mark unprinted" }, mark),
    el("h2", { class: "unprinted", tabindex: "-1" }, title),
    text !== undefined && el("p", { class: "unprinted" }, text),
    ...children,
  );
}

export function showStep(place: HTMLElement, section: HTMLElement): void {
  place.replaceChildren(section);
  section.querySelector<HTMLElement>("h2")?.focus();
  scrollTo({ top: Math.max(0, place.getBoundingClientRect().top + scrollY - 24) });
}
