/**
 * Files locked with words (age scrypt). The cost is ours to choose: the bounds below are constants of
 * this program, and a file that asks for more or offers less is refused before any work is done.
 */
import { Encrypter } from "age-encryption";
import { openWithWords } from "./age.ts";
import { Tampered } from "./tampered.ts";

/** log2 of scrypt's N, r = 8, p = 1: 2^18 takes 256 MiB and about a second. */
const LEAST_WORK = 15;
const MOST_WORK = 18;

const HEADER = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n/;

/** @param work log2 of scrypt's N */
export async function lockWithWords({ plain, words, work }: { plain: string; words: string; work: number }): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(work);
  encrypter.setPassphrase(words);
  return encrypter.encrypt(plain);
}

/**
 * @returns the plaintext, or `null` when these are not the words
 * @throws {@link Tampered} `damaged`, `too_much_work`, `too_little_work`
 */
export async function unlockWithWords({ file, words }: { file: Uint8Array; words: string }): Promise<Uint8Array | null> {
  const work = workOf(file);
  if (work > MOST_WORK) throw new Tampered("too_much_work");
  if (work < LEAST_WORK) throw new Tampered("too_little_work");
  return openWithWords(words, file);
}

/** @returns log2 of the N a file asks for. @throws {@link Tampered} `damaged` when it is not locked with words */
export function workOf(file: Uint8Array): number {
  const found = HEADER.exec(new TextDecoder("latin1").decode(file.subarray(0, 120)));
  if (found === null) throw new Tampered("damaged");
  return Number(found[1]);
}
