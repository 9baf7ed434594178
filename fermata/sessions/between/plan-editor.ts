/** Making a kind of talk one's own: its title, its length, and for each part the minutes and the questions. */
import { el, write } from "../../../web/page/dom.ts";
import { actions, button, whileBusy } from "../../../web/page/parts.ts";
import { say } from "../../../web/page/words.ts";
import { PRIVATE } from "../../vault/field-parts.ts";
import { counted } from "../company.ts";
import { type Structure, turnsOf } from "../structure.ts";
import { box, toggle } from "./boxes.ts";
import { type Change, LONGEST, type Row, rowsOf, scaledTo, turnLengths, whyNotPlan, withPieces } from "./plans.ts";

export interface Editing {
  /** Where the words are now. */
  line: HTMLElement;
  typed(plan: Structure): void;
  keep(plan: Structure): Promise<void>;
  leave(): void;
}

interface Boxes {
  row: Row;
  title: HTMLInputElement;
  minutes: HTMLInputElement;
  /** Of the second turn, where the plan is one-sided. */
  second: HTMLInputElement | null;
  prompts: HTMLTextAreaElement;
}

export class PlanEditor {
  readonly node = el("form", { class: "plan-editor" });
  readonly #editing: Editing;
  readonly #says = el("p", { class: "plan-says", role: "status" });
  readonly #no = el("p", { class: "wrong", role: "alert", hidden: true });
  readonly #title: HTMLInputElement;
  readonly #length = el("input", { type: "number", min: "5", max: String(LONGEST), inputmode: "numeric" });
  #plan: Structure;
  #boxes: Boxes[] = [];
  /** The length that is being given to the parts. */
  #scaled: number | null = null;

  constructor(plan: Structure, editing: Editing) {
    this.#plan = plan;
    this.#editing = editing;
    this.#title = el("input", { type: "text", maxlength: "120", value: plan.title, ...PRIVATE });
    this.node.noValidate = true;
    this.node.addEventListener("input", (event) => event.target !== this.#length && this.#typed());
    this.node.addEventListener("submit", (event) => void this.#submit(event));
    this.#length.addEventListener("change", () => this.#scale());
    this.#length.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // it says how long, and keeps nothing yet
      this.#scale();
    });
    this.#draw();
  }

