/** <copy-link>: adds "Copy the link" beside a link that is otherwise only shown. */
import { el } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";

class CopyLink extends HTMLElement {
  connectedCallback(): void {
    const said = el("span", { role: "status" });
    const copy = async () => {
      await navigator.clipboard.writeText(this.querySelector("output")?.textContent ?? "");
      said.textContent = say("invitation.copied");
    };
    const button = el("button", { class: "button first", type: "button", onclick: () => void copy() }, say("invitation.copy"));
    this.append(el("p", { class: "actions" }, button, said));
  }
}

customElements.define("copy-link", CopyLink);
