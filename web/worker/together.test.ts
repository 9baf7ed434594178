import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN, refused } from "../vault/cast.ts";
import { withdrawalHash } from "../vault/index.ts";
import { Refusal } from "./refusal.ts";
import { AMARAS, freshServer, makeClock, MEETING, next, note, openPage, PARTNERSHIP, setUp, SHARED, two } from "./browser.ts";

const CLAUSES = [{ id: "CL-05", text: "We start on time." }, { id: "own", text: "And end on time." }];

test("an agreement is in force when both have signed the same words, and not after one takes it back", async () => {
  const { server, amara, ben } = await two();
  const at = { partnership: PARTNERSHIP };
  assert.deepEqual((await amara.desk.agreement(at)).current, null);
  const { number } = await amara.desk.propose({ ...at, base: 0, clauses: CLAUSES });
  const { current } = await ben.desk.agreement(at);
  assert.deepEqual([current!.clauses, current!.by, current!.inForce], [CLAUSES, AMARA, false]);
  await ben.desk.sign({ ...at, number, digest: current!.digest });
  assert.equal((await amara.desk.agreement(at)).inForce, null);
  assert.deepEqual(await amara.desk.sign({ ...at, number, digest: current!.digest }), { in_force: true });
  assert.equal((await ben.desk.agreement(at)).inForce!.number, 1);
  await refused(amara.desk.propose({ ...at, base: 0, clauses: [] }), "stale");
  await ben.desk.propose({ ...at, base: 1, clauses: [{ id: "CL-05", text: "We start late." }] });
  const sent = () => server.requests.filter(({ path }) => path.endsWith("/signature/")).length;
  const before = sent();
  await refused(amara.desk.sign({ ...at, number, digest: current!.digest }), "text_changed");
  await refused(amara.desk.sign({ ...at, number: 2, digest: current!.digest }), "text_changed");
  assert.equal(sent(), before, "nothing was signed and left to the server to refuse");
  await ben.desk.withdrawSignature({ ...at, number });
  assert.equal((await amara.desk.agreement(at)).inForce, null);
});

test("earlier words do not come back when a signature under the newest is withdrawn", async () => {
  const { amara, ben } = await two();
  const at = { partnership: PARTNERSHIP };
  for (const base of [0, 1]) {
    await amara.desk.propose({ ...at, base, clauses: CLAUSES });
    const { digest } = (await amara.desk.agreement(at)).current!;
    for (const page of [amara, ben]) await page.desk.sign({ ...at, number: base + 1, digest });
  }
  assert.equal((await amara.desk.agreement(at)).inForce!.number, 2);
  await ben.desk.withdrawSignature({ ...at, number: 2 });
  assert.equal((await amara.desk.agreement(at)).inForce, null);
});

test("each writes their own side, and reads the other's as its member wrote it", async () => {
  const { server, amara, ben } = await two();
  const at = { partnership: PARTNERSHIP };
  const side = (text: string) => ({ stances: [{ clause: "CL-08", text, why: "", talk: false, met: "", at: "2026-03-01T10:00:00.000Z" }], remarks: [], tighter: [] });
  const put = async (page: typeof amara, text: string) => page.desk.putSide({ ...at, space: SHARED, version: (await page.desk.agreement(at)).sideVersion, side: side(text) });
  await put(amara, "one");
  await put(ben, "two");
  await put(amara, "three");
  const seen = await ben.desk.agreement(at);
  assert.deepEqual(seen.members.map((one) => [one.name, one.side?.stances[0]?.text]), [["Amara", "three"], ["Ben", "two"]]);
  await refused(amara.desk.putSide({ ...at, space: SHARED, version: 1, side: side("late") }), "stale");
  assert.equal(JSON.stringify(server.requests).includes("three"), false, "the server reads none of it");
});

test("who leaves takes their own words along in one step, and keeps a copy", async () => {
  const { server, amara, ben } = await two();
  const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
  await amara.desk.save(note(mine, "too warm"));
  await ben.desk.save(note(theirs, "hello"));
  await amara.desk.sayGoodbye({ partnership: PARTNERSHIP, space: SHARED, protect: true, takeBack: true });
  const sent = server.requests.find(({ path }) => path.endsWith("/goodbye/"))!.body;
  assert.equal(sent.protect, true);
  assert.deepEqual(sent.taken_back.map((one: { item: string; version: number }) => [one.item, one.version]), [[mine, 1]]);
  assert.equal(server.spaces.get(SHARED)!.items.get(mine)![0]!.withdrawal, withdrawalHash(sent.taken_back[0].token));
  assert.deepEqual((await amara.desk.items({ space: AMARAS })).filter(({ kind }) => kind === "note").map(({ text }) => text), ["too warm"]);
});

