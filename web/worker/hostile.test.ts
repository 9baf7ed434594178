// A server that cheats in what it hands out. Each cheat has a name, and ends in its own refusal, which
// has its own sentence in content/words/en.json.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { AMARA, BEN, CHIDI, refused, someone } from "../vault/cast.ts";
import { base64, canonicalBundle, fingerprint, newStatement, sealItem, sealStatement, sealTo, utf8, type Bundle } from "../vault/index.ts";
import { AMARAS, freshServer, MEETING, next, note, openPage, PARTNERSHIP, setUp, SHARED, two, type Two } from "./browser.ts";

const sentences = JSON.parse(readFileSync("content/words/en.json", "utf8")) as Record<string, string>;
const [ITEM, OTHER] = ["11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-666666666666"];

/** The refusal has this code, and the code its own sentence. */
async function named(work: Promise<unknown>, code: string): Promise<void> {
  await refused(work, code);
  const sentence = sentences[`vault.${code}`];
  assert.ok(sentence, `vault.${code} has no sentence`);
  assert.equal(Object.values(sentences).filter((other) => other === sentence).length, 1, `vault.${code} shares its sentence`);
}

/** Amara and Ben with two notes; the second was changed once. */
async function withNotes(): Promise<Two> {
  const all = await two();
  await all.amara.desk.save(note(ITEM, "one"));
  await all.ben.desk.save(note(OTHER, "other"));
  await all.ben.desk.save(note(OTHER, "other, changed", 1));
  await all.amara.desk.items({ space: SHARED });
  return all;
}

const reading = ({ server, amara }: Two, item = ITEM) => next(server, amara).desk.read({ space: SHARED, item });
const versions = ({ server }: Two, item = ITEM) => server.spaces.get(SHARED)!.items.get(item)!;

test("flip: one bit of a note", async () => {
  const all = await withNotes();
  const bytes = base64.decode(versions(all)[0]!.file);
  bytes[bytes.length - 5]! ^= 4;
  versions(all)[0]!.file = base64.encode(bytes);
  await named(reading(all), "damaged");
  const [broken, good] = [await next(all.server, all.amara).desk.items({ space: SHARED }), "other, changed"];
  assert.deepEqual(broken.map(({ problem, text }) => problem ?? text).toSorted(), ["damaged", good], "the rest stays readable");
});

test("swap: another note of the same space in its place", async () => {
  const all = await withNotes();
  versions(all)[0] = versions(all, OTHER)[0]!;
  await named(openedFresh(all), "swapped");
});

/** Amara on a device that has seen nothing yet. */
async function openedFresh({ server, kits }: Two, item = ITEM): Promise<unknown> {
  const device = openPage({ server, person: AMARA });
  await device.desk.unlockBySheet({ words: kits.amara.sheet.join(" ") });
  return device.desk.read({ space: SHARED, item });
}

test("rollback: an earlier version than one already seen", async () => {
  const all = await withNotes();
  versions(all, OTHER).pop();
  await named(reading(all, OTHER), "older");
  const list = await next(all.server, all.amara).desk.items({ space: SHARED });
  assert.deepEqual(list.flatMap(({ problem }) => problem ?? []), ["older", "withheld", "older"]);
});

test("forge: a note in Ben's name by somebody who knows the space's key", async () => {
  const all = await withNotes();
  const here = all.amara.setting.spaces.get(SHARED)!.open!;
  const { keys } = all.amara.setting.opened!;
  const version = { note: ITEM, ver: 1, prev: "", at: "2026-03-01T10:00:00.000Z", kind: "note", aseq: 2, seen: {}, klog: [0, ""] as [number, string] };
  const forged = await sealItem({ space: here, keys, me: all.ben.setting.opened!.bundle, version, text: "I quit" });
  versions(all)[0]!.file = base64.encode(forged);
  await named(openedFresh(all), "forged");
});

test("unsigned: text sealed by whoever learned the space's public half", async () => {
  const all = await withNotes();
  const { recipient } = all.amara.setting.spaces.get(SHARED)!.open!;
  versions(all)[0]!.file = base64.encode(await sealTo([recipient], utf8("I quit\n")));
  await named(reading(all), "unsigned");
});

