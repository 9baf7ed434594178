/**
 * <sealed-form next>: a form of sealed fields. Sending it keeps each of them and then goes on to `next`.
 *
 * The browser never sends the form itself: only the vault's worker speaks to the server, and only in sealed words.
 */
import { el } from "../../web/page/dom.ts";
import { actions, link, whileBusy } from "../../web/page/parts.ts";
import { ownPlace } from "../../web/page/places.ts";
import { say } from "../../web/page/words.ts";
import { SealedField, type Standing } from "./sealed-field.ts";

class SealedForm extends HTMLElement {
  readonly #says = el("div", { class: "step", role: "status" });

  connectedCallback(): void {
    this.addEventListener("submit", (event) => void this.#submit(event));
    const form = this.querySelector("form");
    if (form === null) return;
    form.noValidate = true;
    form.append(this.#says);
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = [...form.elements].filter((field) => field instanceof SealedField);
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length > 0) return wrong[0]!.focus();
    const pressed = event.submitter ?? form.querySelector<HTMLElement>('[type="submit"]');
    await whileBusy(pressed, () => this.#keep(fields));
  }

  /** One after the other: the first that cannot be kept stops it, and says why in its own place. */
  async #keep(fields: SealedField[]): Promise<void> {
    this.#says.replaceChildren();
    const standings: Standing[] = [];
    for (const field of fields) {
      const standing = await field.keep();
      if (standing === "conflict") return;
      if (standing === "refused") return field.focus();
      standings.push(standing);
    }
    this.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
    const next = ownPlace(this.getAttribute("next"), location.origin);
    if (standings.includes("merged")) this.#sayMerged(next);
    else if (next !== null) location.assign(next);
  }

  #sayMerged(next: string | null): void {
    const go = next !== null && actions(link(say("sealed.go_on"), next));
    this.#says.replaceChildren(el("p", {}, say("sealed.merged_more")), go || "");
  }
}

customElements.define("sealed-form", SealedForm);
