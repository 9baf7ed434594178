/** Two people, or one on two devices, wrote in the same lines: both texts, side by side, until a person has chosen. */
import type { Conflict } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, heads, isolate, mark } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";

export interface Choice {
  text: string;
  /** Keep it right away; otherwise the person goes on writing. */
  isFinal: boolean;
}

export function twoTexts({ conflict, partner }: { conflict: Conflict; partner: string }, choose: (choice: Choice) => void): HTMLElement {
  const { mine, theirs } = conflict;
  const both = (): void => choose({ text: `${mine.trimEnd()}\n\n${theirs.trimEnd()}\n`, isFinal: false });
  const keep = (text: string) => () => choose({ text, isFinal: true });
  const name = partner === "" ? say("sealed.other_device") : partner;
  return el(
    "section",
    { class: "two-texts", tabindex: "-1", "aria-label": say("sealed.two_texts") },
    el("p", {}, partner === "" ? say("sealed.two_texts_mine") : say("sealed.two_texts_why", { partner: isolate(partner) })),
    el(
      "div",
      { class: "versions" },
      version({ kind: "one", title: mark(say("sealed.yours"), { who: "me", tone: "mine" }), text: mine }, keep(mine)),
      version({ kind: "two", title: theirTitle(name, partner), text: theirs }, keep(theirs)),
    ),
    actions(button(say("sealed.take_both"), both, { kind: "quiet" })),
  );
}

function theirTitle(name: string, partner: string): HTMLElement {
  return el("span", { class: "mark" }, heads(partner === "" ? "me" : "partner"), el("bdi", {}, name));
}

function version({ kind, title, text }: { kind: string; title: HTMLElement; text: string }, keep: () => void): HTMLElement {
  const words = el("p", { class: "said", dir: "auto", tabindex: "0" }, text);
  return el("div", { class: `version ${kind}` }, el("p", {}, title), words, actions(button(say("sealed.keep_this"), keep)));
}
