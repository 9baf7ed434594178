/** <copy-link>: adds "Copy the link" beside a link that is otherwise only shown. */
import { el } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";

class CopyLink extends HTMLElement {
  readonly #said = el("span", { role: "status" });

  connectedCallback(): void {
    const button = el("button", { class: "button first", type: "button", onclick: () => void this.#copy() }, say("invitation.copy"));
    this.append(el("p", { class: "actions" }, button, this.#said));
  }

  /** Where a browser does not allow it, the link is marked, and a hand copies it. */
  async #copy(): Promise<void> {
    const link = this.querySelector("output")!;
    try {
      await navigator.clipboard.writeText(link.textContent);
      this.#said.textContent = say("invitation.copied");
    } catch {
      getSelection()?.selectAllChildren(link);
      this.#said.textContent = say("invitation.not_copied");
    }
  }
}

customElements.define("copy-link", CopyLink);
