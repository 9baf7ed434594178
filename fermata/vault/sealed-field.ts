/**
 * A form field whose words are sealed in this browser. <sealed-text> and <sealed-line> differ only in their box.
 *
 * In a <sealed-form> it is kept when the form is; alone on a page it keeps itself a few seconds after the last
 * word. Either way a sealed draft follows every pause, and survives closing, signing out and a reload. A draft that came
 * back is for its author only, until they write on or say that it is to be kept.
 */
import { desk, type Conflict, type Item, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { type Readers, isolate, mark, refusal } from "../../web/page/parts.ts";
import { wayToSignIn, wayToSpace } from "../../web/page/places.ts";
import { SpaceElement, closedNotice } from "../../web/page/space-element.ts";
import type { Seen } from "../../web/page/watch-space.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { whatToShow } from "./begun.ts";
import { DraftKeeper, type DraftState } from "./draft-keeper.ts";
import { fieldParts, restoredLine, saidOf, sayKept, sayWrong, showBeside, showIn, type Control, type FieldParts } from "./field-parts.ts";
import { findText, type Found } from "./find-text.ts";
import { idsNamed, namedBy, sharedBy } from "./people-named.ts";
import { isToKeep, keepText, type Kept, type Outcome } from "./keeping.ts";
import { twoTexts, type Choice } from "./two-texts.ts";
import { whyNotWrite } from "./why-not-write.ts";

/** How a field stands after it was asked to keep its words. `merged`: lines of somebody else are in it now. */
export type Standing = "kept" | "merged" | "conflict" | "refused";

const ALONE_AFTER_MS = 5000;
const ONLY_ME = { who: "me", partner: "" } as const;
/** A save that takes longer is waiting for the line or the server. */
const LONG_MS = 4000;
const pause = (milliseconds: number): Promise<void> => new Promise((done) => void setTimeout(done, milliseconds));

export abstract class SealedField extends SpaceElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();
  #parts: FieldParts | null = null;
  #drafts: DraftKeeper | null = null;
  #box: Kept = { text: "", base: 0 };
  #found: Found | null = null;
  #keptText = "";
  #me = "";
  #hasDraft = false;
  /** A draft is in the box that nobody has touched since it came back. */
  #isRestored = false;
  #keeping: Promise<Standing> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected abstract makeControl(): Control;

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get name(): string {
    return this.get("name");
  }

  /** Something is written here that is to be kept and is not yet. */
  get isPending(): boolean {
    return this.#isWritten && !this.#isRestored;
  }

  get #isWritten(): boolean {
    return this.#parts !== null && !this.#parts.control.readOnly && this.#isToKeep();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#drafts?.stop();
    clearTimeout(this.#timer);
  }

  override focus(options?: FocusOptions): void {
    this.#parts?.control.focus(options);
  }

  formDisabledCallback(isDisabled: boolean): void {
    if (this.#parts) this.#parts.control.readOnly = isDisabled;
  }

  /** Says what is missing, if anything. */
  check(): boolean {
    if (this.#parts) sayWrong(this.#parts, this.#internals.validationMessage);
    return this.#internals.validity.valid;
  }

  /** Keep the words for good. Asking twice keeps them once. */
  async keep(): Promise<Standing> {
    clearTimeout(this.#timer);
    if (this.#parts === null) return "refused";
    if (!this.#isToKeep()) {
      if (this.#hasDraft) await this.#forget();
      return "kept";
    }
    this.#keeping ??= this.#keep(this.#parts).finally(() => void (this.#keeping = null));
    return this.#keeping;
  }

  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    if (this.#parts !== null) return; // another tab opened the space too; what is being written here stays
    const isNew = this.hasAttribute("new");
    const box = { space: this.spaceOf(status), kind: this.get("kind"), name: this.name, item: this.get("item"), isNew, isFresh: this.hasAttribute("fresh") };
    const whyNot = box.space === status.own_space ? null : await this.#whyNot(box);
    const found = await findText(box, { ownSpace: status.own_space });
    if (signal.aborted) return;
    this.#found = found;
    if (found.kept?.kind === "withdrawn") this.replaceChildren(el("p", {}, mark(say("sealed.withdrawn"))));
    else if (whyNot !== null) this.replaceChildren(refusal(whyNot), el("p", { class: "said", dir: "auto" }, found.kept?.text ?? ""));
    else this.#draw(whatToShow({ ...found, me: status.person }), found.kept, status);
  }

  async #whyNot({ space, isFresh }: { space: string; isFresh: boolean }): Promise<string | null> {
    try {
      return whyNotWrite(await desk.openSpace(space, idsNamed(this)));
    } catch (error) {
      if (isFresh && (error as { code?: string }).code === "away") return null;
      throw error;
    }
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state === "unknown" && this.#parts !== null) return;
    const wasWriting = this.#isWritten;
    const notice = closedNotice(seen);
    void this.#drafts?.stop().then((isKept) => {
      if (isKept && wasWriting) notice.after(el("p", { class: "kept" }, say("sealed.draft_waits")));
    });
    this.#parts = this.#drafts = null;
    this.replaceChildren(notice);
  }

  #draw({ text, base, isDraft }: { text: string; base: number; isDraft: boolean }, kept: Item | null, status: Status): void {
    const parts = fieldParts({ control: this.makeControl(), label: this.get("label"), hint: this.get("hint"), ...this.#readers });
    this.#parts = parts;
    this.#drafts = new DraftKeeper(this.#found!.item, { desk: desk.draft, tell: (state) => this.#sayDraft(state) });
    this.#keptText = kept?.text ?? "";
    this.#me = status.person;
    this.#box = { text, base };
    this.#hasDraft = this.#isRestored = isDraft;
    parts.control.value = text;
    parts.control.readOnly = this.hasAttribute("disabled");
    parts.control.addEventListener("input", () => this.#typed());
    parts.control.addEventListener("blur", () => void (this.form === null && this.isPending && this.keep()));
    this.replaceChildren(parts.node);
    this.#tellForm();
    if (isDraft) showBeside(parts, this.#restoredLine(kept));
    else if (kept && kept.by !== status.person) sayKept(parts, "saved", say("sealed.last_by", { partner: isolate(namedBy(this, kept.by)) }));
  }

  get #readers(): { who: Readers; partner: string } {
    return this.get("readers") === "both" ? { who: sharedBy(this), partner: this.get("partner") } : ONLY_ME;
  }

  /** Alone on a page it has a button of its own; in a form it is the form’s. */
  #restoredLine(kept: Item | null): HTMLElement {
    const keep = this.form === null ? (): void => this.#keepRestored() : null;
    return restoredLine({ ...this.#readers, isNew: kept === null, keep, leave: () => this.#backToKept(kept) });
  }

  #keepRestored(): void {
    this.#isRestored = false;
    this.focus(); // the button is about to go
    void this.keep();
  }

  #typed(): void {
    const { control } = this.#parts!;
    this.#box.text = control.value;
    this.#drafts?.typed(control.value);
    this.#hasDraft = true;
    this.#isRestored = false;
    void this.#found?.remember(this.#box.base);
    this.#tellForm();
    sayWrong(this.#parts!, "");
    if (this.#parts!.kept.dataset.state === "saved") sayKept(this.#parts!, "");
    clearTimeout(this.#timer);
    if (this.form === null) this.#timer = setTimeout(() => void this.keep(), ALONE_AFTER_MS);
  }

  async #keep(parts: FieldParts): Promise<Standing> {
    sayKept(parts, "saving", say("sealed.saving"));
    await this.#drafts?.now();
    try {
      const { space, item } = this.#found!;
      const waiting = (): void => sayKept(parts, "broken", say("sealed.no_connection"));
      const save = async (sent: Kept) => {
        const isLong = setTimeout(waiting, LONG_MS);
        return desk.save({ space, item, kind: this.get("kind"), about: this.get("about"), ...sent }).finally(() => clearTimeout(isLong));
      };
      const show = (text: string): void => showIn(parts, text);
      return await this.#kept(await keepText({ box: this.#box, save, wait: pause, waiting, show }), parts);
    } catch (error) {
      this.#refused(error, parts);
      return "refused";
    }
  }

  async #kept(outcome: Outcome, parts: FieldParts): Promise<Standing> {
    if (outcome.conflict !== undefined) return this.#ask(outcome.conflict, parts);
    this.#keptText = outcome.text;
    this.#box.base = outcome.version;
    this.#tellForm();
    showBeside(parts);
    sayKept(parts, "saved", outcome.merged ? say("sealed.merged") : saidOf("kept", outcome.text.trim() === "" ? ONLY_ME : this.#readers));
    if (this.#isToKeep()) this.#typed();
    else await this.#forget();
    return outcome.merged ? "merged" : "kept";
  }

  #ask(conflict: Conflict, parts: FieldParts): Standing {
    const partner = conflict.by === this.#me ? "" : namedBy(this, conflict.by);
    const section = twoTexts({ conflict, partner }, (choice) => this.#choose(choice, conflict));
    sayKept(parts, "draft", say("sealed.both_are_here"));
    showBeside(parts, section);
    section.focus();
    return "conflict";
  }

  #choose({ text, isFinal }: Choice, { theirs, version }: Conflict): void {
    this.#box = { text, base: version };
    this.#keptText = theirs;
    this.#parts!.control.value = text;
    showBeside(this.#parts!);
    this.#typed();
    if (!isFinal) this.focus();
    else if (this.form === null) void this.keep();
    else this.form.requestSubmit();
  }

  #backToKept(kept: Item | null): void {
    this.#box = { text: kept?.text ?? "", base: kept?.version ?? 0 };
    this.#isRestored = false;
    this.#parts!.control.value = this.#box.text;
    showBeside(this.#parts!);
    sayKept(this.#parts!, "");
    this.#tellForm();
    this.focus();
    void this.#forget();
  }

  async #forget(): Promise<void> {
    this.#hasDraft = false;
    const forgotten = Promise.all([this.#found?.forget(), this.#drafts?.drop()]);
    await Promise.race([forgotten, pause(LONG_MS)]); // a draft that stays behind is recognised as kept
  }

  #refused(error: unknown, parts: FieldParts): void {
    const { code } = (error ?? {}) as { code?: string };
    const way = code === "signed_out" ? wayToSignIn() : code === "locked" ? wayToSpace() : null;
    const link = way !== null && el("a", { href: way }, say(`sealed.way_${code}`));
    sayKept(parts, "broken", el("span", {}, `${sayRefusal(error)} ${say("sealed.still_here")} `, link));
  }

  #sayDraft(state: DraftState): void {
    if (this.#parts === null || this.#keeping !== null || !this.#isToKeep()) return;
    if (state === "kept") sayKept(this.#parts, "draft", saidOf("draft_kept", this.#readers));
    else sayKept(this.#parts, "broken", say("sealed.draft_failed"));
  }

  #isToKeep(): boolean {
    return isToKeep({ text: this.#box.text, kept: this.#keptText, isNew: this.#box.base === 0 });
  }

  /** The form learns which item this is, once there is one; the words themselves never enter it. */
  #tellForm(): void {
    this.#internals.setFormValue(this.#box.base > 0 ? this.#found!.item : null);
    const isMissing = this.hasAttribute("required") && this.#box.text.trim() === "";
    if (isMissing) this.#internals.setValidity({ valueMissing: true }, say("sealed.required"), this.#parts!.control);
    else this.#internals.setValidity({});
  }
}
