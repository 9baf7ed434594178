/** What the server tells of one place as it happens, for as long as somebody listens. */

const AGAIN_MS = [1_500, 3_000, 6_000, 12_000];

export interface Hearing {
  state(told: string): unknown;
  /** The line broke; the browser may mend it by itself. */
  broke?(): void;
  /** The stream ended for good: find out why, before it is opened again. */
  ended(): Promise<unknown>;
}

/** A stream that was answered with an error, as during a restart, is given up by browsers for good. This one comes back. */
export class Live {
  readonly #address: string;
  readonly #hearing: Hearing;
  #source: EventSource | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isOver = false;
  /** By the page's own clock. */
  openedAt = 0;

  constructor(address: string, hearing: Hearing) {
    this.#address = address;
    this.#hearing = hearing;
  }

  open(): void {
    clearTimeout(this.#again);
    this.#source?.close();
    if (this.#isOver) return;
    this.openedAt = performance.now();
    this.#source = new EventSource(this.#address);
    this.#source.addEventListener("state", ({ data }) => {
      this.#failures = 0;
      this.#hearing.state(data as string);
    });
    this.#source.addEventListener("over", () => this.#ended());
    this.#source.addEventListener("error", () => {
      this.#hearing.broke?.();
      if (this.#source?.readyState === EventSource.CLOSED) this.#ended();
    });
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#again);
    this.#source?.close();
  }

  #ended(): void {
    this.#source?.close();
    clearTimeout(this.#again);
    const wait = AGAIN_MS[Math.min(this.#failures++, AGAIN_MS.length - 1)]!;
    this.#again = setTimeout(() => void this.#hearing.ended().finally(() => this.open()), wait);
  }
}