test("replay across spaces: a note of one's own space in the shared one", async () => {
  const all = await withNotes();
  await all.amara.desk.save({ space: AMARAS, item: OTHER, kind: "note", text: "private", base: 0 });
  versions(all)[0]!.file = all.server.spaces.get(AMARAS)!.items.get(OTHER)!.at(-1)!.file;
  await named(reading(all), "not_for_us");
});

test("replay across spaces: the key of one space in the place of another's", async () => {
  const all = await withNotes();
  all.server.spaces.get(SHARED)!.keys = [...all.server.spaces.get(AMARAS)!.keys];
  await named(openedFresh(all), "another_space");
});

test("replay within a space: a second text under a version already seen", async () => {
  const all = await withNotes();
  await all.amara.desk.read({ space: SHARED, item: ITEM });
  const { open: here } = all.amara.setting.spaces.get(SHARED)!;
  const { keys, bundle } = all.amara.setting.opened!;
  const version = { note: ITEM, ver: 1, prev: "", at: "2026-03-01T10:00:00.000Z", kind: "note", aseq: 2, seen: {}, klog: [0, ""] as [number, string] };
  versions(all)[0]!.file = base64.encode(await sealItem({ space: here!, keys, me: bundle, version, text: "another one" }));
  await named(reading(all), "repeated");
});

test("wrong version: a version under another number", async () => {
  const all = await withNotes();
  versions(all).push(versions(all)[0]!);
  await named(reading(all), "wrong_version");
});

test("withheld: a note known to exist is kept back, here and on a new device", async () => {
  const all = await withNotes();
  all.server.spaces.get(SHARED)!.items.delete(OTHER);
  const seen = await next(all.server, all.amara).desk.items({ space: SHARED });
  assert.ok(seen.some(({ problem }) => problem === "withheld"));
  const again = await withNotes();
  await again.amara.desk.save(note(ITEM, "I read your other", 1));
  again.server.spaces.get(SHARED)!.items.delete(OTHER);
  const device = openPage({ server: again.server, person: AMARA });
  await device.desk.unlockBySheet({ words: again.kits.amara.sheet.join(" ") });
  assert.deepEqual((await device.desk.items({ space: SHARED })).flatMap(({ problem }) => problem ?? []), ["withheld"]);
});

test("withheld, and not: an earlier text somebody wrote over is looked up, not missed", async () => {
  const all = await withNotes();
  await all.amara.desk.save(note(OTHER, "other, changed by Amara", 2));
  const device = openPage({ server: all.server, person: AMARA });
  await device.desk.unlockBySheet({ words: all.kits.amara.sheet.join(" ") });
  assert.deepEqual((await device.desk.items({ space: SHARED })).flatMap(({ problem }) => problem ?? []), []);
});

/** The server makes keys for Ben and puts them in the log after, or in place of, his own. */
async function falseBen({ server }: { server: Two["server"] }): Promise<{ bundle: Bundle; keys: Awaited<ReturnType<typeof someone>>["keys"] }> {
  const bens = server.log.map((text) => JSON.parse(text) as Bundle).filter(({ user }) => user === BEN);
  const made = await someone(BEN, bens.at(-1) ?? null);
  server.log.push(canonicalBundle(made.bundle));
  return made;
}

test("substitute keys before confirmation: the words read aloud are not the same", async () => {
  const server = freshServer();
  const amara = openPage({ server, person: AMARA });
  await setUp(amara);
  await falseBen({ server });
  assert.equal((await amara.desk.openSpace({ space: SHARED })).members[1]!.standing, "unconfirmed");
  const heard = (await amara.desk.safetyWords({ space: SHARED, person: BEN })).theirs;
  const real = await someone(BEN);
  assert.notDeepEqual(heard, (await import("../vault/words.ts")).safetyWords(real.bundle));
  await amara.desk.wordsDiffer({ space: SHARED, person: BEN });
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "key_changed");
});

