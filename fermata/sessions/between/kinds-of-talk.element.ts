/**
 * <kinds-of-talk space structures>: all the ways to meet, as they are and as the members made them; each to read, to
 * print as a card, and to make one's own. Beside them the word both stop by.
 */
import type { Status } from "../../../web/page/desk.ts";
import { el } from "../../../web/page/dom.ts";
import { actions, button, mark, refusal, whileBusy } from "../../../web/page/parts.ts";
import { SpaceElement } from "../../../web/page/space-element.ts";
import type { Seen } from "../../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { counted, othersByName } from "../company.ts";
import { forSize } from "../scaling.ts";
import { type Structure, readStructures, turnsOf } from "../structure.ts";
import { section } from "./boxes.ts";
import { loaded } from "./content.ts";
import { type Gathered, gather } from "./gathered.ts";
import { type OwnPlan, keepPlan, ownPlans, sayYes } from "./own-plans.ts";
import { paperCard, printButton } from "./paper-card.ts";
import { PlanEditor } from "./plan-editor.ts";
import { turnLengths } from "./plans.ts";
import { stopWordView } from "./stop-word.ts";

class KindsOfTalk extends SpaceElement {
  #status: Status | null = null;
  #isEditing = false;

  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    this.#status = status;
    if (this.#isEditing) return;
    await this.#draw(status, signal);
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state === "unknown" && this.#status !== null) return;
    this.#isEditing = false;
    super.whenClosed(seen);
  }

  async #draw(status: Status, signal?: AbortSignal): Promise<void> {
    const [found, files] = await Promise.all([gather(status, this.get("space")), loaded(this.get("structures"))]);
    if (signal?.aborted) return;
    const size = Math.max(2, found.company.members.length);
    const fitting = readStructures(files).filter((one) => turnsOf(one) <= size).map((one) => forSize(one, size));
    const own = ownPlans(found).map((plan) => this.#own(plan, found));
    this.replaceChildren(
      section(say("between.kinds.own"), {}, own.length > 0 ? el("div", { class: "plans" }, ...own) : el("p", { class: "said" }, say("between.kinds.own_none"))),
      section(say("between.kinds.all"), {}, el("div", { class: "plans" }, ...fitting.map((plan) => this.#plan(plan, { found, kept: null })))),
      stopWordView(found, () => this.#again()),
    );
  }

  async #again(): Promise<void> {
    this.#isEditing = false;
    if (this.#status) await this.#draw(this.#status).catch((error: unknown) => this.whenRefused(error));
  }

  #own(plan: OwnPlan, found: Gathered): HTMLElement {
    const node = this.#plan(plan.value, { found, kept: plan });
    if (plan.value.one_sided !== true) return node;
    const waits = plan.isReady ? mark(say("between.plan.agreed"), { who: "both", tone: "strong" }) : mark(say("between.plan.waits", { name: othersByName(found.company) }), { who: "me" });
    if (plan.isReady || plan.agree.has(found.me)) node.querySelector(".plan-head")?.append(waits);
    else node.querySelector(".plan-head")?.append(this.#yes(plan, found));
    return node;
  }

  #yes(plan: OwnPlan, found: Gathered): HTMLElement {
    const said = el("p", { class: "wrong", role: "alert" });
    const press = (event: Event): void =>
      void whileBusy(event.currentTarget as HTMLElement, () => sayYes(plan, found).then(() => this.#again()).catch((error: unknown) => void (said.textContent = sayRefusal(error))));
    return el("div", { class: "ask-yes" }, el("p", {}, say("between.plan.asks")), actions(button(say("between.yes"), press, { kind: "first" })), said);
  }

  #plan(plan: Structure, { found, kept }: { found: Gathered; kept: OwnPlan | null }): HTMLElement {
    const [each = 0, second = each] = turnLengths(plan);
    const turns = each === second ? counted("between.plan.each", each) : say("between.plan.sides", { first: each, second });
    const card = paperCard(plan);
    const body = el("div", { class: "plan-body" });
    const shown = (): void => body.replaceChildren(card, actions(printButton(card), found.isReadOnly ? null : edit()));
    const edit = (): HTMLElement => button(say(kept === null ? "between.plan.make_ours" : "between.plan.change"), () => this.#edit(plan, { body, found, kept, shown }), { kind: "quiet" });
    const details = el(
      "details",
      { class: "plan", ontoggle: () => details.open && body.childElementCount === 0 && shown() },
      el("summary", {}, el("span", {}, el("span", { class: "plan-title", dir: "auto" }, plan.title), " ", el("span", { class: "mark" }, `${counted("room.minutes", plan.total_minutes)} · ${turns}`))),
      body,
    );
    return el("div", { class: "plan-item" }, details, el("div", { class: "plan-head" }, el("p", { dir: "auto" }, plan.about ?? "", plan.one_sided === true ? ` ${say("between.plan.one_sided")}.` : "")));
  }

  #edit(plan: Structure, { body, found, kept, shown }: { body: HTMLElement; found: Gathered; kept: OwnPlan | null; shown(): void }): void {
    this.#isEditing = true;
    const own = kept === null ? { ...plan, id: `own-${crypto.randomUUID()}` } : plan;
    const editor = new PlanEditor(own, {
      keep: async (changed) => {
        await keepPlan(changed, { kept, found });
        await this.#again();
        this.querySelector<HTMLElement>("summary")?.focus();
      },
      leave: () => {
        this.#isEditing = false;
        shown();
        body.querySelector<HTMLElement>("button")?.focus();
      },
    });
    body.replaceChildren(editor.node);
    editor.node.querySelector<HTMLElement>("input")?.focus();
  }

  protected override whenRefused(error: unknown): void {
    if ((error as { code?: string } | null)?.code === "stale") this.replaceChildren(refusal(say("between.no.stale")));
    else super.whenRefused(error);
  }
}

customElements.define("kinds-of-talk", KindsOfTalk);
