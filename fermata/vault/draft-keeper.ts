/**
 * Hands what is being written to the vault's worker, which keeps it as a sealed draft: half a second after a key,
 * however long somebody goes on without a pause, and at once when the page goes away.
 */

export interface DraftDesk {
  /** Answers once it is written down in this browser. */
  put(order: { slot: string; text: string }): Promise<void>;
  drop(order: { slot: string }): Promise<void>;
  /** Bring to the server now what it does not have yet. */
  flush(): Promise<void>;
}

export type DraftState = "kept" | "failed";

const AFTER_MS = 500;
/** Said in a pause, not between two keys. */
const SAID_AFTER_MS = 2000;
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

  /** The box goes. @returns whether all that was typed is written down */
  async stop(): Promise<boolean> {
    await this.now();
    clearTimeout(this.#telling);
    living.delete(this);
    return this.#text === null;
  }

  async #put(): Promise<void> {
    const text = this.#text;
    if (text === null) return;
    this.#text = null;
    try {
      await this.#desk.put({ slot: this.#slot, text });
      this.#telling = setTimeout(() => this.#tell("kept"), SAID_AFTER_MS);
    } catch {
      this.#text ??= text;
      this.#tell("failed");
    }
  }
}
