import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN, CHIDI, flipped, HASH, OTHER_SPACE, pair, place, refused, someone, SPACE, statementPlace, write, type Someone } from "./cast.ts";
import {
  accountSigner, fingerprint, heldKey, newIdentity, newStatement, openItem, openSpaceOf, openStatement, readmission, sealStatement, sealTo, signed, utf8,
  type Bundle, type Statement, type StatementPlace,
} from "./index.ts";

async function sealed(statement: Statement, by: Someone, to: Someone[]): Promise<Uint8Array> {
  return sealStatement({ statement, keys: by.keys, members: to.map((one) => one.bundle) });
}

async function opening(file: Uint8Array, who: Someone, people: Bundle[], changes: Partial<StatementPlace> = {}): Promise<Statement | null> {
  return openStatement({ file, keys: who.keys, place: statementPlace(who.bundle, people, changes) });
}

test("both members open the key of their space, nobody else does", async () => {
  const { amara, ben, statement } = await pair();
  const people = [amara.bundle, ben.bundle];
  const file = await sealed(statement, amara, [amara, ben]);
  assert.deepEqual(await opening(file, amara, people), statement);
  assert.deepEqual(await opening(file, ben, people), statement);
  const chidi = await someone(CHIDI);
  assert.equal(await opening(file, chidi, [...people, chidi.bundle]), null);
  await refused(opening(flipped(file, file.length - 1), ben, people), "damaged");
});

test("a key by a stranger, by somebody who is no member, or with a false signature is refused", async () => {
  const { amara, ben, statement } = await pair();
  const people = [amara.bundle, ben.bundle];
  const chidi = await someone(CHIDI);
  const byChidi = { ...statement, by: fingerprint(chidi.bundle) };
  await refused(opening(await sealed(byChidi, chidi, [amara, ben]), ben, people), "unknown_author");
  await refused(opening(await sealed(byChidi, chidi, [amara, ben]), ben, [...people, chidi.bundle]), "unknown_author");
  const among = newStatement({ space: SPACE, members: [ben.bundle, chidi.bundle], by: chidi.bundle });
  await refused(opening(await sealed(among, chidi, [ben]), ben, people), "unknown_author");
  await refused(opening(await sealed(statement, chidi, [amara, ben]), ben, people), "forged");
});

test("a key for another space, not for me, or for others as well is refused", async () => {
  const { amara, ben, statement } = await pair();
  const chidi = await someone(CHIDI);
  const people = [amara.bundle, ben.bundle];
  await refused(opening(await sealed({ ...statement, space: OTHER_SPACE }, amara, [ben]), ben, people), "another_space");
  const without = newStatement({ space: SPACE, members: [amara.bundle], by: amara.bundle });
  await refused(opening(await sealed(without, amara, [ben]), ben, people), "not_for_us");
  const widened = newStatement({ space: SPACE, members: [...people, chidi.bundle], by: amara.bundle });
  await refused(opening(await sealed(widened, amara, [amara, ben, chidi]), ben, people), "unknown_member");
  await refused(opening(await sealed({ ...statement, former: [HASH] }, amara, [ben]), ben, people), "unknown_member");
  const twice = await someone(BEN, ben.bundle);
  const doubled = newStatement({ space: SPACE, members: [...people, twice.bundle], by: amara.bundle });
  await refused(opening(await sealed(doubled, amara, [ben]), ben, [...people, twice.bundle]), "unknown_member");
});

test("what is signed as something else, in another version, or not at all, is no key", async () => {
  const { amara, ben, statement } = await pair();
  const people = [amara.bundle, ben.bundle];
  const { space, epoch, id, members, former, by, prev } = statement;
  const text = JSON.stringify({ space, epoch, id, members, former, by, prev });
  const inside = async (context: string, payload: Uint8Array) =>
    opening(await sealTo([ben.keys.recipient], await signed({ context, payload, sign: accountSigner(amara.keys) })), ben, people);
  assert.deepEqual(await inside("fermata-space/1", utf8(text)), statement);
  await refused(inside("fermata-note/1", utf8(text)), "wrong_format");
  await refused(inside("fermata-space/2", utf8(text)), "wrong_version");
  await refused(opening(await sealTo([ben.keys.recipient], utf8(text)), ben, people), "unsigned");
  const odd = [
    `${text} `, JSON.stringify({ space, epoch, id: [id], members, former, by, prev }), text.replace('"epoch":1', '"epoch":0'), text.replace(id, "AGE-SECRET-KEY-1"), text.replace('"former":[]', '"former":{}'),
    JSON.stringify({ ...statement, members: members.toReversed() }), JSON.stringify({ ...statement, members: [members[0], members[0]] }), "[]", "{}",
  ];
  for (const one of odd) await refused(inside("fermata-space/1", utf8(one)), "wrong_format");
  await refused(inside("fermata-space/1", new Uint8Array([255])), "wrong_format");
});

