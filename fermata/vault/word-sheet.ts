/** The sheet as it is printed: twelve words, the same as a picture, and what to do with them. */
import { el } from "../../web/page/dom.ts";
import { arc, isolate, svg, wordList } from "../../web/page/parts.ts";
import { dayOf, say } from "../../web/page/words.ts";
import type { SheetPicture } from "../../web/worker/shapes.ts";

export interface Sheet {
  words: readonly string[];
  picture: SheetPicture;
  /** Whose it is. */
  name: string;
}

export function wordSheet({ words, picture, name }: Sheet): HTMLElement {
  const host = location.host;
  const made = dayOf(new Date().toISOString());
  const whose = name === "" ? say("space.sheet.of_nobody", { host }) : say("space.sheet.of", { name: isolate(name), host });
  return el(
    "section",
    { class: "word-sheet printed", "aria-label": say("space.sheet.title") },
    el("header", {}, el("div", {}, el("h3", {}, say("space.sheet.title")), el("p", {}, whose), el("small", {}, made)), arc()),
    wordList(words, { label: say("space.sheet.words"), numbered: true }),
    el(
      "div",
      { class: "sheet-foot" },
      forCamera(picture),
      el("div", {}, el("p", {}, say("space.sheet.how", { host })), el("p", {}, say("space.sheet.keep"))),
    ),
  );
}

function forCamera({ size, outline }: SheetPicture): SVGElement {
  const square = { viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges" };
  return svg("svg", { ...square, class: "code", role: "img", "aria-label": say("space.sheet.picture") }, svg("path", { fill: "currentColor", d: outline }));
}
