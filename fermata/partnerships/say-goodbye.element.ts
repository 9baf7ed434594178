/**
 * <say-goodbye partnership space next protect?>: around the form that leaves. While the space is open, one's own words
 * can go along in the same step. Without scripts, or when anything is in the way, the form does what it says.
 */
import { type Clause, desk, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
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
    const order = { partnership: this.get("partnership"), space: this.get("space"), protect: this.hasAttribute("protect"), takeBack: true };
    try {
      await desk.sayGoodbye(order);
      location.assign(ownPlace(this.getAttribute("next"), location.origin) ?? "/");
    } catch {
      form.submit(); // whatever it was, it does not hold up a goodbye
    }
  }
}

customElements.define("say-goodbye", SayGoodbye);
