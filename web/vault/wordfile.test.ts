import assert from "node:assert/strict";
import test from "node:test";
import { validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { refused } from "./cast.ts";
import {
  drawPhrase, drawSheet, lockWithDrawnPhrase, lockWithOwnPhrase, lockWithSheet, lockWithWords, newAccount, openWithPhrase, openWithSheet,
  readSheet, utf8, sha256Hex, WORDS,
} from "./index.ts";

test("five words open the account, typed in any of the ways people type them", async () => {
  const account = newAccount();
  const phrase = drawPhrase();
  const file = await lockWithDrawnPhrase({ account, phrase });
  assert.equal(new Set(phrase.map((word) => WORDS.includes(word))).has(false), false);
  assert.equal(phrase.length, 5);
  for (const typed of [phrase.join(" "), ` ${phrase.join(",  ").toUpperCase()}\n`, phrase.map((word) => word.slice(0, 4)).join("-")]) {
    assert.deepEqual(await openWithPhrase({ file, typed }), account);
  }
  assert.equal(await openWithPhrase({ file, typed: phrase.slice(1).join(" ") }), null);
  assert.equal(await openWithPhrase({ file, typed: "not the words at all" }), null);
});

test("one's own phrase counts as typed, in whatever normal form, and must not be short", async () => {
  const account = newAccount();
  await refused(lockWithOwnPhrase({ account, phrase: "thirteen char" }), "phrase_too_short");
  await refused(lockWithOwnPhrase({ account, phrase: "  a            b  " }), "phrase_too_short");
  await lockWithOwnPhrase({ account, phrase: "fourteen chars" });
  const file = await lockWithOwnPhrase({ account, phrase: "Die Amsel à minuit" });
  assert.deepEqual(await openWithPhrase({ file, typed: " Die  Amsel a\u0300 minuit" }), account);
  assert.equal(await openWithPhrase({ file, typed: "die amsel à minuit" }), null);
});

test("a file that asks for too much or too little work is refused before any is done", async () => {
  const file = await lockWithWords({ plain: "x", words: "w", work: 10 });
  const asking = (work: string) => utf8(new TextDecoder().decode(file.subarray(0, 100)).replace(/ 10\n/, ` ${work}\n`));
  const opening = (bytes: Uint8Array) => openWithPhrase({ file: bytes, typed: "w" });
  const start = Date.now();
  await refused(opening(file), "too_little_work");
  await refused(opening(asking("14")), "too_little_work");
  await refused(opening(asking("19")), "too_much_work");
  await refused(opening(asking("24")), "too_much_work");
  assert.ok(Date.now() - start < 200);
  const dearest = Buffer.from(Buffer.from(file).toString("latin1").replace(/ 10\n/, " 18\n"), "latin1");
  assert.equal(await opening(dearest), null, "the most we do is done");
  for (const odd of ["018", "+16", "1e1", "", "160"]) await refused(opening(asking(odd)), "damaged");
  await refused(opening(utf8("age-encryption.org/v1\n-> X25519 x\n")), "damaged");
});

test("the words are those of BIP 39, by the published hash of its list", () => {
  const hash = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";
  assert.equal(sha256Hex(`${WORDS.join("\n")}\n`), hash);
});

test("twelve words open the account, and misread ones are named", async () => {
  const account = newAccount();
  const sheet = drawSheet();
  const file = await lockWithSheet({ account, sheet });
  const numbered = sheet.map((word, i) => `${i + 1}. ${word.slice(0, 4).toUpperCase()}`).join("\n");
  assert.deepEqual(await openWithSheet({ file, typed: numbered }), account);
  assert.equal(await openWithSheet({ file, typed: drawSheet().join(" ") }), null);
  await refused(() => readSheet(`xylophone ${sheet.slice(1).join(" ")}`), "word_unknown");
  await refused(() => readSheet(`car ${sheet.slice(1).join(" ")}`.replace("car", "ca")), "word_unknown");
  await refused(() => readSheet(sheet.slice(1).join(" ")), "word_count");
  await refused(() => readSheet("abandon ".repeat(11) + "abandon"), "words_do_not_fit");
  await refused(() => readSheet("abandon ".repeat(10) + "about abandon"), "words_do_not_fit");
  assert.equal(readSheet("abandon ".repeat(11) + "about").at(-1), "about");
  for (let round = 0; round < 200; round++) assert.ok(validateMnemonic(drawSheet().join(" "), wordlist), "not as BIP39 has it");
});

