/** <export-folder>: everything of mine, and what I share, as a folder to keep. Opened and packed in this browser. */
import { desk, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, refusal, whileBusy } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { say, sayRefusal, sentencesOf } from "../../web/page/words.ts";

interface Named {
  space: string;
  title: string;
}

class ExportFolder extends SpaceElement {
  protected override whenOpen(status: Status): void {
    const says = el("div", { class: "step", role: "status" });
    const shared = status.shared.map(({ space, names }) => ({ space, title: names.join(", ") || say("export.somebody") }));
    const spaces = [{ space: status.own_space, title: say("export.own") }, ...shared];
    const press = button(say("export.make"), () => void whileBusy(press, () => this.#make(spaces, says)), { kind: "first" });
    this.replaceChildren(el("p", {}, say("export.what")), actions(press), says);
  }

  async #make(spaces: Named[], says: HTMLElement): Promise<void> {
    says.replaceChildren(el("p", { class: "kept", "data-state": "saving" }, say("export.making")));
    try {
      const zip = await desk.exportAll({ spaces, words: sentencesOf("export.", "vault.") });
      download(zip, `fermata-${new Date().toISOString().slice(0, 10)}.zip`);
      says.replaceChildren(el("p", { class: "kept", "data-state": "saved" }, say("export.made")), ...explained());
    } catch (error) {
      says.replaceChildren(refusal(sayRefusal(error)));
    }
  }
}

/** The one command that opens the sealed files without us. */
function explained(): HTMLElement[] {
  return [
    el("p", {}, say("export.readable")),
    el("p", {}, say("export.sealed")),
    el("pre", { tabindex: "0" }, el("code", { translate: "no" }, say("export.command"))),
  ];
}

function download(bytes: Uint8Array, name: string): void {
  const href = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/zip" }));
  const link = el("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

customElements.define("export-folder", ExportFolder);
