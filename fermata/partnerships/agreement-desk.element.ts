/**
 * <agreement-desk partnership me name partner over?>: the agreement as both see it now.
 *
 * It listens to the partnership, so that new words, a signature or one taken back show on both screens at once.
 * What is drawn has been opened and checked in this browser; the server is not believed.
 */
import { desk, type AgreementText, type AgreementView, type Proposal } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { mark } from "../../web/page/parts.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import type { DraftKeeper } from "../vault/draft-keeper.ts";
import { agreementForm } from "./agreement-form.ts";
import { lines, signatures, signedBy } from "./agreement-words.ts";

class AgreementDesk extends HTMLElement {
  #view: AgreementView | null = null;
  #stream: EventSource | null = null;
  #stop: (() => void) | null = null;
  #isWriting = false;
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
  }

  #get(name: string): string {
    return this.getAttribute(name) ?? "";
  }

  /** What had the focus is drawn anew: whoever listens or uses keys goes on here, not at the top of the page. */
  async #refresh(hadFocus = this.contains(document.activeElement)): Promise<void> {
    await this.#look();
    if (hadFocus && document.activeElement === document.body) this.#body.focus();
  }

  async #look(): Promise<void> {
    try {
      const view = await desk.agreement({ partnership: this.#get("partnership") });
      if (this.#isWriting && view.current?.number === this.#view?.current?.number) return;
      this.#view = view;
      this.#isWriting = false;
      this.#says.hidden = true;
      this.#draw(view);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #draw(view: AgreementView): void {
    const { current, inForce } = view;
    if (current === null) {
      this.#body.replaceChildren(this.hasAttribute("over") ? el("p", {}, say("agreement.none")) : this.#form(null));
      return;
    }
    const isNew = inForce !== null && inForce.number !== current.number;
    this.#body.replaceChildren(
      ...(isNew ? [] : this.#proposal(current, inForce)),
      ...(isNew ? [...this.#proposal(current, null), ...this.#former(inForce)] : []),
    );
  }

  #proposal(current: Proposal, inForce: Proposal | null): (HTMLElement | string)[] {
    if (current.problem) return [el("p", { class: "refusal", role: "alert" }, say(`vault.${current.problem}`))];
    const who = current.by === this.#get("me") ? say("agreement.you_wrote") : say("agreement.they_wrote", { partner: this.#get("partner") });
    const standing = inForce ? say("agreement.in_force") : who;
    const author = current.by === this.#get("me") ? "me" : "partner";
    const signing = signatures(current, { me: this.#get("me"), name: this.#get("name"), partner: this.#get("partner") });
    const isMine = this.hasAttribute("over") || signedBy(this.#get("me"), current);
    return [
      el("p", {}, mark(standing, { who: inForce ? "both" : author, tone: "strong" })),
      lines(current),
      isMine ? signing : el("section", { class: "held", "aria-labelledby": "sign" }, el("h2", { id: "sign", class: "when" }, say("agreement.sign_or_sleep")), signing, this.#actions(current)),
      isMine && !this.hasAttribute("over") ? this.#actions(current) : "",
    ];
  }

  #former(inForce: Proposal): HTMLElement[] {
    return [
      el("details", { class: "former" }, el("summary", {}, say("agreement.still_in_force")), lines(inForce)),
    ];
  }

  #actions(current: Proposal): HTMLElement {
    const signed = signedBy(this.#get("me"), current);
    const sign = () => this.#try(desk.sign({ partnership: this.#get("partnership"), number: current.number, digest: current.digest }));
    const withdraw = () => this.#try(desk.withdrawSignature({ partnership: this.#get("partnership"), number: current.number }));
    const change = () => {
      this.#isWriting = true;
      this.#body.replaceChildren(this.#form(current));
      this.#body.querySelector("textarea")?.focus();
    };
    return el(
      "p",
      { class: "actions" },
      !signed && el("button", { class: "button first", type: "button", onclick: sign }, say("agreement.sign")),
      el("button", { class: "button", type: "button", onclick: change }, say("agreement.change")),
      signed && el("button", { class: "button quiet", type: "button", onclick: withdraw }, say("agreement.withdraw")),
    );
  }

  #form(former: AgreementText | null): HTMLFormElement {
    const cancel = former === null ? null : () => {
      this.#isWriting = false;
      if (this.#view) this.#draw(this.#view);
    };
    return agreementForm({
      partnership: this.#get("partnership"),
      partner: this.#get("partner"),
      former,
      cancel,
      propose: (text, drafts) => void this.#propose(text, drafts),
    });
  }

  async #propose(text: AgreementText, drafts: DraftKeeper): Promise<void> {
    const partnership = this.#get("partnership");
    const base = this.#view?.current?.number ?? 0;
    this.#isWriting = false;
    await this.#try(desk.propose({ partnership, base, ...text }).then(() => drafts.drop()));
    void drafts.stop();
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
  }

  #refuse(error: unknown): void {
    const isClosed = (error as { code?: string }).code === "locked";
    this.#says.hidden = isClosed;
    this.#says.textContent = isClosed ? "" : sayRefusal(error);
    if (isClosed) this.#body.replaceChildren(this.#closed());
  }

  #closed(): HTMLElement {
    const there = `/space/?next=${encodeURIComponent(location.pathname)}`;
    return el("div", { class: "sealed" }, el("p", { class: "mark" }, say("sealed.closed")), el("p", { class: "actions" }, el("a", { class: "button", href: there }, say("sealed.open"))));
  }
}

customElements.define("agreement-desk", AgreementDesk);
