/**
 * The phrase: five random words (55 bits) behind scrypt 2^16, or the person's own (at least 14
 * characters) behind 2^17. scrypt because it is in the age format and opens at the command line.
 */
import { accountFile, readAccountFile, type Account } from "./account.ts";
import { randomBytes } from "./bytes.ts";
import { Misread } from "./tampered.ts";
import { lockWithWords, unlockWithWords, workOf } from "./wordfile.ts";
import { numberOf, readWords, wordsOf } from "./wordlist.ts";

export const DRAWN_WORK = 16;
const OWN_WORK = 17;
const SHORTEST_OWN = 14;
export const DRAWN_WORDS = 5;

/** Five words, 55 bits, drawn evenly. */
export function drawPhrase(): string[] {
  return wordsOf({ bits: numberOf(randomBytes(7)), count: DRAWN_WORDS, width: 55 });
}

/** NFKC, trimmed, single spaces: so that two keyboards mean the same. */
export function tidy(phrase: string): string {
  return phrase.normalize("NFKC").trim().replace(/\s+/gu, " ");
}

/** Lock an account with five drawn words. */
export async function lockWithDrawnPhrase({ account, phrase }: { account: Account; phrase: string[] }): Promise<Uint8Array> {
  return lockWithWords({ plain: accountFile(account), words: phrase.join(" "), work: DRAWN_WORK });
}

/** @throws {@link Misread} `phrase_too_short` below 14 characters */
export async function lockWithOwnPhrase({ account, phrase }: { account: Account; phrase: string }): Promise<Uint8Array> {
  const words = tidy(phrase);
  if ([...words].length < SHORTEST_OWN) throw new Misread("phrase_too_short", { wanted: SHORTEST_OWN });
  return lockWithWords({ plain: accountFile(account), words, work: OWN_WORK });
}

/**
 * Open an account with a phrase. Drawn words are read forgivingly; one's own phrase counts as typed.
 * @returns `null` when these are not the words
 * @throws {@link Tampered} as `unlockWithWords` and `readAccountFile` do
 */
export async function openWithPhrase({ file, typed }: { file: Uint8Array; typed: string }): Promise<Account | null> {
  const words = workOf(file) === DRAWN_WORK ? (drawnWords(typed) ?? tidy(typed)) : tidy(typed);
  const plain = await unlockWithWords({ file, words });
  return plain && readAccountFile(plain);
}

function drawnWords(typed: string): string | null {
  try {
    const words = readWords(typed);
    return words.length === DRAWN_WORDS ? words.join(" ") : null;
  } catch {
    return null; // a word that is not on the list: perhaps it is no drawn phrase
  }
}
