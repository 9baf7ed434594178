/**
 * The server's time, here. Each event carries the server's clock as it was sent; the least delayed of the last
 * few is the best guess. Local time comes from `performance.now()`, which nobody sets by hand.
 */
const REMEMBERED = 8;
/** A smaller step back is a worse guess, not a corrected clock, and is not shown. */
const WOBBLE = 5_000;

export class ServerClock {
  #offsets: number[] = [];
  #guess: number | null = null;
  #latest = 0;

  /** `now` is the server's, `local` ours on hearing it; both in ms. */
  hear(now: number, local: number): void {
    this.#guess = null;
    this.#offsets = [...this.#offsets, now - local].slice(-REMEMBERED);
  }

  /** Nobody was asked: it holds until the server is heard again. */
  guess(now: number, local: number): void {
    this.#guess = now - local;
  }

  at(local: number): number {
    const guess = local + (this.#guess ?? Math.max(...this.#offsets, Number.NEGATIVE_INFINITY));
    if (!Number.isFinite(guess)) return this.#latest;
    this.#latest = guess < this.#latest && this.#latest - guess < WOBBLE ? this.#latest : guess;
    return this.#latest;
  }
}
