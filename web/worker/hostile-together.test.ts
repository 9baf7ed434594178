// A server that cheats in what two people do together: the agreement, a meeting, a draft.
import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN, CHIDI, refused } from "../vault/cast.ts";
import { agreementItem, base64, sealTo, utf8 } from "../vault/index.ts";
import { AMARAS, freshServer, MEETING, next, note, openPage, PARTNERSHIP, setUp, SHARED, two, type Page, type Two } from "./browser.ts";
import { newSpace, type FakeServer } from "./fake_server.ts";
import { named, OTHER, sealedBy, versions, withNotes } from "./cheated.ts";
import { refreshPeople } from "./people.ts";
import { open } from "./setting.ts";

const ONE = [{ id: "CL-05", text: "one" }];
const TWO = [{ id: "CL-05", text: "two" }];

test("an agreement: another text under the hash, a false signature, an earlier proposal", async () => {
  const { server, amara, ben } = await withNotes();
  const at = { partnership: PARTNERSHIP };
  await amara.desk.propose({ ...at, base: 0, clauses: ONE });
  const { current } = await ben.desk.agreement(at);
  await ben.desk.sign({ ...at, number: 1, digest: current!.digest });
  const [proposal] = server.partnerships.get(PARTNERSHIP)!.proposals;
  const [signature] = proposal!.signatures;
  proposal!.signatures.push({ ...signature!, person: AMARA });
  const seen = (await ben.desk.agreement(at)).current!;
  assert.deepEqual([seen.inForce, seen.signatures.map(({ holds }) => holds)], [false, [true, false]]);
  proposal!.digest = "00".repeat(32);
  const swapped = (await ben.desk.agreement(at)).current!;
  assert.deepEqual([swapped.problem, swapped.clauses, swapped.inForce], ["swapped", [], false]);
  await named(ben.desk.sign({ ...at, number: 1, digest: proposal!.digest }), "swapped");
  await amara.desk.save(note(OTHER, "x", 2));
  proposal!.file = versions({ server } as Two, OTHER).at(-1)!.file;
  assert.equal((await ben.desk.agreement(at)).current!.problem, "swapped");
  proposal!.file = await fromElsewhere(amara);
  assert.equal((await ben.desk.agreement(at)).current!.problem, "not_for_us");
});

test("an agreement: a note in its place, signed by a member", async () => {
  const { server, amara, ben } = await withNotes();
  await amara.desk.propose({ partnership: PARTNERSHIP, base: 0, clauses: ONE });
  const [proposal] = server.partnerships.get(PARTNERSHIP)!.proposals;
  proposal!.file = await sealedBy(amara, { note: agreementItem(SHARED), kind: "note", text: "one" });
  assert.equal((await ben.desk.agreement({ partnership: PARTNERSHIP })).current!.problem, "swapped");
});

/** Something sealed for Amara alone. */
async function fromElsewhere(amara: Page): Promise<string> {
  return base64.encode(await sealTo([amara.setting.opened!.keys.recipient], utf8("x")));
}

test("an agreement: the newest words kept back, on this page and on the next", async () => {
  const { server, amara, ben } = await withNotes();
  const at = { partnership: PARTNERSHIP };
  await amara.desk.propose({ ...at, base: 0, clauses: ONE });
  await ben.desk.propose({ ...at, base: 1, clauses: TWO });
  assert.equal((await amara.desk.agreement(at)).current!.number, 2);
  server.partnerships.get(PARTNERSHIP)!.proposals.pop();
  await named(amara.desk.agreement(at), "older");
  await named(next(server, amara).desk.agreement(at), "older");
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
  await named(hearing(3, await fromElsewhere(amara)), "not_for_us");
  const alike = crypto.randomUUID();
  server.meetings.set(alike, { ...meeting, version: 0, file: null });
  await ben.desk.save(note(alike, "{}"));
  const posing = { id: alike, version: 1, file: versions({ server } as Two, alike)[0]!.file };
  await named(amara.desk["meeting.decode"](posing), "swapped");
  const babble = await sealedBy(ben, { note: alike, kind: "meeting", text: "{" });
  await named(amara.desk["meeting.decode"]({ id: alike, version: 1, file: babble }), "wrong_format");
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
  server.trouble = [403];
  await refused(page.desk["draft.get"]({ slot: other }), "reload");
  server.trouble = [403];
  assert.equal((await page.desk["draft.get"]({ slot }))?.text, "mine", "what this browser keeps is not lost to a fault of the server");
  server.drafts.set(`${AMARA}/${slot}`, server.drafts.get(`${AMARA}/${other}`)!);
  assert.equal((await page.desk["draft.get"]({ slot }))?.text, "mine");
  server.trouble = [401];
  await refused(page.desk["draft.get"]({ slot }), "signed_out");
});

test("drafts: a server that will not say where there are any is asked again", async () => {
  const { server, amara } = await withNotes();
  const slot = crypto.randomUUID();
  await amara.desk["draft.put"]({ slot, text: "mine" });
  await amara.desk["draft.flush"]();
  const other = next(server, amara);
  await other.desk.items({ space: AMARAS });
  await other.keeper.drop(`draft/${AMARA}/${slot}`);
  server.trouble = [403];
  await refused(other.desk["draft.get"]({ slot }), "reload");
  assert.equal((await other.desk["draft.get"]({ slot }))?.text, "mine");
});