for (const confirmed of [false, true]) {
  test(`substitute keys after ${confirmed ? "confirmation" : "meeting"}: a full stop, and nothing is sealed for them`, async () => {
    const { server, amara } = await withNotes();
    if (confirmed) {
      await amara.desk.safetyWords({ space: SHARED, person: BEN });
      await amara.desk.confirmWords({ space: SHARED, person: BEN });
    }
    const ben = await falseBen({ server });
    const page = next(server, amara);
    assert.equal((await page.desk.openSpace({ space: SHARED })).members[1]!.standing, "changed");
    await named(page.desk.save(note(ITEM, "for Ben", 1)), "key_changed");
    await named(page.desk.letBackIn({ space: SHARED, person: BEN }), "confirm_first");
    const me = JSON.parse(server.log.find((text) => text.includes(AMARA))!) as Bundle;
    const statement = newStatement({ space: SHARED, members: [me, ben.bundle], by: ben.bundle });
    server.spaces.get(SHARED)!.keys.push(base64.encode(await sealStatement({ statement, keys: ben.keys, members: [me, ben.bundle] })));
    await named(next(server, amara).desk.openSpace({ space: SHARED }), "key_changed");
  });
}

test("unknown member: a key of the space that locks for somebody else as well", async () => {
  const { server, amara, ben } = await withNotes();
  const chidi = await someone(CHIDI);
  server.log.push(canonicalBundle(chidi.bundle));
  const { bundle, keys } = ben.setting.opened!;
  const members = [amara.setting.opened!.bundle, bundle, chidi.bundle];
  const statement = newStatement({ space: SHARED, members, by: bundle });
  server.spaces.get(SHARED)!.keys = [base64.encode(await sealStatement({ statement, keys, members }))];
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "unknown_member");
});

test("unknown author: a key of the space by somebody who is no member", async () => {
  const { server, amara } = await withNotes();
  const chidi = await someone(CHIDI);
  const members = [amara.setting.opened!.bundle];
  const statement = { ...newStatement({ space: SHARED, members, by: chidi.bundle }), by: fingerprint(chidi.bundle) };
  server.spaces.get(SHARED)!.keys = [base64.encode(await sealStatement({ statement, keys: chidi.keys, members }))];
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "unknown_author");
});

test("the space's key withheld, rolled back or swapped", async () => {
  const { server, amara, ben } = await withNotes();
  const space = server.spaces.get(SHARED)!;
  const [first] = space.keys;
  const { bundle, keys } = ben.setting.opened!;
  const members = [amara.setting.opened!.bundle, bundle];
  const another = newStatement({ space: SHARED, members, by: bundle });
  space.keys.push(base64.encode(await sealStatement({ statement: another, keys, members })));
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "swapped");
  space.keys = [];
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "withheld");
  space.keys = [base64.encode(await sealStatement({ statement: another, keys, members }))];
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "repeated");
  space.keys = [base64.encode(await sealTo([bundle.age], utf8("x")))];
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "not_for_us");
  space.keys = [first!];
  assert.equal((await next(server, amara).desk.openSpace({ space: SHARED })).waiting, null);
});

test("lower cost and scrypt bomb: refused before any work", async () => {
  const { server } = await withNotes();
  const phrase = server.methods.find(({ owner, method }) => owner === AMARA && method === "phrase")!;
  const device = openPage({ server, person: AMARA });
  for (const [work, code] of [["10", "too_little_work"], ["24", "too_much_work"]] as const) {
    const asked = Buffer.from(phrase.file, "base64").toString("latin1").replace(/ 1\d\n/, ` ${work}\n`);
    phrase.file = Buffer.from(asked, "latin1").toString("base64");
    const start = Date.now();
    await named(device.desk.unlockByPhrase({ words: "any words at all here" }), code);
    assert.ok(Date.now() - start < 300);
    phrase.file = Buffer.from(asked.replace(/ \d\d\n/, " 16\n"), "latin1").toString("base64");
  }
});

test("forked log: another past, found by oneself and by what the partner saw", async () => {
  const { server, amara } = await withNotes();
  const genuine = server.log;
  server.log = [genuine[1]!, genuine[0]!];
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "log_forked");
  server.log = genuine.slice(0, 1);
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "log_shrunk");

  server.log = genuine;
  const view = await two();
  view.server.cheat = (path, answer, person) => (person === BEN && path.startsWith("/api/vault/log/") ? forked(answer) : answer);
  const ben = openPage({ server: view.server, person: BEN });
  await ben.desk.unlockBySheet({ words: view.kits.ben.sheet.join(" ") });
  await ben.desk.save(note(OTHER, "from another log"));
  await named(next(view.server, view.amara).desk.items({ space: SHARED }), "log_forked");
});

