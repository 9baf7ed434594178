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
import { ofUs, othersByName } from "../company.ts";
import { forSize } from "../scaling.ts";
import { readStructures, turnsOf } from "../structure.ts";
import { section } from "./boxes.ts";
import { loaded } from "./content.ts";
import { type Gathered, gather } from "./gathered.ts";
import { type OwnPlan, ownPlans, sayYes } from "./own-plans.ts";
import { PlanView } from "./plan-view.ts";
import { stopWordView } from "./stop-word.ts";

class KindsOfTalk extends SpaceElement {
  readonly #own = el("div", { class: "plans" });
  readonly #stop = el("div", {});
  /** What stands on the page, by item and version: what has not changed stays, with all that is being written in it. */
  readonly #views = new Map<string, PlanView>();
  #status: Status | null = null;
  #found: Gathered | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    this.#status = status;
    if (this.#found !== null) return this.#drawOwn();
    const [found, files] = await Promise.all([gather(status, this.get("space")), loaded(this.get("structures"))]);
    if (signal.aborted) return;
    this.#found = found;
    const size = Math.max(2, found.company.members.length);
    const fitting = readStructures(files).filter((one) => turnsOf(one) <= size).map((one) => forSize(one, size));
    const all = fitting.map((plan) => this.#view(plan.id, () => new PlanView(plan, { found, kept: null, changed: (item) => this.#freshen(item) })));
    this.#showOwn(found);
    this.#showStop(found);
    this.replaceChildren(section(say("between.kinds.own"), {}, this.#own), section(say("between.kinds.all"), {}, el("div", { class: "plans" }, ...all.map(({ node }) => node))), this.#stop);
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state === "unknown" && this.#status !== null) return;
    this.#forget();
    super.whenClosed(seen);
  }

  #forget(): void {
    for (const view of this.#views.values()) view.stop();
    this.#views.clear();
    this.#found = null;
  }

  /** Those of the others come in too. */
  async #gather(): Promise<Gathered | null> {
    if (this.#status === null || this.#found === null) return null;
    const { table } = this.#found; // drafts have their place by it
    return (this.#found = { ...(await gather(this.#status, this.get("space"))), table });
  }

  async #drawOwn(): Promise<void> {
    const found = await this.#gather();
    if (found !== null) this.#showOwn(found);
  }

  /** A plan was kept: it stands among ours, and the keyboard is on it. */
  async #freshen(item: string): Promise<void> {
    await this.#drawOwn().catch((error: unknown) => this.whenRefused(error));
    const view = [...this.#views].find(([key]) => key.startsWith(`${item} `))?.[1];
    view?.node.querySelector<HTMLElement>("summary")?.focus();
  }

  #showOwn(found: Gathered): void {
    const plans = ownPlans(found);
    const nodes = plans.map((plan) => {
      const view = this.#view(keyOf(plan), () => new PlanView(plan.value, { found, kept: plan, changed: (item) => this.#freshen(item) }));
      view.ask(this.#standing(plan, found));
      return view.node;
    });
    const stands = new Set(plans.map(keyOf));
    for (const [key, view] of this.#views) if (key.includes(" ") && !stands.has(key)) this.#drop(key, view);
    if (nodes.length === 0) nodes.push(el("p", { class: "said" }, say("between.kinds.own_none")));
    arrange(this.#own, nodes);
  }

  #view(key: string, make: () => PlanView): PlanView {
    const view = this.#views.get(key) ?? make();
    this.#views.set(key, view);
    return view;
  }

  #drop(key: string, view: PlanView): void {
    view.stop();
    this.#views.delete(key);
  }

  #standing(plan: OwnPlan, found: Gathered): HTMLElement | null {
    if (plan.value.one_sided !== true) return null;
    if (plan.isReady) return mark(say("between.plan.agreed"), { who: ofUs(found.company), tone: "strong" });
    if (plan.agree.has(found.me)) return mark(say("between.plan.waits", { name: othersByName(found.company) }), { who: "me" });
    return this.#yes(plan, found);
  }

  #yes(plan: OwnPlan, found: Gathered): HTMLElement {
    const said = el("p", { class: "wrong", role: "alert" });
    const press = (event: Event): void =>
      void whileBusy(event.currentTarget as HTMLElement, () => sayYes(plan, found).then(() => this.#freshen(plan.item)).catch((error: unknown) => void (said.textContent = sayRefusal(error))));
    return el("div", { class: "ask-yes" }, el("p", {}, say("between.plan.asks")), actions(button(say("between.yes"), press, { kind: "first" })), said);
  }

  #showStop(found: Gathered): void {
    const changed = async (): Promise<void> => {
      const newest = await this.#gather();
      if (newest !== null) this.#showStop(newest);
    };
    const hadFocus = this.#stop.contains(document.activeElement);
    this.#stop.replaceChildren(stopWordView(found, changed));
    if (hadFocus) this.#stop.querySelector<HTMLElement>("button, input")?.focus();
  }

  protected override whenRefused(error: unknown): void {
    if ((error as { code?: string } | null)?.code === "stale") this.replaceChildren(refusal(say("between.no.stale")));
    else super.whenRefused(error);
  }
}

function keyOf({ item, version }: OwnPlan): string {
  return `${item} ${version}`;
}

/** In this order, and nothing moved that stands right: a box that is moved loses the keyboard. */
function arrange(place: HTMLElement, nodes: readonly HTMLElement[]): void {
  for (const old of [...place.children]) if (!nodes.includes(old as HTMLElement)) old.remove();
  nodes.forEach((node, index) => place.children[index] === node || place.insertBefore(node, place.children[index] ?? null));
}

customElements.define("kinds-of-talk", KindsOfTalk);
