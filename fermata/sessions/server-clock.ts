/**
 * The server's time, here. Each event carries the server's clock as it was sent; the least delayed of the last
 * few is the best guess. Local time comes from `performance.now()`, which nobody sets by hand.
 */
const REMEMBERED = 8;
/** A smaller step back is a worse guess, not a corrected clock, and is not shown. */
const WOBBLE = 5_000;

export class ServerClock {
  #offsets: number[] = [];
  #latest = 0;

  /** `now` is the server's, `local` ours on hearing it; both in ms. */
  hear(now: number, local: number): void {
    this.#offsets = [...this.#offsets, now - local].slice(-REMEMBERED);
  }

  at(local: number): number {
    const guess = local + Math.max(...this.#offsets, Number.NEGATIVE_INFINITY);
    if (!Number.isFinite(guess)) return this.#latest;
    this.#latest = guess < this.#latest && this.#latest - guess < WOBBLE ? this.#latest : guess;
    return this.#latest;
  }
}
