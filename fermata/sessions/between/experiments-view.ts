/** Experiments that are still open: mine with what became of them, and those the others let me read. */
import { el } from "../../../web/page/dom.ts";
import { actions, button, heads, whoReads, whileBusy } from "../../../web/page/parts.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { calledBy } from "../company.ts";
import { section } from "./boxes.ts";
import { type Experiment, openOnes, readExperiment } from "./experiment.ts";
import type { Gathered } from "./gathered.ts";
import { type Kept, keepMine, recordsOf } from "./records.ts";

export function experimentsView(found: Gathered): HTMLElement {
  const mine = openOnes(recordsOf(found.mine, "experiment", readExperiment).filter(({ about }) => isOfOurs(about, found)));
  const theirs = openOnes(recordsOf(found.ours, "experiment", readExperiment).filter(({ by }) => by !== found.me));
  const list = el("ul", { class: "list experiments" }, ...mine.map((one) => mineRow(one, found)), ...theirs.map((one) => theirRow(one, found)));
  const nothing = mine.length + theirs.length === 0;
  return section(say("between.experiments"), {}, nothing ? el("p", { class: "said" }, say("between.experiments_none")) : list);
}

function isOfOurs(about: string, { shared }: Gathered): boolean {
  return about === shared;
}

function mineRow(one: Kept<Experiment>, found: Gathered): HTMLElement {
  const said = el("p", { class: "kept", role: "status" });
  const outcome = el("textarea", { rows: "2", "aria-label": say("between.experiment.outcome"), placeholder: say("between.experiment.outcome"), dir: "auto", autocomplete: "off" });
  outcome.value = one.value.outcome;
  const row = el("li", {});
  const close = (state: Experiment["state"]) => (event: Event) =>
    void whileBusy(event.currentTarget as HTMLElement, async () => {
      try {
        await keepExperiment({ ...one.value, state, outcome: outcome.value }, { kept: one, found });
        row.replaceChildren(el("p", { role: "status", tabindex: "-1" }, say(`between.experiment.now_${state}`)));
        row.querySelector<HTMLElement>("p")?.focus();
      } catch (error) {
        said.textContent = sayRefusal(error);
      }
    });
  row.append(
    el("div", { class: "row" }, el("h3", { dir: "auto" }, sentence(one.value)), whoReads(one.value.given ? "both" : "me")),
    el("span", { class: "shut" }, outcome),
    actions(
      button(say("between.experiment.tried"), close("tried")),
      button(say("between.experiment.stays"), close("open"), { kind: "quiet" }),
      button(say("between.experiment.let_go"), close("let_go"), { kind: "quiet" }),
    ),
    said,
  );
  return row;
}

/** Mine first; and the copy the others read, when there is one. */
async function keepExperiment(value: Experiment, { kept, found }: { kept: Kept<Experiment>; found: Gathered }): Promise<void> {
  const order = { kind: "experiment", about: kept.about, value };
  await keepMine({ ...order, space: found.own, item: kept.item, base: kept.version });
  const copies = recordsOf(found.ours, "experiment", readExperiment).filter(({ by }) => by === found.me);
  const copy = copies.find((one) => one.value.made_at === value.made_at);
  if (copy !== undefined && !found.isReadOnly) await keepMine({ ...order, space: found.shared, item: copy.item, base: copy.version });
}

function theirRow({ value, by }: Kept<Experiment>, { company }: Gathered): HTMLElement {
  return el("li", {}, el("h3", { dir: "auto" }, sentence(value)), el("small", {}, heads("partner"), say("between.experiment.theirs", { name: calledBy(by, company) })));
}

export function sentence({ when, will }: Pick<Experiment, "when" | "will">): string {
  return say("between.experiment.sentence", { when: when.trim() || "…", will: will.trim() || "…" });
}
