/**
 * What a person must not forget when they change devices: whose keys they met, whose they confirmed by
 * reading words, and how much they wrote where. One item in their own space, at an id only they can
 * work out.
 */
import { mark } from "./account.ts";
import { uuidFrom } from "./bytes.ts";
import { isCount, isHash, isMapOf, readExactly, sorted, type Shape } from "./shape.ts";

export interface Pins {
  v: 1;
  /** Fingerprints confirmed by safety words, by person. */
  confirmed: Record<string, string>;
  /** Fingerprints first met, by person. */
  met: Record<string, string>;
  /** One's own highest running number, by space. */
  aseq: Record<string, number>;
}

export const NO_PINS: Pins = { v: 1, confirmed: {}, met: {}, aseq: {} };

const SHAPE: Shape<Pins> = {
  v: (value) => value === 1,
  confirmed: isMapOf(isHash),
  met: isMapOf(isHash),
  aseq: isMapOf(isCount),
};

export async function pinsItem({ marker, space }: { marker: CryptoKey; space: string }): Promise<string> {
  return uuidFrom(await mark(marker, `fermata-pins/1\n${space}`));
}

export function pinsText({ confirmed, met, aseq }: Pins): string {
  return JSON.stringify({ v: 1, confirmed: sorted(confirmed), met: sorted(met), aseq: sorted(aseq) });
}

/** @throws {@link Tampered} `wrong_format` */
export function readPins(text: string): Pins {
  return readExactly<Pins>(text, SHAPE);
}

/** Pins written on two devices at once: confirmations of both, the higher numbers, `mine` where they differ. */
export function joinPins({ mine, theirs }: { mine: Pins; theirs: Pins }): Pins {
  const aseq = { ...theirs.aseq };
  for (const [space, number] of Object.entries(mine.aseq)) aseq[space] = Math.max(aseq[space] ?? 0, number);
  return { v: 1, confirmed: { ...theirs.confirmed, ...mine.confirmed }, met: { ...theirs.met, ...mine.met }, aseq };
}

/** For each person the keys we hold them to: confirmed ones, else the ones first met. */
export function pinned({ confirmed, met }: Pins): Record<string, string> {
  return { ...met, ...confirmed };
}
