/**
 * <agreement-desk partnership partner over?>: the agreement as all see it now, clause by clause.
 *
 * It listens to the partnership, so that a proposal, a yes or a signature shows on all screens at once. What is drawn
 * has been opened and checked in this browser; the server is not believed.
 */
import { desk, type AgreementView, type Side } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { refusal } from "../../web/page/parts.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { DraftKeeper } from "../vault/draft-keeper.ts";
import { beginning } from "./agreement-begin.ts";
import { agreementPage, type Doors } from "./agreement-page.ts";
import { acceptable, pendingOf, tableOf } from "./agreement-table.ts";
import { clauseOf } from "./clauses.ts";
import { type Change, clausesOnTable, settledText, withRemark, withStances, withTighter } from "./negotiation.ts";

class AgreementDesk extends HTMLElement {
  #view: AgreementView | null = null;
  #stream: EventSource | null = null;
  #stop: (() => void) | null = null;
  /** What is being worded just now; while it is, nothing is drawn anew under somebody's hands. */
  #editing: Partial<Change> | null = null;
  #drafts: DraftKeeper | null = null;
  #says = el("p", { class: "refusal", role: "alert", hidden: true });
  #body = el("div", { class: "agreement", tabindex: "-1" });

  connectedCallback(): void {
    this.replaceChildren(this.#says, this.#body);
    this.#stop = desk.onChange(() => void this.#refresh());
    this.#stream = new EventSource(`/live/partnerships/${this.#get("partnership")}`);
    this.#stream.addEventListener("state", () => void this.#refresh());
    this.#stream.addEventListener("over", () => this.#stream?.close());
    void this.#refresh();
  }

  disconnectedCallback(): void {
    this.#stream?.close();
    this.#stop?.();
    void this.#drafts?.stop();
  }

  #get(name: string): string {
    return this.getAttribute(name) ?? "";
  }

  /** What had the focus is drawn anew: whoever listens or uses keys goes on here, not at the top of the page. */
  async #refresh(hadFocus = this.contains(document.activeElement)): Promise<void> {
    try {
      const view = await desk.agreement({ partnership: this.#get("partnership") });
      const isFirst = this.#view === null;
      this.#view = view;
      if (isFirst) await this.#takeUpDraft();
      if (this.#isWriting()) return;
      this.#says.hidden = true;
      this.#draw(view);
    } catch (error) {
      this.#refuse(error);
    }
    if (hadFocus && document.activeElement === document.body) this.#body.focus();
  }

  #isWriting(): boolean {
    return this.#body.querySelector("form.agreement-form, [data-writing]") !== null;
  }

  /** What was written is on its way: from here on the page may be drawn anew. It stays until then, and so does the focus. */
  #doneWriting(): void {
    for (const form of this.#body.querySelectorAll("form.agreement-form")) form.classList.remove("agreement-form");
    for (const remark of this.#body.querySelectorAll("[data-writing]")) {
      remark.removeAttribute("data-writing");
      remark.closest("details")?.removeAttribute("open");
    }
  }

  #draw(view: AgreementView): void {
    const problem = view.members.find((member) => member.problem !== undefined)?.problem ?? view.current?.problem;
    if (problem !== undefined) return this.#body.replaceChildren(refusal(say(`vault.${problem}`)));
    const isEmpty = clausesOnTable(tableOf(view)).length === 0 && this.#editing === null;
    if (isEmpty && view.isOver) return this.#body.replaceChildren(el("p", {}, say("agreement.none")));
    const opened = [...this.#body.querySelectorAll("details[open] textarea[id]")].map(({ id }) => id);
    this.#body.replaceChildren(...(isEmpty ? [this.#beginning()] : agreementPage(view, this.#doors(), this.#editing)));
    for (const id of opened) this.#body.querySelector(`#${id}`)?.closest("details")?.setAttribute("open", "");
  }

  #beginning(): HTMLElement {
    const put = (changes: Change[], drafts: DraftKeeper): void => {
      this.#doneWriting();
      void this.#try(this.#put((view) => withStances(tableOf(view), changes, now())).then(() => drafts.drop()).finally(() => void drafts.stop()));
    };
    const readers = (this.#view?.members.length ?? 2) > 2 ? "all" : "both";
    return beginning({ partnership: this.#get("partnership"), partner: this.#get("partner"), readers, put });
  }

  #doors(): Doors {
    return {
      partner: this.#get("partner"),
      take: (change) => void this.#take(change),
      remark: (clause, text) => void this.#remark(clause, text),
      edit: (clause) => this.#edit(clause === null ? null : { clause }),
      typed: (change) => this.#keep(change),
      tighten: (clause, text, inForce) => void this.#try(this.#put((view) => withTighter(tableOf(view), { clause: clauseOf(clause), text, inForce }, now()))),
      sign: () => void this.#try(this.#sign()),
      withdraw: (number) => void this.#try(desk.withdrawSignature({ partnership: this.#get("partnership"), number })),
    };
  }

  #edit(editing: Partial<Change> | null): void {
    this.#editing = editing;
    if (editing === null) void this.#drafts?.drop();
    if (this.#view) this.#draw(this.#view);
    if (editing === null) this.#body.focus();
    else this.#body.querySelector<HTMLElement>("form.agreement-form textarea")?.focus();
  }

  async #take(change: Change): Promise<void> {
    this.#editing = null;
    this.#doneWriting();
    await this.#try(this.#put((view) => withStances(tableOf(view), [change], now())).then(() => this.#drafts?.drop()));
    this.#body.querySelector<HTMLElement>(`[data-clause="${change.clause}"] button`)?.focus();
  }

  async #remark(clause: string, text: string): Promise<void> {
    await this.#try(this.#put((view) => withRemark(tableOf(view), { clause, text }, now())).then(() => this.#doneWriting()));
  }