/** A log of the same entries with a false one before them. */
function forked(answer: any): any {
  const digests = ["00".repeat(32), ...answer.digests];
  const bundles = answer.bundles.map((entry: { index: number }) => ({ ...entry, index: entry.index + 1 }));
  let head = "";
  for (const digest of digests) head = Buffer.from(sha(`${head}\n${digest}`)).toString("hex");
  return { size: digests.length, head, digests, bundles };
}

function sha(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

test("not mine: keys in my name after my own", async () => {
  const { server, amara } = await withNotes();
  const made = await someone(AMARA, amara.setting.opened!.bundle);
  server.log.push(canonicalBundle(made.bundle));
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "not_mine");
});

test("an agreement: another text under the hash, a false signature, an earlier proposal", async () => {
  const { server, amara, ben } = await withNotes();
  const at = { partnership: PARTNERSHIP };
  await amara.desk.propose({ ...at, base: 0, lines: ["one"], own: "" });
  const { current } = await ben.desk.agreement(at);
  await ben.desk.sign({ ...at, number: 1, digest: current!.digest });
  const [proposal] = server.partnerships.get(PARTNERSHIP)!.proposals;
  const [signature] = proposal!.signatures;
  proposal!.signatures.push({ ...signature!, person: AMARA });
  const seen = (await ben.desk.agreement(at)).current!;
  assert.deepEqual([seen.inForce, seen.signatures.map(({ holds }) => holds)], [false, [true, false]]);
  proposal!.digest = "00".repeat(32);
  const swapped = (await ben.desk.agreement(at)).current!;
  assert.deepEqual([swapped.problem, swapped.lines, swapped.inForce], ["swapped", [], false]);
  await named(ben.desk.sign({ ...at, number: 1, digest: proposal!.digest }), "swapped");
  await amara.desk.save(note(OTHER, "x", 2));
  proposal!.file = versions({ server } as Two, OTHER).at(-1)!.file;
  assert.equal((await ben.desk.agreement(at)).current!.problem, "swapped");
});

test("a meeting: an earlier state, a second state under one version, a note in its place, nothing at all", async () => {
  const { server, amara, ben } = await withNotes();
  const meeting = server.meetings.get(MEETING)!;
  await amara.desk["meeting.open"]({ id: MEETING });
  await amara.desk["meeting.put"]({ id: MEETING, base: 0, state: 1 });
  const first = meeting.file!;
  await amara.desk["meeting.put"]({ id: MEETING, base: 1, state: 2 });
  const second = meeting.file!;
  const hearing = (version: number, file: string | null) => amara.desk["meeting.decode"]({ id: MEETING, version, file });
  assert.deepEqual((await hearing(2, second)).state, 2);
  await named(hearing(1, first), "older");
  await named(hearing(3, second), "wrong_version");
  await named(hearing(3, null), "withheld");
  Object.assign(meeting, { version: 1, file: first });
  await ben.desk["meeting.put"]({ id: MEETING, base: 1, state: "another second" });
  await named(hearing(2, meeting.file), "repeated");
  await named(hearing(3, versions({ server } as Two)[0]!.file), "swapped");
});

test("drafts: one made up by the server, and one in another's place", async () => {
  const { server, amara } = await withNotes();
  const [slot, other] = [crypto.randomUUID(), crypto.randomUUID()];
  await amara.desk["draft.put"]({ slot, text: "mine" });
  await amara.desk["draft.flush"]();
  server.drafts.set(`${AMARA}/${other}`, server.drafts.get(`${AMARA}/${slot}`)!);
  const page = next(server, amara);
  await named(page.desk["draft.get"]({ slot: other }), "swapped");
  server.drafts.set(`${AMARA}/${other}`, base64.encode(await sealTo([amara.setting.opened!.keys.recipient], utf8("I quit\n"))));
  await named(page.desk["draft.get"]({ slot: other }), "unsigned");
});

test("what the person knew is not forgotten because the server keeps it back", async () => {
  const { server, amara } = await withNotes();
  await amara.desk.safetyWords({ space: SHARED, person: BEN });
  await amara.desk.confirmWords({ space: SHARED, person: BEN });
  const own = server.spaces.get(AMARAS)!;
  const kept = [...own.items];
  own.items.clear();
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "withheld");
  for (const [item, all] of kept) own.items.set(item, all.slice(0, 1));
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "older");
});
