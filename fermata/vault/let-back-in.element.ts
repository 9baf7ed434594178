/**
 * <let-back-in space partner>: shows nothing unless one of the two stands outside what they share: the partner has
 * no space yet, or one of them lost everything and began again, and the other can let them back in.
 */
import { desk, type SpaceMember, type SpaceView, type Status } from "../../web/page/desk.ts";
import { actions, button, isolate, notice, refusal, whileBusy } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { lookAgain, type Seen } from "../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
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
    const view = await desk.openSpace(this.spaceOf(status));
    if (signal.aborted) return;
    removeEventListener("focus", this.#look);
    if (view.waiting !== null) return this.#wait(view, status.person);
    const outside = view.members.find((one) => one.person !== status.person && !one.inside && one.standing !== "absent");
    if (outside === undefined || view.readOnly) this.replaceChildren(this.#done ?? "");
    else this.#offer(outside, view.id);
  }

  #wait({ waiting, members, id }: SpaceView, me: string): void {
    addEventListener("focus", this.#look);
    const other = members.find(({ person }) => person !== me);
    const partner = isolate(this.get("partner") || (other?.name ?? ""));
    const said = { title: say(`space.back.${waiting}`, { partner }), text: say(`space.back.${waiting}_is`, { partner }) };
    const words = notice({ ...said, kind: "paused" });
    this.replaceChildren(words);
    if (waiting === "partner_must_let_me_in" && other) words.append(this.#reader({ space: id, person: other.person, partner: other.name }, null));
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
      const words = await sixWords(pair, same === null ? null : { same, agree: () => this.#try(agree), differ: () => this.#try(differ) });
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