test("keys put in the place of those we met or confirmed are refused", async () => {
  const { amara, ben, statement } = await pair();
  const later = await someone(BEN, ben.bundle);
  const people = [amara.bundle, ben.bundle, later.bundle];
  const substituted = newStatement({ space: SPACE, members: [amara.bundle, later.bundle], by: later.bundle });
  const file = await sealed(substituted, later, [amara, later]);
  assert.notEqual(await opening(file, amara, people), null, "nobody was met yet");
  await refused(opening(file, amara, people, { pinned: { [BEN]: fingerprint(ben.bundle) } }), "key_changed");
  await refused(opening(file, amara, people, { pinned: { [BEN]: HASH } }), "key_changed");
  assert.notEqual(await opening(file, amara, people, { pinned: { [BEN]: fingerprint(later.bundle) } }), null, "these are the ones we met");
  const honest = await sealed(statement, amara, [amara, ben]);
  assert.notEqual(await opening(honest, amara, people, { pinned: { [BEN]: fingerprint(ben.bundle) } }), null, "later ones stand in the log, not here");
  assert.notEqual(await opening(honest, amara, people, { pinned: { [BEN]: fingerprint(later.bundle) } }), null, "the earlier keys may still stand there");
});

test("a key that goes back, repeats, changes its secret, skips or lets old keys in again is refused", async () => {
  const { amara, ben, statement } = await pair();
  const people = [amara.bundle, ben.bundle];
  const file = await sealed(statement, amara, [amara, ben]);
  const held = heldKey({ statement, file, version: 2 });
  const seen = (bytes: Uint8Array, version: number, memory = held) => opening(bytes, ben, people, { version, held: memory });
  assert.deepEqual(await seen(file, 2), statement);
  await refused(seen(file, 1), "older");
  const next = { ...statement, prev: held.hash };
  await refused(seen(await sealed(next, amara, [ben]), 2), "repeated");
  assert.notEqual(await seen(await sealed(next, amara, [ben]), 3), null);
  await refused(seen(await sealed({ ...next, id: newIdentity() }, amara, [ben]), 3), "swapped");
  await refused(seen(await sealed({ ...next, prev: HASH }, amara, [ben]), 3), "broken_chain");
  assert.notEqual(await seen(await sealed({ ...next, prev: HASH }, amara, [ben]), 4), null);
  await refused(seen(await sealed(next, amara, [ben]), 3, { ...held, former: [fingerprint(ben.bundle)] }), "key_changed");
});

test("lost everything: a partner lets them back in, and what they wrote before is readable again", async () => {
  const { amara, ben, statement, space } = await pair();
  const first = await sealed(statement, amara, [amara, ben]);
  const kept = await write(ben, space, "kept");
  const returned = await someone(BEN, ben.bundle);
  const people = [amara.bundle, ben.bundle, returned.bundle];
  assert.equal(await opening(first, returned, people), null, "their new keys open nothing yet");

  const again = readmission({ statement, file: first, person: [ben.bundle, returned.bundle], by: amara.bundle });
  const second = await sealed(again, amara, [amara, returned]);

  assert.deepEqual(again.former, [fingerprint(ben.bundle)]);
  const held = heldKey({ statement, file: first, version: 1 });
  assert.deepEqual(await opening(second, amara, people, { version: 2, held }), again);
  const opened = await openSpaceOf({ statement: (await opening(second, returned, people, { version: 2 }))!, people });
  assert.equal((await openItem({ file: kept, space: opened, place: place() }))?.text, "kept");
  assert.equal(await opening(second, ben, people), null, "the lost keys open no later key");
});

test("one's own space names oneself alone", async () => {
  const amara = await someone(AMARA);
  const statement = newStatement({ space: SPACE, members: [amara.bundle], by: amara.bundle });
  const file = await sealed(statement, amara, [amara]);
  assert.deepEqual(await opening(file, amara, [amara.bundle]), statement);
  const ben = await someone(BEN);
  const widened = newStatement({ space: SPACE, members: [amara.bundle, ben.bundle], by: amara.bundle });
  await refused(opening(await sealed(widened, amara, [amara, ben]), amara, [amara.bundle]), "unknown_member");
});
