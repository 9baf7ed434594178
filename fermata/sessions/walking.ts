/** For a walk or a phone in the hand: one screen, large letters, and a sign at the marks that one feels. Kept on this device. */
import { isRememberedOn, remember } from "./remembered.ts";

const REMEMBERED = "fermata.room.walking";
const PATTERNS: Record<string, number[]> = { turn: [180, 90, 180], over: [400], shared: [180], step: [90], half: [], minute: [90, 60, 90] };

interface Lock extends EventTarget {
  release(): Promise<void>;
}

interface Wake {
  request(kind: "screen"): Promise<Lock>;
}

export class Walking {
  isOn = isRememberedOn(REMEMBERED);
  readonly canBuzz = typeof navigator.vibrate === "function";
  #lock: Lock | null = null;
  #isWanted = false;
  #asking: Promise<void> | null = null;

  turn(isOn: boolean): void {
    this.isOn = isOn;
    remember(REMEMBERED, isOn);
    void this.stayAwake(isOn);
  }

  /** The screen stays on while the clock runs, where a browser can do that; a page that was hidden asks again. */
  async stayAwake(isWanted: boolean): Promise<void> {
    const { wakeLock } = navigator as { wakeLock?: Wake };
    this.#isWanted = isWanted;
    if (!isWanted) return this.#release();
    if (wakeLock === undefined || this.#lock !== null) return;
    await (this.#asking ??= this.#ask(wakeLock).finally(() => void (this.#asking = null)));
  }

  async #ask(wake: Wake): Promise<void> {
    const lock = await wake.request("screen").catch(() => null);
    lock?.addEventListener("release", () => void (this.#lock === lock && (this.#lock = null)));
    this.#lock = lock;
    if (!this.#isWanted) await this.#release();
  }

  async #release(): Promise<void> {
    const held = this.#lock;
    this.#lock = null;
    await held?.release().catch(() => undefined);
  }

  buzz(kind: string): void {
    const pattern = PATTERNS[kind] ?? [];
    if (this.isOn && this.canBuzz && pattern.length > 0) navigator.vibrate(pattern);
  }
}
