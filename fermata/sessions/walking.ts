/** For a walk or a phone in the hand: one screen, large letters, and a sign at the marks that one feels. Kept on this device. */
import { isRememberedOn, remember } from "./remembered.ts";

const REMEMBERED = "fermata.room.walking";
const PATTERNS: Record<string, number[]> = { turn: [180, 90, 180], over: [400], shared: [180], step: [90], half: [], minute: [90, 60, 90] };

interface Lock {
  release(): Promise<void>;
}

export class Walking {
  isOn = isRememberedOn(REMEMBERED);
  readonly canBuzz = typeof navigator.vibrate === "function";
  #lock: Lock | null = null;

  turn(isOn: boolean): void {
    this.isOn = isOn;
    remember(REMEMBERED, isOn);
    void this.stayAwake(isOn);
  }

  /** The screen stays on while the clock runs, where a browser can do that. */
  async stayAwake(isWanted: boolean): Promise<void> {
    const wake = (navigator as { wakeLock?: { request(kind: "screen"): Promise<Lock> } }).wakeLock;
    if (isWanted === (this.#lock !== null) || wake === undefined) return;
    if (!isWanted) {
      const held = this.#lock;
      this.#lock = null;
      return void held?.release().catch(() => undefined);
    }
    this.#lock = await wake.request("screen").catch(() => null);
  }

  buzz(kind: string): void {
    const pattern = PATTERNS[kind] ?? [];
    if (this.isOn && this.canBuzz && pattern.length > 0) navigator.vibrate(pattern);
  }
}