  #draw(): void {
    const isOneSided = this.#plan.one_sided === true;
    this.#length.value = String(this.#plan.total_minutes);
    this.#boxes = rowsOf(this.#plan).map((row) => boxesOf(row, this.#plan));
    const canDiffer = turnsOf(this.#plan) === 2;
    const differ = canDiffer && toggle(say("between.plan.one_sided_toggle"), { checked: isOneSided, changed: (isOn) => this.#setOneSided(isOn), about: say("between.plan.one_sided_about") });
    this.node.replaceChildren(
      box(say("between.plan.title"), this.#title),
      box(say("between.plan.length"), this.#length, say("between.plan.length_hint")),
      differ || "",
      el("ol", { class: "plan-rows" }, ...this.#boxes.map(rowView)),
      this.#says,
      this.#no,
      this.#editing.line,
      actions(button(say("between.plan.keep"), null, { kind: "first", type: "submit" }), button(say("room.never_mind"), () => this.#editing.leave(), { kind: "quiet" })),
    );
    this.#judge();
  }

  /** Ticked: minutes may differ. Unticked: the second turn is like the first again. */
  #setOneSided(isOn: boolean): void {
    this.#take();
    const { one_sided: _, ...equal } = this.#plan;
    this.#plan = isOn ? { ...equal, one_sided: true } : mirrored(equal);
    this.#editing.typed(this.#plan);
    this.#draw();
    this.node.querySelector<HTMLElement>('[role="switch"]')?.focus();
  }

  #scale(): void {
    const minutes = this.#length.valueAsNumber;
    if (!Number.isFinite(minutes) || minutes < 1) return void this.#judge();
    if (minutes === this.#scaled) return; // a box that is being moved says once more what it said
    this.#scaled = minutes;
    this.#take();
    const { one_sided: _, ...equal } = this.#plan;
    this.#plan = scaledTo(mirrored(equal), Math.min(LONGEST, Math.round(minutes)));
    this.#editing.typed(this.#plan);
    this.#draw();
    this.#scaled = null;
    this.#length.focus();
  }

  #typed(): void {
    this.#take();
    this.#editing.typed(this.#plan);
    this.#length.value = String(this.#plan.total_minutes);
    this.#judge();
  }

  /** What stands in the boxes, as a plan: a turn is written once and holds for everybody. */
  #take(): void {
    const changes = new Map<number, Change>();
    for (const { row, title, minutes, second, prompts } of this.#boxes) {
      const words = { title: title.value.trim(), prompts: prompts.value.split("\n").map((line) => line.trim()).filter((line) => line !== "") };
      changes.set(row.place, { ...words, minutes: numberIn(minutes) });
      for (const place of row.also) changes.set(place, { ...words, minutes: numberIn(second ?? minutes) });
    }
    this.#plan = { ...withPieces(this.#plan, changes), title: this.#title.value.trim() };
  }

  /** Whoever has just said “one-sided” has not yet said by how much: that is asked when they are done. */
  #judge({ isDone = false } = {}): boolean {
    const fault = whyNotPlan(this.#plan);
    const each = turnLengths(this.#plan).map((length) => counted("room.minutes", length)).join(" · ");
    this.#says.textContent = say("between.plan.says", { turns: each, all: counted("room.minutes", this.#plan.total_minutes) });
    this.#refuse(fault === null || (fault.code === "even" && !isDone) ? "" : say(`between.no.${fault.code}`, fault.params));
    return fault === null;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.#take();
    if (!this.#judge({ isDone: true })) return this.#boxes[0]?.minutes.focus();
    await whileBusy(event.submitter, () => this.#editing.keep(this.#plan));
  }

  #refuse(words: string): void {
    write(this.#no, words);
    this.#no.hidden = words === "";
  }
}

function mirrored(plan: Structure): Structure {
  const changes = new Map<number, Change>();
  for (const { piece, also } of rowsOf(plan)) for (const place of also) changes.set(place, { minutes: piece.step.minutes });
  return withPieces(plan, changes);
}

function boxesOf(row: Row, plan: Structure): Boxes {
  const { step } = row.piece;
  const second = plan.one_sided === true && row.also.length === 1;
  return {
    row,
    title: el("input", { type: "text", maxlength: "120", value: step.title, ...PRIVATE }),
    minutes: minutesBox(step.minutes),
    second: second ? minutesBox(secondMinutes(row, plan)) : null,
    prompts: Object.assign(el("textarea", { rows: "3", ...PRIVATE }), { value: step.prompts.join("\n") }),
  };
}

function secondMinutes({ also }: Row, plan: Structure): number {
  let place = -1;
  const all = plan.phases.flatMap((phase) => (phase.steps?.length ? phase.steps : [phase]));
  return all.find(() => (place += 1) === also[0])?.minutes ?? 1;
}

function minutesBox(minutes: number): HTMLInputElement {
  return el("input", { type: "number", min: "1", max: "180", inputmode: "numeric", value: minutes });
}

function numberIn(input: HTMLInputElement): number {
  return Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : 0;
}

function rowView({ row, title, minutes, second, prompts }: Boxes): HTMLElement {
  const whose = say(row.piece.turn === null ? "between.card.all" : "between.plan.each_turn");
  return el(
    "li",
    {},
    el("p", { class: "mark" }, whose),
    el("div", { class: "plan-row" }, box(say("between.plan.part"), title), box(say(second ? "between.plan.minutes_first" : "between.plan.minutes"), minutes), second && box(say("between.plan.minutes_second"), second)),
    box(say("between.plan.prompts"), prompts),
  );
}
