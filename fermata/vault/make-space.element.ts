/**
 * <make-space anew?>: five words, a sheet, two of its words typed back. Nothing is stored before the last step.
 *
 *     anew   begins again after everything was lost
 */
import { desk, type FreshWords } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, link, notice, refusal, whileBusy, wordList } from "../../web/page/parts.ts";
import { nextPlace } from "../../web/page/places.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import type { Seen } from "../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { ownPhrase, type OwnPhrase } from "./own-phrase.ts";
import { sheetStep, typedBackStep, type Answers } from "./sheet-steps.ts";
import { showStep, step } from "./step.ts";

class MakeSpace extends SpaceElement {
  #words: FreshWords | null = null;
  /** The steps are on the page: nothing may draw over them. */
  #hasBegun = false;
  #phrase: OwnPhrase = ownPhrase();
  #name = "";

  /** A sheet on paper whose space was never made would be worse than none. */
  readonly #stay = (event: BeforeUnloadEvent): void => event.preventDefault();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeunload", this.#stay);
  }

  protected override whenOpen(): void {
    if (!this.#hasBegun) this.replaceChildren(el("p", {}, say("space.make.is_open")), actions(link(say("space.go_on"), nextPlace(), "first")));
  }

  protected override whenClosed(seen: Seen): void {
    if (this.#hasBegun) return;
    if (seen.state !== "none" && !this.hasAttribute("anew")) return super.whenClosed(seen);
    this.#name = seen.status?.name ?? "";
    this.#introduce();
  }

  #introduce(): void {
    const show = button(say("space.make.show"), () => void whileBusy(show, () => this.#draw(wrong)), { kind: "first" });
    const wrong = el("div", {});
    const fact = (name: "phrase" | "sheet"): HTMLElement =>
      el("div", {}, el("dt", {}, say(`space.make.${name}`)), el("dd", {}, say(`space.make.${name}_is`)));
    const loss = notice({ title: say("space.make.loss"), text: say("space.make.loss_is") });
    this.replaceChildren(
      el("p", {}, say("space.make.what")),
      el("dl", { class: "facts" }, fact("phrase"), fact("sheet")),
      loss,
      wrong,
      actions(show),
    );
  }

  async #draw(wrong: HTMLElement): Promise<void> {
    try {
      this.#words = await (this.hasAttribute("anew") ? desk.startOver() : desk.begin());
      this.#hasBegun = true;
      addEventListener("beforeunload", this.#stay);
      this.#showPhrase();
    } catch (error) {
      wrong.replaceChildren(refusal(sayRefusal(error)));
    }
  }

  #showPhrase(): void {
    const words = wordList(this.#words!.phrase, { label: say("space.phrase.step"), numbered: true });
    words.classList.add("phrase");
    const next = (): void => void (this.#phrase.check() && this.#showSheet());
    const go = button(say("space.phrase.have_them"), next, { kind: "first" });
    const first = { title: say("space.phrase.step"), mark: this.#count(1), text: say("space.phrase.write_down") };
    showStep(this, step(first, words, el("small", {}, say("space.phrase.stay")), this.#phrase.node, actions(go)));
  }

  #showSheet(): void {
    const { sheet: words, picture } = this.#words!;
    const sheet = { words, picture, name: this.#name, mark: this.#count(2) };
    showStep(this, sheetStep(sheet, () => this.#askTwo()));
  }

  #askTwo(): void {
    const sheet = { words: this.#words!.sheet, mark: this.#count(3), label: say("space.make.finish") };
    showStep(this, typedBackStep(sheet, { done: (answers) => this.#make(answers), back: () => this.#showSheet() }));
  }

  async #make(answers: Answers): Promise<void> {
    const phrase = this.#phrase.words();
    await desk.confirm(phrase === null ? { answers } : { answers, phrase });
    removeEventListener("beforeunload", this.#stay);
    this.#words = null;
    const made = { title: say("space.made.step"), text: say("space.made.keep") };
    showStep(this, step(made, actions(link(say("space.go_on"), nextPlace(), "first"))));
  }

  #count(step: number): string {
    return say("space.make.count", { step, steps: 3 });
  }
}

customElements.define("make-space", MakeSpace);
