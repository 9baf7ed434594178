// A server that cheats in what it hands out. Each cheat has a name, and ends in its own refusal, which
// has its own sentence in content/words/en.json.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { AMARA, BEN, CHIDI, someone } from "../vault/cast.ts";
import { base64, canonicalBundle, fingerprint, newStatement, sealItem, sealStatement, sealTo, utf8, type Bundle } from "../vault/index.ts";
import { AMARAS, freshServer, next, note, openPage, setUp, SHARED, two, type Two } from "./browser.ts";
import { ITEM, named, OTHER, reading, versions, withNotes } from "./cheated.ts";

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
