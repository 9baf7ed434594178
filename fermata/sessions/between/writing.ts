/** One record while it is being written: a sealed draft follows every pause; it is kept when somebody says so. */
import { desk } from "../../../web/page/desk.ts";
import { el, write } from "../../../web/page/dom.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { DraftKeeper } from "../../vault/draft-keeper.ts";
import { type Kept, type Read, type RecordOrder, keepMine, parsed } from "./records.ts";

export interface WritingOrder<Value> {
  space: string;
  item: string;
  kind: string;
  about: string;
  read: Read<Value>;
  kept: Kept<Value> | null;
  /** Where the draft lies, if not in the item’s own place. */
  slot?: string;
  /** How it is kept: as mine, unless several write it. */
  save?: (order: RecordOrder) => Promise<number>;
}

/** A save that takes longer waits for the line. */
const LONG_MS = 4000;

export class Writing<Value> {
  /** Where the words are now. */
  readonly line = el("p", { class: "kept", role: "status" });
  readonly #order: WritingOrder<Value>;
  readonly #drafts: DraftKeeper;
  readonly #slot: string;
  #version: number;
  #newest = "";

  constructor(order: WritingOrder<Value>) {
    this.#order = order;
    this.#version = order.kept?.version ?? 0;
    this.#slot = order.slot ?? order.item;
    this.#drafts = new DraftKeeper(this.#slot, { desk: desk.draft, tell: (state) => this.#say(state === "kept" ? "draft" : "broken", state === "kept" ? "sealed.draft_kept_me" : "sealed.draft_failed") });
  }

  get item(): string {
    return this.#order.item;
  }

  /** What was written last: a draft that was never kept, else what was kept. */
  async begin(): Promise<Value | null> {
    const { read, kept } = this.#order;
    const draft = await desk.draft.get({ slot: this.#slot }).catch(() => null);
    const begun = draft === null ? null : read(parsed(draft.text));
    if (begun === null || JSON.stringify(begun) === JSON.stringify(kept?.value)) return kept?.value ?? null;
    this.#say("draft", "sealed.restored_me");
    return begun;
  }

  typed(value: Value): void {
    if (this.line.dataset.state === "saved") this.line.replaceChildren();
    this.#newest = JSON.stringify(value);
    this.#drafts.typed(this.#newest);
  }

  /** @returns whether it is kept; if not, the line says why, and the draft stays. */
  async keep(value: Value): Promise<boolean> {
    const { space, item, kind, about, save = keepMine } = this.#order;
    const before = this.#newest;
    if (this.line.dataset.state !== "broken") this.#say("saving", "sealed.saving"); // what is tried again has said so
    const isLong = setTimeout(() => this.#say("broken", "sealed.no_connection"), LONG_MS);
    try {
      await this.#drafts.now();
      this.#version = await save({ space, item, kind, about, value, base: this.#version });
      if (this.#newest !== before) this.#show("", "");
      else {
        this.#say("saved", "sealed.kept_me");
        void this.#drafts.drop();
      }
      return true;
    } catch (error) {
      this.#show("broken", `${sayRefusal(error)} ${say("sealed.still_here")}`);
      return false;
    } finally {
      clearTimeout(isLong);
    }
  }

  /** Nothing of it is wanted any more. */
  drop(): void {
    void this.#drafts.drop();
    this.stop();
  }

  stop(): void {
    void this.#drafts.stop();
  }

  #say(state: string, name: string): void {
    this.#show(state, say(name));
  }

  #show(state: string, words: string): void {
    this.line.dataset.state = state;
    write(this.line, words);
  }
}