  /** One sealed draft for the clause that is being worded. */
  #keep(change: Change): void {
    this.#editing = change;
    this.#drafts ??= new DraftKeeper(this.#get("partnership"), { desk: desk.draft, tell: () => undefined });
    this.#drafts.typed(JSON.stringify(change));
  }

  async #takeUpDraft(): Promise<void> {
    const kept = await desk.draft.get({ slot: this.#get("partnership") }).catch(() => null);
    const change = kept && (JSON.parse(kept.text) as Partial<Change>);
    if (typeof change?.clause === "string" && this.#view?.isOver === false) this.#editing = change;
  }

  /** Write my side on top of what is there now. */
  async #put(make: (view: AgreementView) => Side | string): Promise<AgreementView> {
    const view = await desk.agreement({ partnership: this.#get("partnership") });
    const side = make(view);
    if (typeof side === "string") throw Object.assign(new Error(side), { code: side });
    const { partnership, space, sideVersion: version } = view;
    await desk.putSide({ partnership, space, version, side });
    return desk.agreement({ partnership });
  }

  /** My yes: to all that waits for nothing but it, then to the words as they stand, by one signature. */
  async #sign(): Promise<void> {
    const partnership = this.#get("partnership");
    let view = await desk.agreement({ partnership });
    const accepted = acceptable(view);
    if (accepted.length > 0) view = await this.#put((fresh) => withStances(tableOf(fresh), acceptable(fresh), now()));
    if (pendingOf(view) === null) {
      await desk.propose({ partnership, base: view.current?.number ?? 0, clauses: settledText(tableOf(view)) }).catch(onlyLate);
      view = await desk.agreement({ partnership });
    }
    const pending = pendingOf(view);
    if (pending === null) throw Object.assign(new Error("text_changed"), { code: "text_changed" });
    await desk.sign({ partnership, number: pending.number, digest: pending.digest });
  }

  /** Do it once, say why not if it cannot be done, and show what holds now. */
  async #try(work: Promise<unknown>): Promise<void> {
    const hadFocus = this.contains(document.activeElement);
    for (const button of this.querySelectorAll("button")) button.disabled = true;
    try {
      await work;
      await this.#refresh(hadFocus);
    } catch (error) {
      await this.#refresh(hadFocus);
      this.#refuse(error);
    }
    if (this.#isWriting()) for (const button of this.querySelectorAll("button")) button.disabled = false;
  }

  #refuse(error: unknown): void {
    const isClosed = (error as { code?: string }).code === "locked";
    this.#says.hidden = isClosed;
    this.#says.textContent = isClosed ? "" : sayRefusal(error);
    if (isClosed) this.#body.replaceChildren(closed());
  }
}

/** The other put the same words together a moment earlier: then theirs are signed. */
function onlyLate(error: unknown): void {
  if ((error as { code?: string }).code !== "stale") throw error;
}

function now(): string {
  return new Date().toISOString();
}

function closed(): HTMLElement {
  const there = `/space/?next=${encodeURIComponent(location.pathname)}`;
  return el("div", { class: "sealed" }, el("p", { class: "mark" }, say("sealed.closed")), el("p", { class: "actions" }, el("a", { class: "button", href: there }, say("sealed.open"))));
}

customElements.define("agreement-desk", AgreementDesk);
