/**
 * A soft sound at the marks. Off until somebody wants it, remembered on this device only. The next sound is booked
 * on the audio clock ahead of time, since a page behind another tab may be woken only once a minute.
 */
import { isRememberedOn, remember } from "./remembered.ts";

const REMEMBERED = "fermata.room.sound";
/** A fifth, quiet and slowly fading. */
const TONES = [392, 588];
const LOUDNESS = 0.07;
const FADE = 1.8;

export class Chime {
  isOn = isRememberedOn(REMEMBERED);
  #audio: AudioContext | null = null;
  #booked: { at: number; tones: OscillatorNode[] } | null = null;

  /** Called from a press or a key, without which browsers keep silent. */
  turn(isOn: boolean): void {
    this.isOn = isOn;
    remember(REMEMBERED, isOn);
    if (!isOn) return this.book(null);
    this.wake();
    this.#play(0.05);
  }

  /** After a reload the browser waits for the first press before it lets anything sound. */
  wake(): void {
    if (!this.isOn) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === "suspended") void this.#audio.resume().catch(() => undefined);
  }

  /** Sound in this many ms, and not when it was booked before. Null: not at all. */
  book(inMs: number | null): void {
    const audio = this.#audio;
    if (audio === null) return;
    const at = inMs === null || !this.isOn ? null : audio.currentTime + inMs / 1000;
    const isSounding = this.#booked !== null && this.#booked.at <= audio.currentTime;
    if (at !== null && this.#booked !== null && !isSounding && Math.abs(this.#booked.at - at) < 0.3) return;
    if (!isSounding) for (const tone of this.#booked?.tones ?? []) tone.stop();
    this.#booked = at === null || inMs === null ? null : { at, tones: this.#play(inMs / 1000) };
  }

  #play(inSeconds: number): OscillatorNode[] {
    const audio = this.#audio;
    if (audio === null || audio.state !== "running") return [];
    const at = audio.currentTime + inSeconds;
    return TONES.map((frequency, index) => {
      const tone = new OscillatorNode(audio, { frequency });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(LOUDNESS / (index + 1), at + 0.04);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + FADE);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + FADE + 0.1);
      return tone;
    });
  }
}
