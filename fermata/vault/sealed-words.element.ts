/** <sealed-words space item readers partner>: one sealed text, to read. Shown as text, whatever it holds. */
import { desk, type Item, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { heads, isolate, refusal, whoReads } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { language, say, sayRefusal } from "../../web/page/words.ts";
import { dayOf } from "./notes.ts";

class SealedWords extends SpaceElement {
  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const item = await desk.read({ space: this.spaceOf(status), item: this.get("item") });
    if (!signal.aborted) this.replaceChildren(...this.#draw(item, item.by === status.person));
  }

  #draw(item: Item, isMine: boolean): HTMLElement[] {
    if (item.problem !== undefined) return [refusal(sayRefusal({ code: item.problem }))];
    if (item.kind === "withdrawn") return [el("p", { class: "mark" }, say("sealed.withdrawn"))];
    const author = isMine ? say("sealed.by_me") : say("sealed.by_partner", { partner: isolate(this.get("partner")) });
    const who = el("span", { class: "mark" }, heads(isMine ? "me" : "partner"), `${author} · ${dayOf(item.at, language())}`);
    const readBy = whoReads(this.get("readers") === "both" ? "both" : "me");
    return [el("p", { class: "said", dir: "auto" }, item.text), el("p", { class: "row" }, who, readBy)];
  }
}

customElements.define("sealed-words", SealedWords);
