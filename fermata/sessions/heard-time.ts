/** The server's time as last heard, whether it is fresh, and whether the laptop slept since. */
import { ServerClock } from "./server-clock.ts";

/** Older than this, or after a sleep, the time is asked for anew before anything is done by it. */
const FRESH = 20_000;
const SLEPT = 2_000;

export class HeardTime {
  readonly #clock = new ServerClock();
  heardAt = Number.NEGATIVE_INFINITY;
  #drift = 0;

  now(): number {
    return Math.round(this.#clock.at(performance.now()));
  }

  hear(now: number): void {
    this.heardAt = performance.now();
    this.#drift = Date.now() - this.heardAt;
    this.#clock.hear(now, this.heardAt);
  }

  /** A laptop that slept may not have counted: what one does first must not be dated before the sleep. */
  isFresh(): boolean {
    return performance.now() - this.heardAt < FRESH && !this.hasSlept();
  }

  hasSlept(): boolean {
    return Math.abs(this.#slept()) > SLEPT;
  }

  /** Without a line nobody can be asked: the time asleep is added by this device's own clock, which may also have been set. */
  wake(): void {
    const slept = this.#slept();
    if (Number.isFinite(this.heardAt) && slept > SLEPT) {
      this.#clock.guess(this.now() + slept, performance.now());
      this.#drift += slept;
    }
  }

  #slept(): number {
    return Date.now() - performance.now() - this.#drift;
  }
}
