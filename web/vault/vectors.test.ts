// The frozen examples: what was written once must be read, and worked out, the same for ever.
// tests/test_envelopes.py reads the same file with a reader that shares no code with this one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  accountFile, accountKeys, accountSigner, agreementDigest, agreementItem, base64, checkProof, digestOf, fingerprint, hex, identityFromPrf, makeBundle,
  nextHead, openDraft, openItem, openSpaceOf, openStatement, openWithPhrase, openWithPrf, openWithSheet, pinsItem, pinsText, readAccountFile, readBundle,
  readEntries, readPins, recipientOf, safetyWords, sha256Hex, signAgreement, tidy, utf8, withdrawalHash, withdrawalToken, type Bundle,
} from "./index.ts";

// npm test runs at the root of the repository.
const frozen = JSON.parse(readFileSync("web/vault/vectors.json", "utf8"));
const bytes = (text: string) => base64.decode(text);
const account = (name: string) => readAccountFile(utf8(frozen.people[name].account_file));
const bundles: Bundle[] = await Promise.all(["amara", "ben", "ben_again"].map((name) => readBundle(frozen.people[name].bundle)));
const [amara, ben, returned] = bundles as [Bundle, Bundle, Bundle];

test("people: account file, keys, bundle, fingerprint and safety words", async () => {
  let former: Bundle | null = null;
  for (const name of ["amara", "ben", "ben_again"]) {
    const known = frozen.people[name];
    const keys = await accountKeys(account(name));
    const bundle = await readBundle(known.bundle);
    assert.equal(accountFile(account(name)), known.account_file);
    assert.equal(account(name).age, known.age_secret);
    assert.equal(hex.encode(account(name).sign), known.sign_seed);
    assert.deepEqual(await makeBundle({ user: known.user, keys, former: name === "ben_again" ? former : null }), bundle);
    assert.equal(fingerprint(bundle), known.fingerprint);
    assert.equal(digestOf(bundle), known.digest);
    assert.deepEqual(safetyWords(bundle), known.words);
    former = bundle;
  }
});

test("the log: digests, heads and entries", async () => {
  const { digests, heads, entries } = frozen.log;
  assert.deepEqual(bundles.map(digestOf), digests);
  let head = "";
  for (const [i, digest] of digests.entries()) assert.equal((head = nextHead(head, digest)), heads[i]);
  assert.deepEqual((await readEntries({ view: heads, entries })).get(ben.user), [ben, returned]);
});

test("unlock files: five words, one's own phrase, the sheet and a passkey", async () => {
  const { phrase, own_phrase, sheet, passkey } = frozen;
  const wanted = account("amara");
  assert.deepEqual(await openWithPhrase({ file: bytes(phrase.file), typed: phrase.words.join(" ") }), wanted);
  assert.equal(tidy(own_phrase.typed), own_phrase.tidy);
  assert.deepEqual(await openWithPhrase({ file: bytes(own_phrase.file), typed: own_phrase.typed }), wanted);
  assert.deepEqual(await openWithSheet({ file: bytes(sheet.file), typed: sheet.typed }), wanted);
  assert.equal(identityFromPrf(hex.decode(passkey.prf)), passkey.identity);
  assert.deepEqual(await openWithPrf({ file: bytes(passkey.file), prf: hex.decode(passkey.prf) }), wanted);
});

test("a space's key, and the one after a member was let back in", async () => {
  const { space_key, readmission } = frozen;
  const place = { space: space_key.statement.space, people: bundles, pinned: {}, held: null };
  const opened = await openStatement({ file: bytes(space_key.file), keys: await accountKeys(account("ben")), place: { ...place, version: 1, me: ben } });
  assert.deepEqual(opened, space_key.statement);
  assert.equal(sha256Hex(bytes(space_key.file)), space_key.hash);
  assert.equal(await recipientOf(space_key.statement.id), space_key.recipient);
  const again = await openStatement({ file: bytes(readmission.file), keys: await accountKeys(account("ben_again")), place: { ...place, version: 2, me: returned } });
  assert.deepEqual(again, readmission.statement);
  assert.equal(again?.prev, space_key.hash);
});

test("items: heading, text and hash", async () => {
  const space = await openSpaceOf({ statement: frozen.space_key.statement, people: [amara, ben] });
  for (const item of frozen.items) {
    const place = { note: item.heading.note, version: item.heading.ver, held: null };
    const opened = await openItem({ file: bytes(item.file), space, place });
    assert.deepEqual(opened, { heading: item.heading, text: item.text, hash: item.hash });
  }
});

test("a draft, a token, and the pins of an account", async () => {
  const keys = await accountKeys(account("amara"));
  const { draft, withdrawal, pins } = frozen;
  assert.deepEqual(await openDraft({ file: bytes(draft.file), slot: draft.slot, keys }), { text: draft.text, at: draft.at });
  assert.equal(await withdrawalToken({ marker: keys.marker, item: withdrawal.item }), withdrawal.token);
  assert.equal(withdrawalHash(withdrawal.token), withdrawal.hash);
  assert.equal(await pinsItem({ marker: keys.marker, space: pins.space }), pins.item);
  assert.equal(pinsText(readPins(pins.text)), pins.text);
});

test("an agreement: digest, item and both proofs", async () => {
  const { text, space, number, digest, item, proofs } = frozen.agreement;
  assert.equal(agreementDigest(text), digest);
  assert.equal(agreementItem(space), item);
  const signable = { space, number, digest };
  assert.equal(await signAgreement(signable, accountSigner(await accountKeys(account("amara")))), proofs.amara);
  await checkProof({ signable, proof: proofs.amara, publicKey: amara.sign });
  await checkProof({ signable, proof: proofs.ben, publicKey: ben.sign });
});
