/**
 * <agreement-desk partnership partner>: the agreement as all see it now, clause by clause.
 *
 * It listens to the partnership, so that a proposal, a yes or a signature shows on all screens at once. What is drawn
 * has been opened and checked in this browser; the server is not believed.
 */
import { desk, type AgreementView, type Side, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { Live } from "../../web/page/live.ts";
import { refusal } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import type { Seen } from "../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { isPassing } from "../vault/keeping.ts";
import { beginning } from "./agreement-begin.ts";
import { agreementPage, type Doors } from "./agreement-page.ts";
import { putSide, signAsRead } from "./agreement-signing.ts";
import { tableOf } from "./agreement-table.ts";
import { Writing } from "./agreement-writing.ts";
import { clauseOf } from "./clauses.ts";
import { type Change, clausesOnTable, withRemark, withStances, withTighter } from "./negotiation.ts";

class AgreementDesk extends SpaceElement {
  /** What is on the page, and so what a yes is given to; not always the newest. */
  #drawn: AgreementView | null = null;
  #writing = new Writing(this.get("partnership"), desk.draft);
  #questions = 0;
  #isDue = false;
  #hadFocus = false;
  #says = el("p", { class: "refusal", role: "alert", hidden: true });
  #body = el("div", { class: "agreement", tabindex: "-1" });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#writing.stop();
  }

  protected override async whenOpen(_status: Status, signal: AbortSignal): Promise<void> {
    let version = -1;
    const state = (told: string): void => {
      const news = (JSON.parse(told) as { version: number }).version;
      if (news !== version) void this.#show();
      version = news;
    };
    const live = new Live(`/live/partnerships/${this.get("partnership")}`, { state, ended: () => this.#show() });
    signal.addEventListener("abort", () => live.close());
    if (this.#drawn === null) await this.#writing.recall();
    await this.#show();
    live.open();
  }

  protected override whenClosed(seen: Seen): void {
    this.#questions++;
    this.#drawn = null;
    this.#isDue = this.#hadFocus = false;
    this.#says.hidden = true;
    this.#body.replaceChildren();
    void this.#writing.hide();
    super.whenClosed(seen);
  }

  /**
   * Draw what holds now, if it is new: nothing under somebody's hands, unless they did something and it is due.
   * What had the focus is drawn anew: whoever listens or uses keys goes on here, not at the top of the page.
   */
  async #show(): Promise<void> {
    const question = ++this.#questions;
    try {
      const view = await desk.agreement({ partnership: this.get("partnership") });
      if (question !== this.#questions) return; // whoever asked later goes on from here
      this.#hadFocus ||= this.contains(document.activeElement);
      if (this.#isDue || (!this.#isInHand() && !this.#isDrawn(view))) this.#draw(view);
      this.#isDue = false;
    } catch (error) {
      if (question !== this.#questions) return;
      if (this.#drawn === null || !isPassing(error)) this.whenRefused(error);
    }
    if (this.#hadFocus && document.activeElement === document.body) this.#body.focus();
    this.#hadFocus = false;
  }

  /** Then nothing is drawn anew, and what was unfolded stays so. */
  #isDrawn(view: AgreementView): boolean {
    return this.#body.isConnected && JSON.stringify(view) === JSON.stringify(this.#drawn);
  }

  #isInHand(): boolean {
    return this.#body.isConnected && this.#body.querySelector("form.agreement-form, [data-writing]") !== null;
  }

  #draw(view: AgreementView): void {
    this.#drawn = view;
    if (!this.#body.isConnected) this.replaceChildren(this.#says, this.#body);
    const problem = view.members.find((member) => member.problem !== undefined)?.problem ?? view.current?.problem;
    if (problem !== undefined) return this.#body.replaceChildren(refusal(sayRefusal({ code: problem })));
    const isEmpty = clausesOnTable(tableOf(view)).length === 0;
    if (isEmpty && view.isOver) return this.#body.replaceChildren(el("p", {}, say("agreement.none")));
    if (isEmpty) return this.#begin(view);
    const opened = [...this.#body.querySelectorAll("details[open] textarea[id]")].map(({ id }) => id);
    this.#body.replaceChildren(...agreementPage(view, this.#doors()));
    for (const id of opened) this.#remarkBox(id)?.setAttribute("open", "");
  }

  /** Once: what is being chosen or written there stays as it is. */
  #begin({ members }: AgreementView): void {
    if (this.#body.querySelector(".agreement-form") !== null) return;
    const put = (changes: Change[]): void => void this.#try(async () => {
      await this.#put((view) => withStances(tableOf(view), changes, now()));
      await this.#writing.hasBegun();
    });
    const readers = members.length > 2 ? "all" : "both";
    this.#body.replaceChildren(beginning({ partner: this.get("partner"), readers, writing: this.#writing, put }));
  }

  #doors(): Doors {
    return {
      partner: this.get("partner"),
      writing: this.#writing,
      take: (change) => void this.#take(change),
      remark: (clause, text) => void this.#remark(clause, text),
      edit: (clause) => this.#edit(clause),
      leave: (clause) => this.#leave(clause),
      tighten: (clause, text, inForce) => void this.#try(() => this.#put((view) => withTighter(tableOf(view), { clause: clauseOf(clause), text, inForce }, now()))),
      sign: () => void this.#try(() => signAsRead(desk, this.#drawn!, now())),
      withdraw: (number) => void this.#try(() => desk.withdrawSignature({ partnership: this.get("partnership"), number })),
    };
  }

  #edit(clause: string): void {
    this.#writing.word(this.#writing.wordings.get(clause) ?? { clause });
    this.#draw(this.#drawn!);
    document.getElementById(`edit-${clause}`)?.focus();
  }

  #leave(clause: string): void {
    void this.#writing.leave(clause);
    this.#draw(this.#drawn!);
    this.#body.focus();
    void this.#show();
  }

  async #take(change: Change): Promise<void> {
    await this.#try(async () => {
      await this.#put((view) => withStances(tableOf(view), [change], now()));
      await this.#writing.leave(change.clause);
    });
    this.#body.querySelector<HTMLElement>(`[data-clause="${change.clause}"] button`)?.focus();
  }

  async #remark(clause: string, text: string): Promise<void> {
    await this.#try(async () => {
      await this.#put((view) => withRemark(tableOf(view), { clause, text }, now()));
      await this.#writing.hasRemarked(clause);
      this.#remarkBox(`remark-${clause}`)?.removeAttribute("open");
    });
  }

  #remarkBox(id: string): HTMLDetailsElement | null {
    return document.getElementById(id)?.closest("details") ?? null;
  }

  #put(make: (view: AgreementView) => Side | string): Promise<AgreementView> {
    return putSide(desk, this.get("partnership"), make);
  }

  /** Do it once, say why not if it cannot be done, and show what holds now; what was written for it goes only when it is done. */
  async #try(work: () => Promise<unknown>): Promise<void> {
    this.#hadFocus = this.contains(document.activeElement);
    this.#says.hidden = true;
    this.#setDisabled(true);
    try {
      await work();
    } catch (error) {
      this.#says.textContent = sayRefusal(error);
      this.#says.hidden = false;
    } finally {
      this.#isDue = true;
      await this.#show();
      this.#setDisabled(false);
      if (!this.#says.hidden) this.#says.scrollIntoView({ block: "center" });
    }
  }

  #setDisabled(isDisabled: boolean): void {
    for (const button of this.querySelectorAll("button")) button.disabled = isDisabled;
  }
}

function now(): string {
  return new Date().toISOString();
}

customElements.define("agreement-desk", AgreementDesk);
