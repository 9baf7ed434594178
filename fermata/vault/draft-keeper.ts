/**
 * Hands what is being written to the vault's worker, which keeps it as a sealed draft half a second later; at once
 * when the page goes away.
 */

export interface DraftDesk {
  put(order: { slot: string; text: string }): Promise<void>;
  drop(order: { slot: string }): Promise<void>;
  /** Write down now what was put. */
  flush(): Promise<void>;
}

export type DraftState = "kept" | "failed";

const AFTER_MS = 300;
/** By then the worker has written it down. */
const KEPT_AFTER_MS = 2200;
const living = new Set<DraftKeeper>();

/** Every draft that still waits, now: before signing out, closing and leaving. */
export async function keepAllDrafts({ flush }: Pick<DraftDesk, "flush">): Promise<void> {
  if (living.size === 0) return;
  await Promise.all([...living].map((keeper) => keeper.now()));
  await flush();
}

export class DraftKeeper {
  readonly #slot: string;
  readonly #desk: DraftDesk;
  readonly #tell: (state: DraftState) => void;
  #text: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(slot: string, { desk, tell }: { desk: DraftDesk; tell: (state: DraftState) => void }) {
    this.#slot = slot;
    this.#desk = desk;
    this.#tell = tell;
    living.add(this);
  }

  typed(text: string): void {
    this.#text = text;
    clearTimeout(this.#telling);
    this.#timer ??= setTimeout(() => void this.now(), AFTER_MS);
  }

  /** One after the other, so that an older text never lands on a newer one. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#put());
    await this.#writing;
  }

  /** It was kept for good, or thrown away. */
  async drop(): Promise<void> {
    clearTimeout(this.#telling);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#text = null;
    this.#writing = this.#writing.then(() => this.#desk.drop({ slot: this.#slot }).catch(() => undefined));
    await this.#writing;
  }

  stop(): void {
    void this.now();
    clearTimeout(this.#telling);
    living.delete(this);
  }

  async #put(): Promise<void> {
    const text = this.#text;
    if (text === null) return;
    this.#text = null;
    try {
      await this.#desk.put({ slot: this.#slot, text });
      this.#telling = setTimeout(() => this.#tell("kept"), KEPT_AFTER_MS);
    } catch {
      this.#text ??= text;
      this.#tell("failed");
    }
  }
}
