/** Size classes, so that a locked text tells only roughly how long it is. */
import { Misread, Tampered } from "./tampered.ts";

/** The longest text with its signature and heading, in bytes. */
export const LARGEST = 1024 * 1024;

const NEWLINE = 10;
const SMALLEST = 1024;
const STEP = 64 * 1024;

/**
 * The size class of a length: 1, 2, 4 ... 64 KiB, then multiples of 64 KiB.
 * @param length in bytes
 */
export function paddedSize(length: number): number {
  if (length > STEP) return Math.ceil(length / STEP) * STEP;
  let size = SMALLEST;
  while (size < length) size *= 2;
  return size;
}

/**
 * The bytes, then newlines up to the size class.
 * @throws {@link Misread} `too_long` beyond 1 MiB
 */
export function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length > LARGEST) throw new Misread("too_long", { limit: LARGEST });
  const padded = new Uint8Array(paddedSize(bytes.length)).fill(NEWLINE);
  padded.set(bytes);
  return padded;
}

/**
 * Check that nothing but newlines follows `end`, and that they reach exactly to the size class.
 * @throws {@link Tampered} `wrong_size`
 */
export function checkPadding(padded: Uint8Array, end: number): void {
  const exact = end <= LARGEST && padded.length === paddedSize(end);
  if (!exact || padded.subarray(end).some((byte) => byte !== NEWLINE)) throw new Tampered("wrong_size");
}
