/**
 * What somebody is writing about an agreement and has not put yet: the first words of one, or wordings and remarks by
 * clause. All of it is one sealed draft, so that a lock, a reload or a lost line costs no word.
 */
import { type DraftDesk, DraftKeeper } from "../vault/draft-keeper.ts";
import type { Change } from "./negotiation.ts";

export type Wording = Partial<Change> & Pick<Change, "clause">;

interface Kept {
  begun?: Change[];
  wordings?: Wording[];
  remarks?: [clause: string, text: string][];
}

interface WritingDesk extends DraftDesk {
  get(order: { slot: string }): Promise<{ text: string } | null>;
}

export class Writing {
  /** An agreement that is being begun. */
  begun: readonly Change[] = [];
  readonly wordings = new Map<string, Wording>();
  readonly remarks = new Map<string, string>();
  readonly #slot: string;
  readonly #desk: WritingDesk;
  readonly #drafts: DraftKeeper;

  constructor(slot: string, desk: WritingDesk) {
    this.#slot = slot;
    this.#desk = desk;
    this.#drafts = new DraftKeeper(slot, { desk, tell: () => undefined });
  }

  async recall(): Promise<void> {
    const { begun = [], wordings = [], remarks = [] } = await this.#kept().catch((): Kept => ({}));
    this.begun = begun;
    for (const wording of wordings) this.wordings.set(wording.clause, wording);
    for (const [clause, text] of remarks) this.remarks.set(clause, text);
  }

  begin(changes: readonly Change[]): void {
    this.begun = changes;
    this.#keep();
  }

  /** What was begun lies on the table. */
  async hasBegun(): Promise<void> {
    this.begin([]);
    await this.#drafts.now();
  }

  word(wording: Wording): void {
    this.wordings.set(wording.clause, wording);
    this.#keep();
  }

  /** The wording of one clause was put, or given up: a page that opens after this does not find it again. */
  async leave(clause: string): Promise<void> {
    if (!this.wordings.delete(clause)) return;
    this.#keep();
    await this.#drafts.now();
  }

  remark(clause: string, text: string): void {
    if (text.trim() === "") this.remarks.delete(clause);
    else this.remarks.set(clause, text);
    this.#keep();
  }

  /** It stands beside the clause now. */
  async hasRemarked(clause: string): Promise<void> {
    this.remark(clause, "");
    await this.#drafts.now();
  }

  /** The page may show it no more; the draft stays. */
  async hide(): Promise<void> {
    const written = this.#drafts.now();
    this.begun = [];
    this.wordings.clear();
    this.remarks.clear();
    await written;
  }

  async stop(): Promise<void> {
    await this.#drafts.stop();
  }

  async #kept(): Promise<Kept> {
    const kept = await this.#desk.get({ slot: this.#slot });
    return JSON.parse(kept?.text ?? "{}") as Kept;
  }

  #keep(): void {
    const { begun, wordings, remarks } = this;
    if (begun.length + wordings.size + remarks.size === 0) void this.#drafts.drop();
    else this.#drafts.typed(JSON.stringify({ begun: [...begun], wordings: [...wordings.values()], remarks: [...remarks] } satisfies Kept));
  }
}
