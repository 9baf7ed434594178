/** Experiments that are still open: mine with what became of them, and those the others let me read. */
import { el } from "../../../web/page/dom.ts";
import { actions, button, heads, whoReads, whileBusy } from "../../../web/page/parts.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { PRIVATE } from "../../vault/field-parts.ts";
import { calledBy, ofUs } from "../company.ts";
import { section } from "./boxes.ts";
import { type Experiment, openOnes, readExperiment } from "./experiment.ts";
import type { Gathered } from "./gathered.ts";
import { type Kept, keepMine, recordsOf } from "./records.ts";
import { Writing } from "./writing.ts";

export interface Experiments {
  node: HTMLElement;
  stop(): void;
}

export function experimentsView(found: Gathered): Experiments {
  const mine = openOnes(recordsOf(found.mine, "experiment", readExperiment).filter(({ about }) => isOfOurs(about, found)));
  const theirs = openOnes(recordsOf(found.ours, "experiment", readExperiment).filter(({ by }) => by !== found.me));
  const rows = mine.map((one) => ({ one, writing: writingOf(one, found) }));
  const list = el("ul", { class: "list experiments" }, ...rows.map((row) => mineRow(row, found)), ...theirs.map((one) => theirRow(one, found)));
  const nothing = mine.length + theirs.length === 0;
  return {
    node: section(say("between.experiments"), {}, nothing ? el("p", { class: "said" }, say("between.experiments_none")) : list),
    stop: () => rows.forEach(({ writing }) => writing.stop()),
  };
}

function isOfOurs(about: string, { shared }: Gathered): boolean {
  return about === shared;
}

function writingOf(kept: Kept<Experiment>, { own }: Gathered): Writing<Experiment> {
  return new Writing({ space: own, item: kept.item, kind: "experiment", about: kept.about, read: readExperiment, kept });
}

function mineRow({ one, writing }: { one: Kept<Experiment>; writing: Writing<Experiment> }, found: Gathered): HTMLElement {
  const said = el("p", { class: "wrong", role: "alert" });
  const outcome = el("textarea", { rows: "2", "aria-label": say("between.experiment.outcome"), placeholder: say("between.experiment.outcome"), ...PRIVATE });
  const row = el("li", {});
  let begun = one.value;
  outcome.value = begun.outcome;
  const value = (): Experiment => ({ ...begun, outcome: outcome.value });
  void writing.begin().then((found) => {
    if (found === null || outcome.value !== one.value.outcome) return; // somebody was quicker than the draft
    begun = found;
    outcome.value = found.outcome;
  });
  outcome.addEventListener("input", () => writing.typed(value()));
  const close = (state: Experiment["state"]) => (event: Event) =>
    void whileBusy(event.currentTarget as HTMLElement, async () => {
      try {
        if (!(await writing.keep({ ...value(), state }))) return;
        await giveCopy({ ...value(), state }, { about: one.about, found });
        row.replaceChildren(el("p", { role: "status", tabindex: "-1" }, say(`between.experiment.now_${state}`)));
        row.querySelector<HTMLElement>("p")?.focus();
      } catch (error) {
        said.textContent = sayRefusal(error);
      }
    });
  row.append(
    el("div", { class: "row" }, el("h3", { dir: "auto" }, sentence(one.value)), whoReads(one.value.given ? ofUs(found.company) : "me")),
    el("span", { class: "shut" }, outcome),
    actions(
      button(say("between.experiment.tried"), close("tried")),
      button(say("between.experiment.stays"), close("open"), { kind: "quiet" }),
      button(say("between.experiment.let_go"), close("let_go"), { kind: "quiet" }),
    ),
    writing.line,
    said,
  );
  return row;
}

/** The copy the others read, when there is one. */
async function giveCopy(value: Experiment, { about, found }: { about: string; found: Gathered }): Promise<void> {
  const copies = recordsOf(found.ours, "experiment", readExperiment).filter(({ by }) => by === found.me);
  const copy = copies.find((one) => one.value.made_at === value.made_at);
  if (copy === undefined || found.isReadOnly) return;
  await keepMine({ kind: "experiment", about, value, space: found.shared, item: copy.item, base: copy.version });
}

function theirRow({ value, by }: Kept<Experiment>, { company }: Gathered): HTMLElement {
  return el("li", {}, el("h3", { dir: "auto" }, sentence(value)), el("small", {}, heads("partner"), say("between.experiment.theirs", { name: calledBy(by, company) })));
}

export function sentence({ when, will }: Pick<Experiment, "when" | "will">): string {
  return say("between.experiment.sentence", { when: when.trim() || "…", will: will.trim() || "…" });
}
