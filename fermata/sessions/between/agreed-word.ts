/** The word to stop by: as somebody suggested it, and whether all have said yes to it. */
import type { Gathered } from "./gathered.ts";
import { yesesIn } from "./own-plans.ts";
import { type Kept, fields, isText, recordsOf } from "./records.ts";
import { isAgreed } from "./yes.ts";

export interface StopWord {
  word: string;
}

export const LONGEST = 60;

function readStopWord(value: unknown): StopWord | null {
  const word = fields(value)?.word;
  return isText(word, LONGEST) && word.trim() !== "" ? { word } : null;
}

export function newestWord({ ours }: Pick<Gathered, "ours">): Kept<StopWord> | null {
  return recordsOf(ours, "stop-word", readStopWord)[0] ?? null;
}

/** The word when everybody has said yes to it, else null. */
export function agreedWord(found: Pick<Gathered, "ours" | "company">): string | null {
  const word = newestWord(found);
  const members = found.company.members.map(({ person }) => person);
  return word !== null && isAgreed(word, { yeses: yesesIn(found), members }) ? word.value.word : null;
}
