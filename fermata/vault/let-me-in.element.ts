/** <let-me-in>: opens the space by five words, a passkey or the sheet, and goes on to where the person came from. */
import { el } from "../../web/page/dom.ts";
import { actions, button, link, notice } from "../../web/page/parts.ts";
import { nextPlace } from "../../web/page/places.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { lookAgain, type Seen } from "../../web/page/watch-space.ts";
import { say } from "../../web/page/words.ts";
import { waysToOpen } from "./opening.ts";

class LetMeIn extends SpaceElement {
  #wasClosed = false;

  protected override whenOpen(): void {
    if (this.#wasClosed) return location.replace(nextPlace());
    sayInHeading(say("space.open.mine"));
    const on = link(say("space.go_on"), nextPlace(), "first");
    const ways = link(say("space.open.ways_in"), "/space/ways-in/", "quiet");
    this.replaceChildren(el("p", {}, say("space.open.is_open")), actions(on, ways));
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state !== "locked" || seen.status === null) return super.whenClosed(seen);
    this.#wasClosed = true;
    const ways = waysToOpen(seen.status.methods, () => void lookAgain());
    this.replaceChildren(ways, this.#noneOfThese());
    const isHand = matchMedia("(hover: hover)").matches;
    if (isHand && document.activeElement === document.body) this.querySelector("input")?.focus();
  }

  #noneOfThese(): HTMLElement {
    const begin = button(say("space.lost.begin"), () => this.#ask(details), { kind: "care" });
    const words = el("div", { class: "step" }, el("p", {}, say("space.lost.sealed")), el("p", {}, say("space.lost.peer")), actions(begin));
    const details = el("details", {}, el("summary", {}, say("space.lost.none")), words);
    return details;
  }

  /** Asked once more, because nobody can take it back. */
  #ask(details: HTMLElement): void {
    const again = (): void => location.assign(`/space/anew/${location.search}`);
    const back = (): void => details.replaceWith(this.#noneOfThese());
    const answers = actions(button(say("space.lost.yes"), again, { kind: "care" }), button(say("space.lost.no"), back));
    const question = notice({ title: say("space.lost.sure"), text: say("space.lost.sure_is"), kind: "no" }, answers);
    details.replaceChildren(el("summary", {}, say("space.lost.none")), question);
    question.querySelector("button")?.focus();
  }
}

/** The page came with words for a space that is closed; only this browser knows better. */
function sayInHeading(words: string): void {
  const heading = document.querySelector("h1");
  heading?.replaceChildren(words);
  heading?.parentElement?.querySelector("p")?.remove();
  document.title = `${words} · Fermata`;
}

customElements.define("let-me-in", LetMeIn);