test("the copies are safe before anything is taken back, and a goodbye that failed and is said again makes no second ones", async () => {
  const { server, amara } = await two();
  const [mine, minutes] = [crypto.randomUUID(), crypto.randomUUID()];
  await amara.desk.save(note(mine, "too warm"));
  await amara.desk.save({ ...note(minutes, JSON.stringify({ turns: {} })), kind: "minutes" });
  const goodbye = { partnership: PARTNERSHIP, space: SHARED, protect: true, takeBack: true };
  const copies = async () => (await amara.desk.items({ space: AMARAS })).filter(({ kind }) => kind === "note").map(({ text }) => text);
  const { post } = amara.setting.wire;
  amara.setting.wire.post = async (path, body) => (path.endsWith("/goodbye/") ? Promise.reject(new Refusal("reload")) : post(path, body));
  await refused(amara.desk.sayGoodbye(goodbye), "reload");
  assert.deepEqual(await copies(), ["too warm"]);
  amara.setting.wire.post = post;
  await amara.desk.save(note(mine, "still too warm", 1));
  await amara.desk.sayGoodbye(goodbye);
  assert.deepEqual(await copies(), ["still too warm"], "one copy, as the text was last");
  const sent = server.requests.findLast(({ path }) => path.endsWith("/goodbye/"))!.body;
  assert.deepEqual(sent.taken_back.map((one: { item: string }) => one.item).toSorted(), [mine, minutes].toSorted(), "what is no words goes along, too");
});

test("what cannot be copied is not taken back", async () => {
  const { server, amara } = await two();
  await amara.desk.save(note(crypto.randomUUID(), "too warm"));
  const { post } = amara.setting.wire;
  amara.setting.wire.post = async (path, body) => (path.includes(AMARAS) ? Promise.reject(new Refusal("full")) : post(path, body));
  await refused(amara.desk.sayGoodbye({ partnership: PARTNERSHIP, space: SHARED, protect: true, takeBack: true }), "full");
  assert.equal(server.requests.some(({ path }) => path.endsWith("/goodbye/")), false);
});

test("a meeting's state goes to and fro; the second of two clicks learns of the first", async () => {
  const { amara, ben } = await two();
  const meeting = await amara.desk["meeting.open"]({ id: MEETING });
  assert.deepEqual([meeting.state, meeting.version, meeting.me], [null, 0, AMARA]);
  await ben.desk["meeting.open"]({ id: MEETING });
  const first = await amara.desk["meeting.put"]({ id: MEETING, base: 0, state: { phase: "one" } });
  assert.equal(first.version, 1);
  const second = await ben.desk["meeting.put"]({ id: MEETING, base: 0, state: { phase: "two" } });
  assert.deepEqual(second.stale && [second.stale.version, second.stale.state, second.stale.by], [1, { phase: "one" }, AMARA]);
  assert.equal((await ben.desk["meeting.put"]({ id: MEETING, base: 1, state: { phase: "two" } })).version, 2);
  assert.deepEqual((await amara.desk["meeting.open"]({ id: MEETING })).state, { phase: "two" });
});

test("after somebody left, their space can be read and not written", async () => {
  const { server, amara, ben } = await two();
  const item = crypto.randomUUID();
  const mine = crypto.randomUUID();
  await ben.desk.save(note(item, "farewell"));
  await amara.desk.save(note(mine, "too warm"));
  Object.assign(server.spaces.get(SHARED)!, { members: [AMARA], former: [BEN], read_only: true });
  const page = next(server, amara);
  const view = await page.desk.openSpace({ space: SHARED });
  assert.deepEqual([view.readOnly, view.members.map(({ name }) => name)], [true, ["Amara", "Ben"]]);
  assert.equal((await page.desk.read({ space: SHARED, item })).text, "farewell");
  const asked = server.requests.filter(({ method }) => method === "POST").length;
  await refused(page.desk.save(note(crypto.randomUUID(), "x")), "read_only");
  assert.equal(server.requests.filter(({ method }) => method === "POST").length, asked, "and nothing was sent");
  assert.deepEqual(await page.desk.withdraw({ space: SHARED, item: mine }), { version: 2 }, "one's own words can be taken back, also then");
});

test("set-up that was cut short is taken up again", async () => {
  const server = freshServer();
  const page = openPage({ server, person: AMARA });
  const kit = await page.desk.begin();
  const post = page.setting.wire.post;
  page.setting.wire.post = async (path, body) => (path.includes("/log/") ? Promise.reject(new Error("the browser was closed")) : post(path, body));
  await assert.rejects(page.desk.confirm({ answers: [[0, kit.sheet[0]!], [1, kit.sheet[1]!]] }));
  const later = openPage({ server, person: AMARA, clock: makeClock() });
  assert.equal((await later.desk.status()).state, "none");
  await setUp(later);
  assert.equal((await later.desk.status()).state, "open");
  await later.desk.save({ space: AMARAS, item: crypto.randomUUID(), kind: "note", text: "x", base: 0 });
});
