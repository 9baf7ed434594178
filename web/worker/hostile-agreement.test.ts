// A server that cheats in the agreement: which words hold, under which words a signature stands, and who says what.
import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN } from "../vault/cast.ts";
import { emptySide, sideItem, sideText } from "../vault/index.ts";
import { next, PARTNERSHIP, SHARED, two, type Page, type Two } from "./browser.ts";
import { named, sealedBy } from "./cheated.ts";

const at = { partnership: PARTNERSHIP };
const clauses = (text: string) => [{ id: "CL-08", text }];
const proposals = ({ server }: Two) => server.partnerships.get(PARTNERSHIP)!.proposals;

async function signedByBoth({ amara, ben }: Two, base: number, text: string): Promise<void> {
  await amara.desk.propose({ ...at, base, clauses: clauses(text) });
  const { digest } = (await amara.desk.agreement(at)).current!;
  for (const page of [amara, ben]) await page.desk.sign({ ...at, number: base + 1, digest });
}

function side(text: string) {
  return { ...emptySide(), stances: [{ clause: "CL-08", text, why: "", talk: false, met: "", at: "2026-03-01T10:00:00.000Z" }] };
}

async function put(page: Page, text: string): Promise<void> {
  const { sideVersion: version } = await page.desk.agreement(at);
  await page.desk.putSide({ ...at, space: SHARED, version, side: side(text) });
}

async function problemOf(page: Page, person: string): Promise<string | undefined> {
  return (await page.desk.agreement(at)).members.find((one) => one.person === person)!.problem;
}

test("old words shown as in force: a signature under the newer ones is kept back", async () => {
  const all = await two();
  await signedByBoth(all, 0, "one");
  await signedByBoth(all, 1, "two");
  assert.equal((await all.amara.desk.agreement(at)).inForce!.clauses[0]!.text, "two");
  proposals(all)[1]!.signatures.pop();
  await named(all.amara.desk.agreement(at), "old_in_force");
  await named(next(all.server, all.amara).desk.agreement(at), "old_in_force");
});

test("a signature moved to another text: it is shown as not belonging there, and nothing is in force", async () => {
  const all = await two();
  await signedByBoth(all, 0, "one");
  await all.amara.desk.propose({ ...at, base: 1, clauses: clauses("something else") });
  proposals(all)[1]!.signatures = proposals(all)[0]!.signatures;
  const { current, inForce } = await all.ben.desk.agreement(at);
  assert.deepEqual(current!.signatures.map(({ holds }) => holds), [false, false]);
  assert.equal(inForce!.number, 1);
});

test("one member's clause swapped: what another wrote in their place", async () => {
  const all = await two();
  await put(all.amara, "mine");
  const item = sideItem({ space: SHARED, person: BEN });
  const file = await sealedBy(all.amara, { note: item, kind: "agreement-side", text: sideText(side("never said")) });
  all.server.spaces.get(SHARED)!.items.set(item, [{ file }]);
  assert.equal(await problemOf(all.amara, BEN), "another_hand");
  await named(Promise.reject(Object.assign(new Error("another_hand"), { code: "another_hand" })), "another_hand");
});

test("one member's clause swapped: what they said earlier, and what belongs elsewhere", async () => {
  const all = await two();
  await put(all.ben, "first");
  await put(all.ben, "second");
  assert.equal(await problemOf(all.amara, BEN), undefined);
  const versions = all.server.spaces.get(SHARED)!.items.get(sideItem({ space: SHARED, person: BEN }))!;
  versions.pop();
  assert.equal(await problemOf(all.amara, BEN), "older");
  versions.push({ file: await sealedBy(all.ben, { note: sideItem({ space: SHARED, person: BEN }), kind: "note", text: "x", ver: 2 }) });
  assert.ok(["swapped", "broken_chain", "repeated"].includes((await problemOf(all.amara, BEN)) ?? ""));
});

test("one member's clause swapped: another kind of text by the same member", async () => {
  const all = await two();
  const item = sideItem({ space: SHARED, person: BEN });
  all.server.spaces.get(SHARED)!.items.set(item, [{ file: await sealedBy(all.ben, { note: item, kind: "note", text: "x" }) }]);
  assert.equal(await problemOf(all.amara, BEN), "swapped");
  assert.equal(await problemOf(all.amara, AMARA), undefined);
});

test("one member's clause kept back: what was there once is missed", async () => {
  const all = await two();
  await put(all.ben, "first");
  assert.equal(await problemOf(all.amara, BEN), undefined);
  all.server.spaces.get(SHARED)!.items.delete(sideItem({ space: SHARED, person: BEN }));
  assert.equal(await problemOf(all.amara, BEN), "withheld");
});

test("a member left out: nobody agrees in their absence without being told", async () => {
  const all = await two();
  await signedByBoth(all, 0, "one");
  all.server.partnerships.get(PARTNERSHIP)!.leftOut = BEN;
  await named(all.amara.desk.agreement(at), "withheld");
});
