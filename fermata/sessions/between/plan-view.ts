/** One kind of talk: what it is, as a card to read and to print, and the editor that makes it one's own. */
import { el } from "../../../web/page/dom.ts";
import { actions, button } from "../../../web/page/parts.ts";
import { say } from "../../../web/page/words.ts";
import { counted } from "../company.ts";
import type { Structure } from "../structure.ts";
import { type Gathered, layTable } from "./gathered.ts";
import { type OwnPlan, writingOf } from "./own-plans.ts";
import { paperCard, printButton } from "./paper-card.ts";
import { PlanEditor } from "./plan-editor.ts";
import { turnLengths } from "./plans.ts";
import type { Writing } from "./writing.ts";

export interface PlanNeeds {
  found: Gathered;
  /** Null for one that comes with Fermata. */
  kept: OwnPlan | null;
  /** It is kept under this item. */
  changed(item: string): Promise<void>;
}

export class PlanView {
  readonly node: HTMLElement;
  readonly #plan: Structure;
  readonly #needs: PlanNeeds;
  readonly #card: HTMLElement;
  readonly #body = el("div", { class: "plan-body" });
  readonly #head = el("div", { class: "plan-head" });
  #standing: HTMLElement | null = null;
  #writing: Writing<Structure> | null = null;

  constructor(plan: Structure, needs: PlanNeeds) {
    this.#plan = plan;
    this.#needs = needs;
    this.#card = paperCard(plan);
    const [each = 0, second = each] = turnLengths(plan);
    const turns = each === second ? counted("between.plan.each", each) : say("between.plan.sides", { first: each, second });
    const about = [plan.about ?? "", plan.one_sided === true ? say("between.plan.one_sided_sentence") : ""].filter((words) => words !== "");
    const details = el(
      "details",
      { class: "plan", ontoggle: () => details.open && this.#body.childElementCount === 0 && this.#show() },
      el("summary", {}, el("span", {}, el("span", { class: "plan-title", dir: "auto" }, plan.title), " ", el("span", { class: "mark" }, `${counted("room.minutes", plan.total_minutes)} · ${turns}`))),
      this.#body,
    );
    this.node = el("div", { class: "plan-item" }, details, this.#head);
    this.#head.append(...about.map((words) => el("p", { dir: "auto" }, words)));
  }

  /** How it stands with a yes of everybody, or the question for mine. */
  ask(standing: HTMLElement | null): void {
    this.#standing?.remove();
    this.#standing = standing;
    if (standing !== null) this.#head.append(standing);
  }

  stop(): void {
    this.#writing?.stop();
    this.#writing = null;
  }

  #show(): void {
    const edit = button(say(this.#needs.kept === null ? "between.plan.make_ours" : "between.plan.change"), () => void this.#edit(), { kind: "quiet" });
    this.#body.replaceChildren(this.#card, actions(printButton(this.#card), this.#needs.found.isReadOnly ? null : edit));
  }

  /** What was begun and not kept comes back. */
  async #edit(): Promise<void> {
    const { kept, found } = this.#needs;
    if (this.#writing !== null) return;
    const writing = await writingOf(this.#plan, { kept, found });
    this.#writing = writing;
    const begun = (await writing.begin()) ?? this.#plan;
    if (this.#writing !== writing) return;
    const editor = new PlanEditor(kept === null ? { ...begun, id: `own-${crypto.randomUUID()}` } : begun, {
      line: writing.line,
      typed: (plan) => {
        void layTable(found);
        writing.typed(plan);
      },
      keep: async (plan) => {
        if (!(await writing.keep(plan))) return;
        this.#leave();
        await this.#needs.changed(writing.item);
      },
      leave: () => {
        writing.drop();
        this.#leave();
        this.#body.querySelector<HTMLElement>("button")?.focus();
      },
    });
    this.#body.replaceChildren(editor.node);
    editor.node.querySelector<HTMLElement>("input")?.focus();
  }

  #leave(): void {
    this.stop();
    this.#show();
  }
}
