/**
 * <say-goodbye partnership space next protect?>: around the form that leaves. While the space is open, one's own words
 * can go along in the same step. When anything is in the way of that, the form leaves without them, and the page after it
 * says that they stayed; without scripts it does what it says.
 */
import { type Clause, desk, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { whileBusy } from "../../web/page/parts.ts";
import { ownPlace } from "../../web/page/places.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { say } from "../../web/page/words.ts";
import { clauseOf, wordingOf } from "./clauses.ts";

const AFTERWARDS = "CL-28";

/** Whether they agreed that shared words go back to whoever wrote them: the strictest wording of that clause. */
function wordsGoBack(clauses: readonly Clause[]): boolean {
  const clause = clauseOf(AFTERWARDS);
  return clauses.some(({ id, text }) => id === AFTERWARDS && wordingOf(clause, text) === clause.options.length - 1);
}

class SayGoodbye extends SpaceElement {
  #choice = el("input", { type: "checkbox" });
  #asked = el("label", { class: "choice", hidden: true }, this.#choice, el("span", {}, say("goodbye.take_back")), el("small", {}, say("goodbye.copy")));
  #isOpen = false;

  override connectedCallback(): void {
    if (!this.#asked.isConnected) this.prepend(this.#asked);
    this.querySelector("form")?.addEventListener("submit", (event) => void this.#leave(event));
    super.connectedCallback();
  }

  protected override async whenOpen(_status: Status, signal: AbortSignal): Promise<void> {
    this.#isOpen = true;
    this.#choice.checked = this.hasAttribute("protect");
    this.#asked.hidden = false;
    const view = await desk.agreement({ partnership: this.get("partnership") }).catch(() => null);
    if (signal.aborted || !wordsGoBack(view?.inForce?.clauses ?? [])) return;
    this.#choice.checked = true;
    this.#asked.append(el("small", {}, say("goodbye.as_agreed")));
  }

  protected override whenClosed(): void {
    this.#isOpen = false;
    this.#asked.hidden = true;
  }

  async #leave(event: SubmitEvent): Promise<void> {
    if (!this.#isOpen || !this.#choice.checked) return;
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    await whileBusy(event.submitter ?? form, () => this.#takeAlong(form));
  }

  /** Whatever is in the way does not hold up a goodbye: it is tried twice, and where one is then, it is said. */
  async #takeAlong(form: HTMLFormElement): Promise<void> {
    const order = { partnership: this.get("partnership"), space: this.get("space"), protect: this.hasAttribute("protect"), takeBack: true };
    this.append(el("p", { class: "kept", role: "status", "data-state": "saving" }, say("goodbye.under_way")));
    try {
      await desk.sayGoodbye(order).catch(() => desk.sayGoodbye(order));
      this.replaceChildren(); // it is said: nothing is left to press
      location.assign(ownPlace(this.getAttribute("next"), location.origin) ?? "/");
    } catch {
      form.append(el("input", { type: "hidden", name: "words", value: "stay" }));
      form.submit();
    }
  }
}

customElements.define("say-goodbye", SayGoodbye);
