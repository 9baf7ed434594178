/**
 * Safety words: six words (66 bits) that stand for one person's keys. Each guess at a second set of
 * keys with the same words costs one scrypt, so six suffice without any protocol.
 */
import { scrypt } from "@noble/hashes/scrypt.js";
import { fingerprint, type Bundle } from "./bundle.ts";
import { hex, utf8 } from "./bytes.ts";
import { numberOf, wordsOf } from "./wordlist.ts";

const COST = { N: 2 ** 14, r: 8, p: 1, dkLen: 16 };

/** Six words of the English list. Takes about 50 ms and 16 MiB. */
export function safetyWords(bundle: Pick<Bundle, "user" | "age" | "sign">): string[] {
  const digest = scrypt(hex.decode(fingerprint(bundle)), utf8("fermata-words/1"), COST);
  return wordsOf({ bits: numberOf(digest), count: 6, width: 128 });
}
