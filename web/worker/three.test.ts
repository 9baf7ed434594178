// Three people, equal in everything: one key for three, an agreement all three sign, and what happens when one goes.
import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN, CHIDI, refused } from "../vault/cast.ts";
import { makeServer, newSpace, type FakeServer } from "./fake_server.ts";
import { next, openPage, PARTNERSHIP, setUp, SHARED, note, type Page } from "./browser.ts";

const OWN: Record<string, string> = { [AMARA]: "0198c0de-0000-7000-8000-0000000000a1", [BEN]: "0198c0de-0000-7000-8000-0000000000b1", [CHIDI]: "0198c0de-0000-7000-8000-0000000000c1" };
const at = { partnership: PARTNERSHIP };

async function three(): Promise<{ server: FakeServer; pages: Page[] }> {
  const names: Record<string, string> = { [AMARA]: "Amara", [BEN]: "Ben", [CHIDI]: "Chidi" };
  const server = makeServer([AMARA, BEN, CHIDI].map((person) => ({ person, name: names[person]!, own_space: OWN[person]! })));
  server.spaces.set(SHARED, newSpace("shared", [AMARA, BEN, CHIDI]));
  server.partnerships.set(PARTNERSHIP, { space: SHARED, proposals: [] });
  const pages = [AMARA, BEN, CHIDI].map((person) => openPage({ server, person }));
  for (const page of pages) await setUp(page);
  for (const page of pages) await page.desk.openSpace({ space: SHARED });
  return { server, pages };
}

test("what one writes, both others read, and each sees whose it is", async () => {
  const { pages } = await three();
  const items = pages.map(() => crypto.randomUUID());
  for (const [i, page] of pages.entries()) await page.desk.save(note(items[i]!, `by ${i}`));
  for (const page of pages) {
    const read = await page.desk.items({ space: SHARED });
    assert.deepEqual(read.map(({ text, problem }) => problem ?? text).toSorted(), ["by 0", "by 1", "by 2"]);
    assert.deepEqual(new Set(read.map(({ by }) => by)), new Set([AMARA, BEN, CHIDI]));
  }
});

test("no key is made for two while the third has no space yet", async () => {
  const server = makeServer([AMARA, BEN, CHIDI].map((person) => ({ person, name: "x", own_space: OWN[person]! })));
  server.spaces.set(SHARED, newSpace("shared", [AMARA, BEN, CHIDI]));
  const amara = openPage({ server, person: AMARA });
  const ben = openPage({ server, person: BEN });
  for (const page of [amara, ben]) await setUp(page);
  assert.equal((await amara.desk.openSpace({ space: SHARED })).waiting, "partner_has_no_space");
  assert.equal(server.spaces.get(SHARED)!.keys.length, 0);
});

test("words are in force when all three have signed them, and not when one has withdrawn", async () => {
  const { pages } = await three();
  const [amara, ben, chidi] = pages as [Page, Page, Page];
  await amara.desk.propose({ ...at, base: 0, clauses: [{ id: "CL-08", text: "Nothing leaves." }] });
  const { digest } = (await amara.desk.agreement(at)).current!;
  for (const page of [amara, ben]) await page.desk.sign({ ...at, number: 1, digest });
  assert.equal((await chidi.desk.agreement(at)).inForce, null);
  await chidi.desk.sign({ ...at, number: 1, digest });
  for (const page of pages) assert.equal((await page.desk.agreement(at)).inForce!.number, 1);
  await ben.desk.withdrawSignature({ ...at, number: 1 });
  for (const page of pages) assert.equal((await page.desk.agreement(at)).inForce, null);
});

test("each of the three has a side of their own, and reads both others'", async () => {
  const { pages } = await three();
  for (const [i, page] of pages.entries()) {
    const stance = { clause: "CL-08", text: `words ${i}`, why: "", talk: false, met: "", at: "2026-03-01T10:00:00.000Z" };
    await page.desk.putSide({ ...at, space: SHARED, version: 0, side: { stances: [stance], remarks: [], tighter: [] } });
  }
  for (const page of pages) {
    assert.deepEqual((await page.desk.agreement(at)).members.map(({ side }) => side?.stances[0]?.text), ["words 0", "words 1", "words 2"]);
  }
});

test("a third member cannot pass for another, even with the server's help", async () => {
  const { server, pages } = await three();
  const [amara, , chidi] = pages as [Page, Page, Page];
  const item = crypto.randomUUID();
  await chidi.desk.save(note(item, "as Chidi"));
  assert.equal((await amara.desk.read({ space: SHARED, item })).by, CHIDI);
  server.partnerships.get(PARTNERSHIP)!.proposals = [];
  await amara.desk.propose({ ...at, base: 0, clauses: [{ id: "CL-08", text: "one" }] });
  const { digest } = (await chidi.desk.agreement(at)).current!;
  await chidi.desk.sign({ ...at, number: 1, digest });
  const [proposal] = server.partnerships.get(PARTNERSHIP)!.proposals;
  proposal!.signatures.push({ ...proposal!.signatures[0]!, person: BEN });
  const ben = (await amara.desk.agreement(at)).current!.signatures.find(({ person }) => person === BEN)!;
  assert.equal(ben.holds, false);
});

test("when one goes, the others can read what was there and write nothing there any more", async () => {
  const { server, pages } = await three();
  const [amara, , chidi] = pages as [Page, Page, Page];
  const item = crypto.randomUUID();
  await chidi.desk.save(note(item, "before I go"));
  Object.assign(server.spaces.get(SHARED)!, { members: [AMARA, BEN], former: [CHIDI], read_only: true });
  const page = next(server, amara);
  assert.equal((await page.desk.read({ space: SHARED, item })).text, "before I go");
  await refused(page.desk.save(note(crypto.randomUUID(), "x")), "read_only");
});