test("a no to a note, to a state or to what one knows of others is passed on", async () => {
  const { server, amara } = await withNotes();
  server.trouble = [403, 403, 403]; // the words one knows of others may be asked for in between
  await refused(amara.desk.save(note(crypto.randomUUID(), "x")), "reload");
  server.trouble = [];
  await amara.desk["meeting.open"]({ id: MEETING });
  server.trouble = [403];
  await refused(amara.desk["meeting.put"]({ id: MEETING, base: 0, state: 1 }), "reload");
  await amara.desk.safetyWords({ space: SHARED, person: BEN });
  server.trouble = [403];
  await refused(amara.desk.confirmWords({ space: SHARED, person: BEN }), "reload");
  server.cheat = (path, told) => {
    if (path === `/api/spaces/${SHARED}/`) server.trouble = [403]; // the next question is for the list of known keys
    return told;
  };
  await refused(next(server, amara).desk.openSpace({ space: SHARED }), "reload");
});

test("a log of keys that is said to be longer than it is shown to be", async () => {
  const { server, amara } = await withNotes();
  server.cheat = (path, answer) => (path.startsWith("/api/vault/log/") ? { ...(answer as object), digests: [], size: 99 } : answer);
  await named(refreshPeople(amara.setting), "withheld");
});

test("another space than was asked for; and letting in somebody who never belonged", async () => {
  const { server, amara } = await withNotes();
  await refused(amara.desk.letBackIn({ space: SHARED, person: PARTNERSHIP }), "not_there");
  for (const more of [{}, { key: null }]) { // without a key one would be made, for a space nobody asked for
    server.cheat = (path, answer) => (path === `/api/spaces/${SHARED}/` ? { ...(answer as object), id: AMARAS, ...more } : answer);
    await named(next(server, amara).desk.openSpace({ space: SHARED }), "another_space");
  }
});

test("one's own space under a key that was never for us, on a device that knows nothing yet", async () => {
  const { server, ben, kits } = await withNotes();
  const own = server.spaces.get(AMARAS)!;
  own.keys = [await fromElsewhere(ben)];
  const device = openPage({ server, person: AMARA });
  await named(device.desk.unlockByPhrase({ words: kits.amara.phrase.join(" ") }).then(() => device.desk.openSpace({ space: AMARAS })), "not_for_us");
  assert.equal(own.keys.length, 1, "and none is made in its place");
});

test("nothing opens on a page whose space is closed", () => {
  const page = openPage({ server: freshServer(), person: AMARA });
  assert.throws(() => open(page.setting), { code: "locked" });
});

test("what the person knew is not forgotten because the server keeps it back", async () => {
  const { server, amara, ben } = await withNotes();
  await amara.desk.safetyWords({ space: SHARED, person: BEN });
  await amara.desk.confirmWords({ space: SHARED, person: BEN });
  const own = server.spaces.get(AMARAS)!;
  const kept = [...own.items];
  own.items.clear();
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "withheld");
  for (const [item, all] of kept) own.items.set(item, all.slice(0, 1));
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "older");
  const file = await fromElsewhere(ben);
  for (const [item, all] of kept) own.items.set(item, [...all.slice(0, -1), { ...all.at(-1)!, file }]);
  await named(next(server, amara).desk.openSpace({ space: SHARED }), "not_for_us");
});

const WITH_CHIDI = "0198c0de-0000-7000-8000-0000000000f2";

/** Amara and Chidi are partners as well. */
async function alsoChidi(server: FakeServer): Promise<Page> {
  server.names[CHIDI] = "Chidi";
  server.spaces.set("0198c0de-0000-7000-8000-0000000000c1", newSpace("own", [CHIDI]));
  server.spaces.set(WITH_CHIDI, newSpace("shared", [AMARA, CHIDI]));
  const chidi = openPage({ server, person: CHIDI });
  await setUp(chidi);
  return chidi;
}

test("somebody put into a space of two: no key is made for three, and nothing goes where one was", async () => {
  const server = freshServer();
  const [amara, ben] = [openPage({ server, person: AMARA }), openPage({ server, person: BEN })];
  for (const page of [amara, ben]) await setUp(page);
  await alsoChidi(server);
  const space = server.spaces.get(SHARED)!;
  space.members.push(CHIDI);
  await named(amara.desk.openSpace({ space: SHARED, people: [BEN] }), "unknown_member");
  assert.equal(space.keys.length, 0);
  await ben.desk.openSpace({ space: SHARED }); // a page that names nobody
  const page = next(server, amara);
  await named(page.desk.openSpace({ space: SHARED, people: [BEN] }), "unknown_member");
  await named(page.desk.save(note(crypto.randomUUID(), "for Ben")), "unknown_member");
  assert.equal(space.items.size, 0);
});

test("a meeting with one, in the space shared with another", async () => {
  const { server, amara } = await two();
  const chidi = await alsoChidi(server);
  await chidi.desk.openSpace({ space: WITH_CHIDI });
  await amara.desk["meeting.open"]({ id: MEETING });
  server.cheat = (path, answer) => (path === `/api/meetings/${MEETING}/` ? { ...answer, space: WITH_CHIDI } : answer);
  const page = next(server, amara);
  await named(page.desk["meeting.open"]({ id: MEETING }), "unknown_member");
  await named(page.desk["meeting.put"]({ id: MEETING, base: 0, state: {} }), "unknown_member");
  await named(next(server, amara).desk["meeting.put"]({ id: MEETING, base: 0, state: {} }), "unknown_member");
  await named(page.desk.save({ ...note(crypto.randomUUID(), "for Ben"), space: WITH_CHIDI }), "unknown_member");
});
