/** When the room must look at the clock again: at the next thing a person could see or hear, and not before. */
import type { Where } from "./timeline.ts";

const MINUTE = 60_000;
/** In this time the dot moves by about a pixel. */
const A_PIXEL = 4_000;
/** A little late, so that what was waited for has come. */
const LATE = 15;

export function nextLook(seen: Where, { still }: { still: boolean }): number {
  if (seen.stage !== "going" || seen.here === null) return MINUTE;
  const left = seen.owner === null ? seen.left.piece : seen.left.turn;
  const figure = left > MINUTE ? left % MINUTE || MINUTE : left % 1_000 || 1_000;
  const mark = seen.next === null ? MINUTE : seen.next.clock - seen.clock;
  return Math.max(50, Math.min(figure, mark, seen.left.piece, still ? MINUTE : A_PIXEL) + LATE);
}
