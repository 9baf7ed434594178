/** The sheet as it is printed: twelve words, the same as a picture, and what to do with them. */
import { el } from "../../web/page/dom.ts";
import { arc, isolate, wordList } from "../../web/page/parts.ts";
import { language, say } from "../../web/page/words.ts";
import { dayOf } from "./notes.ts";
import { qrPicture } from "./qr.ts";

export function wordSheet({ words, name }: { words: readonly string[]; name: string }): HTMLElement {
  const host = location.host;
  const made = dayOf(new Date().toISOString(), language());
  const whose = name === "" ? say("space.sheet.of_nobody", { host }) : say("space.sheet.of", { name: isolate(name), host });
  return el(
    "section",
    { class: "word-sheet printed", "aria-label": say("space.sheet.title") },
    el("header", {}, el("div", {}, el("h3", {}, say("space.sheet.title")), el("p", {}, whose), el("small", {}, made)), arc()),
    wordList(words, { label: say("space.sheet.words"), numbered: true }),
    el(
      "div",
      { class: "sheet-foot" },
      qrPicture(words.join(" "), say("space.sheet.picture")),
      el("div", {}, el("p", {}, say("space.sheet.how", { host })), el("p", {}, say("space.sheet.keep"))),
    ),
  );
}
