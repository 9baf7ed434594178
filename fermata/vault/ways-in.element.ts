/**
 * <ways-in>: the ways to open one's space; renewing, adding and removing them.
 *
 * Changing one needs the space to have been opened just now: whoever finds an open screen must not lock its owner out.
 */
import { desk, type Method, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, refusal, whileBusy, wordList } from "../../web/page/parts.ts";
import { hasPasskeys, touchPasskey } from "../../web/page/passkey.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { lookAgain } from "../../web/page/watch-space.ts";
import { dayOf, say, sayRefusal } from "../../web/page/words.ts";
import { waysToOpen } from "./opening.ts";
import { ownPhrase } from "./own-phrase.ts";
import { sheetStep, typedBackStep } from "./sheet-steps.ts";
import { showStep, step } from "./step.ts";

const MONTH_MS = 30 * 24 * 3600 * 1000;

class WaysIn extends SpaceElement {
  #status: Status | null = null;
  /** Fresh words are on the page: nothing may draw over them. */
  #isBusy = false;

  protected override whenOpen(status: Status): void {
    this.#status = status;
    if (!this.#isBusy) this.#list();
  }

  #list(problem?: unknown): void {
    const { methods } = this.#status!;
    const has = (kind: Method["method"]): boolean => methods.some(({ method }) => method === kind);
    this.#isBusy = false;
    this.tabIndex = -1;
    if (this.contains(document.activeElement)) this.focus(); // what was pressed is about to go
    this.replaceChildren(
      problem === undefined ? "" : refusal(sayRefusal(problem)),
      el("ul", { class: "list ways" }, ...methods.map((method) => this.#row(method))),
      actions(
        !has("phrase") && this.#do(say("space.ways.add_phrase"), () => this.#askPhrase()),
        !has("sheet") && this.#do(say("space.ways.add_sheet"), () => this.#newSheet()),
        hasPasskeys() && this.#do(say(has("passkey") ? "space.ways.add_another_passkey" : "space.ways.add_passkey"), () => this.#addPasskey()),
      ),
    );
  }

  #row(method: Method): HTMLElement {
    const { method: kind, label, made_on: made } = method;
    const isOld = kind === "sheet" && Date.now() - Date.parse(made) > MONTH_MS;
    const renew = { phrase: () => this.#askPhrase(), sheet: () => this.#newSheet(), passkey: null }[kind];
    const isLast = this.#status!.methods.length === 1;
    const title = el("h2", { class: "mark strong" }, label || say(`space.ways.${kind}`));
    const since = el("small", {}, say("space.ways.since", { day: dayOf(made) }));
    return el(
      "li",
      {},
      el("div", { class: "row" }, title, since),
      el("p", {}, say(isOld ? "space.ways.still_have" : `space.ways.${kind}_is`)),
      actions(renew && this.#do(say(`space.ways.new_${kind}`), renew), !isLast && this.#remover(method)),
    );
  }

  #remover({ id, method: kind }: Method): HTMLElement {
    const remove = this.#do(say("space.ways.remove_yes"), async () => {
      await desk.removeMethod(id);
      await this.#showAll();
    });
    remove.classList.add("care");
    const question = el("div", {}, el("p", {}, say(`space.ways.remove_${kind}`)), actions(remove));
    return el("details", { class: "ask" }, el("summary", { class: "button quiet" }, say("space.ways.remove")), question);
  }

  #do(label: string, work: () => Promise<void> | void): HTMLButtonElement {
    const press = button(label, () => void whileBusy(press, () => this.#try(async () => work())));
    return press;
  }

  /** Do it; when the space was not opened just now, ask for that first and then do it. */
  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if ((error as { code?: string }).code === "open_again") this.#openAgain(work);
      else this.#list(error);
    }
  }

  #openAgain(work: () => Promise<void>): void {
    this.#isBusy = true;
    const back = button(say("space.ways.not_now"), () => this.#list(), { kind: "quiet" });
    const ways = waysToOpen(this.#status!.methods, () => void this.#try(work));
    showStep(this, step({ title: say("space.ways.open_again"), text: say("space.ways.open_again_why") }, ways, actions(back)));
  }

  #askPhrase(): void {
    this.#isBusy = true;
    const own = ownPhrase();
    const renew = (): Promise<void> => whileBusy(draw, () => this.#try(() => this.#newPhrase(own.words())));
    const draw = button(say("space.ways.draw"), () => void (own.check() && renew()), { kind: "first" });
    showStep(this, step({ title: say("space.phrase.step"), text: say("space.ways.phrase_again") }, own.node, actions(draw, this.#back())));
  }

  async #newPhrase(phrase: string | null): Promise<void> {
    const { phrase: words } = await desk.newPhrase(phrase === null ? {} : { phrase });
    const list = wordList(words, { label: say("space.phrase.step"), numbered: true });
    list.classList.add("phrase");
    const shown = phrase === null ? [el("p", {}, say("space.phrase.write_down")), list] : [];
    const title = { title: say("space.ways.phrase_done"), text: say("space.ways.phrase_old") };
    showStep(this, step(title, ...shown, actions(this.#done(say("space.phrase.have_them")))));
  }

  async #newSheet(): Promise<void> {
    const { sheet, picture } = await desk.newSheet();
    this.#isBusy = true;
    const words = { words: sheet, picture, name: this.#status!.name };
    const show = (): void => showStep(this, sheetStep(words, ask));
    const ask = (): void => showStep(this, typedBackStep({ words: sheet, label: say("space.ways.sheet_keep") }, { done: keep, back: show }));
    const keep = async (answers: [number, string][]): Promise<void> => {
      await desk.confirmSheet({ answers });
      showStep(this, step({ title: say("space.ways.sheet_done"), text: say("space.ways.sheet_old") }, actions(this.#done(say("space.go_on")))));
    };
    show();
  }

  async #addPasskey(): Promise<void> {
    const { secret, credential } = await touchPasskey();
    await desk.addPasskey({ prf: secret, label: say("space.ways.passkey"), credential });
    await this.#showAll();
  }

  /** Also after "Is it you?", which nothing else would take away again. */
  async #showAll(): Promise<void> {
    this.#isBusy = false;
    await lookAgain();
  }

  #back(): HTMLElement {
    return button(say("space.ways.not_now"), () => this.#list(), { kind: "quiet" });
  }

  #done(label: string): HTMLElement {
    return button(label, () => void this.#showAll(), { kind: "first" });
  }
}

customElements.define("ways-in", WaysIn);
