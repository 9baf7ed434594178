/**
 * <take-back space item partner next>: lets an author take one text back, for good. Shows nothing to anybody else.
 */
import { desk, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, isolate, refusal, whileBusy } from "../../web/page/parts.ts";
import { ownPlace } from "../../web/page/places.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { say, sayRefusal } from "../../web/page/words.ts";

class TakeBack extends SpaceElement {
  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const [space, item] = [this.spaceOf(status), this.get("item")];
    const found = await desk.read({ space, item });
    if (signal.aborted || found.by !== status.person || found.kind === "withdrawn") return this.replaceChildren();
    const partner = this.get("partner");
    const what = space === status.own_space ? say("take_back.what_mine") : say("take_back.what", { partner: isolate(partner) });
    const yes = button(say("take_back.yes"), () => void whileBusy(yes, () => this.#withdraw(space, item)), { kind: "care" });
    const question = el("div", {}, el("h2", {}, say("take_back.title")), el("p", {}, what), actions(yes));
    this.replaceChildren(el("details", { class: "ask" }, el("summary", { class: "button quiet" }, say("take_back.ask")), question));
  }

  /** The element with the words says that the space is closed. */
  protected override whenClosed(): void {
    this.replaceChildren();
  }

  /** A text that was never kept cannot be taken back, and the field beside this one says all that is wrong. */
  protected override whenRefused(): void {
    this.replaceChildren();
  }

  async #withdraw(space: string, item: string): Promise<void> {
    try {
      await desk.withdraw({ space, item });
      location.assign(ownPlace(this.getAttribute("next"), location.origin) ?? "/");
    } catch (error) {
      this.append(refusal(sayRefusal(error)));
    }
  }
}

customElements.define("take-back", TakeBack);
