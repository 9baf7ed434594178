/**
 * The sheet: twelve BIP39 words (128 random bits and a checksum of 4) on paper, behind scrypt 2^15.
 * The age tool takes them as an ordinary passphrase, in lower case with single spaces.
 */
import { entropyToMnemonic, validateMnemonic } from "@scure/bip39";
import { accountFile, readAccountFile, type Account } from "./account.ts";
import { randomBytes } from "./bytes.ts";
import { Misread } from "./tampered.ts";
import { lockWithWords, unlockWithWords } from "./wordfile.ts";
import { readWords, WORDS } from "./wordlist.ts";

export const SHEET_WORK = 15;
const COUNT = 12;

/** Twelve words. */
export function drawSheet(): string[] {
  return entropyToMnemonic(randomBytes(16), WORDS as string[]).split(" ");
}

/**
 * Read a sheet as typed: case, numbers, commas, line breaks and four-letter stubs are fine.
 * @throws {@link Misread} `word_unknown`, `word_count`, or `words_do_not_fit` when two are swapped or one is another word
 */
export function readSheet(typed: string): string[] {
  const words = readWords(typed);
  if (words.length !== COUNT) throw new Misread("word_count", { count: words.length, wanted: COUNT });
  if (!validateMnemonic(words.join(" "), WORDS as string[])) throw new Misread("words_do_not_fit");
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
