/** The English BIP39 list: 2,048 words, each known by its first four letters. */
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { Misread } from "./tampered.ts";

export const WORDS: readonly string[] = wordlist;

const whole = new Map(WORDS.map((word) => [word, word]));
const stubs = new Map(WORDS.map((word) => [word.slice(0, 4), word]));

/**
 * Read words a person typed. Case, numbers, commas and line breaks do not matter, nor does anything
 * after the first four letters.
 * @throws {@link Misread} `word_unknown` names the first word that is not on the list
 */
export function readWords(typed: string): string[] {
  const pieces = typed.normalize("NFKC").toLowerCase().split(/[^a-z]+/).filter(Boolean);
  return pieces.map((piece, index) => {
    const word = wordFor(piece);
    if (word === undefined) throw new Misread("word_unknown", { position: index + 1, word: piece.slice(0, 20) });
    return word;
  });
}

/** @param bits as a big number, most significant word first */
export function wordsOf({ bits, count, width }: { bits: bigint; count: number; width: number }): string[] {
  return Array.from({ length: count }, (_, i) => WORDS[Number((bits >> BigInt(width - 11 * (i + 1))) & 2047n)]!);
}

export function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function wordFor(piece: string): string | undefined {
  return whole.get(piece) ?? (piece.length >= 4 ? stubs.get(piece.slice(0, 4)) : undefined);
}
