/**
 * The sheet: twelve BIP39 words (128 random bits and a checksum of 4) on paper, behind scrypt 2^15.
 * The age tool takes them as an ordinary passphrase, in lower case with single spaces.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { accountFile, readAccountFile, type Account } from "./account.ts";
import { randomBytes } from "./bytes.ts";
import { Misread } from "./tampered.ts";
import { lockWithWords, unlockWithWords } from "./wordfile.ts";
import { numberOf, readWords, WORDS, wordsOf } from "./wordlist.ts";

const SHEET_WORK = 15;
const COUNT = 12;

/** Twelve words. */
export function drawSheet(): string[] {
  return sheetOf(randomBytes(16));
}

/**
 * Read a sheet as typed: case, numbers, commas, line breaks and four-letter stubs are fine.
 * @throws {@link Misread} `word_unknown`, `word_count`, or `words_do_not_fit` when two are swapped or one is another word
 */
export function readSheet(typed: string): string[] {
  const words = readWords(typed);
  if (words.length !== COUNT) throw new Misread("word_count", { count: words.length, wanted: COUNT });
  if (words.join() !== sheetOf(entropyOf(words)).join()) throw new Misread("words_do_not_fit");
  return words;
}

export async function lockWithSheet({ account, sheet }: { account: Account; sheet: string[] }): Promise<Uint8Array> {
  return lockWithWords({ plain: accountFile(account), words: sheet.join(" "), work: SHEET_WORK });
}

/**
 * @returns `null` when these are not the words
 * @throws {@link Misread} as `readSheet`; {@link Tampered} as `unlockWithWords` and `readAccountFile` do
 */
export async function openWithSheet({ file, typed }: { file: Uint8Array; typed: string }): Promise<Account | null> {
  const plain = await unlockWithWords({ file, words: readSheet(typed).join(" ") });
  return plain && readAccountFile(plain);
}

/** BIP39: the bits, then the first four bits of their SHA-256, eleven to a word. @param entropy 16 bytes */
function sheetOf(entropy: Uint8Array): string[] {
  const checksum = sha256(entropy)[0]! >> 4;
  return wordsOf({ bits: (numberOf(entropy) << 4n) | BigInt(checksum), count: COUNT, width: 132 });
}

function entropyOf(words: string[]): Uint8Array {
  const bits = words.reduce((sum, word) => (sum << 11n) | BigInt(WORDS.indexOf(word)), 0n) >> 4n;
  return Uint8Array.from({ length: 16 }, (_, i) => Number((bits >> BigInt(8 * (15 - i))) & 255n));
}
