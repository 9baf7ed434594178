/**
 * <let-back-in space people>: shows nothing unless a member stands outside what they share: somebody has no space yet, or
 * lost everything and began again, and another can let them back in.
 */
import { desk, type SpaceMember, type SpaceView, type Status } from "../../web/page/desk.ts";
import { actions, button, isolate, notice, refusal, whileBusy } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { lookAgain, type Seen } from "../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { idsNamed } from "./people-named.ts";
import { sixWords, type Pair } from "./six-words.ts";

class LetBackIn extends SpaceElement {
  #done: HTMLElement | null = null;
  /** The partner may have acted while this page was in the background. */
  readonly #look = (): void => void lookAgain();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("focus", this.#look);
  }

  /** The other elements of the page say that the space is closed. */
  protected override whenClosed(_seen: Seen): void {
    this.replaceChildren();
  }

  /** And why it cannot be read. */
  protected override whenRefused(): void {
    this.replaceChildren();
  }

  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const view = await desk.openSpace(this.spaceOf(status), idsNamed(this));
    if (signal.aborted) return;
    removeEventListener("focus", this.#look);
    if (view.waiting !== null) return this.#wait(view, status.person);
    const outside = view.members.find((one) => one.person !== status.person && !one.inside && one.standing !== "absent");
    if (outside === undefined || view.readOnly) this.replaceChildren(this.#done ?? "");
    else this.#offer(outside, view.id);
  }

  /** For whoever has no space yet; or for each who can let this person back in. */
  #wait({ waiting, members, id }: SpaceView, me: string): void {
    addEventListener("focus", this.#look);
    const isAbsent = waiting === "partner_has_no_space";
    const whom = members.filter(({ person, standing }) => person !== me && (standing === "absent") === isAbsent);
    const text = isAbsent && members.length > 2 ? "space.back.one_has_no_space_is" : `space.back.${waiting}_is`;
    this.replaceChildren(...whom.map(({ person, name }) => {
      const partner = isolate(name);
      const words = notice({ title: say(`space.back.${waiting}`, { partner }), text: say(text, { partner }), kind: "paused" });
      if (!isAbsent) words.append(this.#reader({ space: id, person, partner: name }, null));
      return words;
    }));
  }

  #offer({ person, name }: SpaceMember, space: string): void {
    const pair = { space, person, partner: name };
    const partner = isolate(name);
    const words = notice({ title: say("space.back.partner_outside", { partner }), text: say("space.back.partner_outside_is", { partner }), kind: "paused" });
    words.append(this.#reader(pair, say("space.back.let_in", { partner })));
    this.replaceChildren(words);
  }

  /** @param same words on the button that lets the partner back in; `null` where this person waits to be let in */
  #reader(pair: Pair, same: string | null): HTMLElement {
    const { space, person } = pair;
    const agree = async (): Promise<void> => {
      await desk.confirmWords({ space, person });
      await desk.letBackIn({ space, person });
      this.#done = notice({ title: say("space.back.done"), text: say("space.back.done_is", { partner: isolate(pair.partner) }) });
      await lookAgain();
    };
    const differ = async (): Promise<void> => {
      await desk.wordsDiffer({ space, person });
      await lookAgain();
    };
    const show = async (): Promise<void> => {
      const words = await sixWords(pair, same === null ? null : { same, agree, differ });
      press.parentElement?.replaceWith(words);
      words.focus();
    };
    const press = button(say("safety.read"), () => void whileBusy(press, () => this.#try(show)));
    return actions(press);
  }

  async #try(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.append(refusal(sayRefusal(error))));
  }
}

customElements.define("let-back-in", LetBackIn);
