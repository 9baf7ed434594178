/**
 * <safety-words space person partner>: the ritual. An open circle until both have read their words to each other;
 * a full stop when the words differ or somebody else's seal stands where the partner's was.
 */
import { desk, type Standing, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, isolate, mark, refusal, whileBusy } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { lookAgain } from "../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { sixWords, type Pair } from "./six-words.ts";

class SafetyWords extends SpaceElement {
  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const space = this.spaceOf(status);
    const { members } = await desk.openSpace(space);
    const person = this.get("person");
    const member = members.find((one) => one.person === person);
    const partner = this.get("partner") || (member?.name ?? "");
    if (!signal.aborted) this.#show(member?.standing ?? "absent", { space, person, partner });
  }

  /** A space that somebody else's seal keeps shut opens again when the words were found the same: here is where. */
  protected override whenRefused(error: unknown): void {
    if ((error as { code?: string }).code !== "key_changed") return super.whenRefused(error);
    this.#fullStop(sayRefusal(error), { space: this.get("space"), person: this.get("person"), partner: this.get("partner") });
  }

  #show(standing: Standing, pair: Pair): void {
    const partner = isolate(pair.partner);
    if (standing === "absent") return this.replaceChildren(el("p", {}, say("safety.absent", { partner })));
    if (standing === "changed") return this.#fullStop(say("safety.changed", { partner }), pair);
    const isConfirmed = standing === "confirmed";
    const confirmed = mark(say("safety.confirmed"), { who: "both", tone: "strong" });
    const where = isConfirmed ? confirmed : mark(say("safety.open"), { who: "none" });
    const why = say(isConfirmed ? "safety.confirmed_is" : "safety.why", { partner });
    this.replaceChildren(el("p", {}, where), el("p", {}, why), actions(this.#reader(isConfirmed ? "quiet" : "", pair)));
  }

  /** More than a mark: everything else steps back until the two have talked. */
  #fullStop(text: string, pair: Pair): void {
    const words = [el("h3", {}, say("safety.stop")), el("p", {}, text), el("p", {}, say("safety.talk_first"))];
    this.replaceChildren(el("section", { class: "full-stop", role: "alert" }, ...words), actions(this.#reader("", pair)));
  }

  #reader(kind: "" | "quiet", pair: Pair): HTMLElement {
    const label = say(kind === "quiet" ? "safety.read_again" : "safety.read");
    const read = button(label, () => void whileBusy(read, () => this.#read(read, pair)), { kind });
    return read;
  }

  async #read(press: HTMLElement, pair: Pair): Promise<void> {
    const { space, person } = pair;
    const agree = async (): Promise<void> => {
      await desk.confirmWords({ space, person });
      await lookAgain();
    };
    const differ = async (): Promise<void> => {
      await desk.wordsDiffer({ space, person });
      this.#fullStop(say("safety.differ", { partner: isolate(pair.partner) }), pair);
    };
    try {
      const words = await sixWords(pair, { same: say("safety.they_are_the_same"), agree, differ });
      press.parentElement?.replaceWith(words);
      words.focus();
    } catch (error) {
      press.parentElement?.after(refusal(sayRefusal(error)));
    }
  }
}

customElements.define("safety-words", SafetyWords);
