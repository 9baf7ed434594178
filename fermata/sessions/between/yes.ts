/**
 * Agreeing to a small thing, such as a word to stop by: its author has said it, and every other member says yes to
 * exactly these words. Each yes is a record of its own, signed by who gave it, so nobody says it for another. Pure.
 */
import type { Kept } from "./records.ts";
import { fields, isText } from "./records.ts";

export interface Yes {
  /** The words it was said to. */
  words: string;
}

export function readYes(value: unknown): Yes | null {
  const found = fields(value);
  return found !== null && isText(found.words, 60_000) ? { words: found.words } : null;
}

/** Who stands behind it, in these words. */
export function whoAgrees(thing: Kept<unknown>, yeses: readonly Kept<Yes>[]): Set<string> {
  const words = wordsOf(thing);
  const others = yeses.filter(({ about, value }) => about === thing.item && value.words === words);
  return new Set([thing.by, ...others.map(({ by }) => by)]);
}

export function isAgreed(thing: Kept<unknown>, { yeses, members }: { yeses: readonly Kept<Yes>[]; members: readonly string[] }): boolean {
  const agree = whoAgrees(thing, yeses);
  return members.every((member) => agree.has(member));
}

export function wordsOf({ value }: Kept<unknown>): string {
  return JSON.stringify(value);
}
