/** One kind of talk as a card on paper: whose time, how long, what to ask, and room for a pencil. Only it is printed. */
import { el } from "../../../web/page/dom.ts";
import { button } from "../../../web/page/parts.ts";
import { say } from "../../../web/page/words.ts";
import { counted } from "../company.ts";
import { type Structure, piecesOf, turnsOf } from "../structure.ts";

export function paperCard(plan: Structure): HTMLElement {
  let minute = 0;
  const rows = piecesOf(plan).map(({ step, turn }) => {
    const from = minute;
    minute += step.minutes;
    return el(
      "li",
      {},
      el("p", { class: "mark" }, `${from}–${minute} · ${turn === null ? say("between.card.all") : say("between.card.turn", { number: turn + 1 })}`),
      el("h4", {}, step.title),
      el("ul", {}, ...step.prompts.map((prompt) => el("li", { dir: "auto" }, prompt))),
    );
  });
  return el(
    "section",
    { class: "paper-card", "aria-label": say("between.card") },
    el("h3", { dir: "auto" }, plan.title),
    el("p", {}, counted("room.minutes", plan.total_minutes), plan.one_sided === true ? ` · ${say("between.plan.one_sided")}` : ""),
    el("p", { class: "card-names" }, say(turnsOf(plan) > 2 ? "between.card.names.all" : "between.card.names")),
    el("ol", { class: "card-rows" }, ...rows),
    el("p", {}, say("between.card.rule")),
  );
}

/** Prints this card and nothing else of the page. */
export function printButton(card: HTMLElement): HTMLElement {
  return button(say("between.card.print"), () => {
    for (const other of document.querySelectorAll(".printed")) other.classList.remove("printed");
    card.classList.add("printed");
    print();
  }, { kind: "quiet" });
}
