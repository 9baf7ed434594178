import assert from "node:assert/strict";
import test from "node:test";
import { refused } from "../vault/cast.ts";
import { AMARAS, next, note, SHARED, two } from "./browser.ts";

const WHERE = { spaces: [SHARED, AMARAS] };

async function written() {
  const { server, amara, ben } = await two();
  const ids = { turns: crypto.randomUUID(), tea: crypto.randomUUID(), mine: crypto.randomUUID(), taken: crypto.randomUUID() };
  await ben.desk.save(note(ids.turns, "We keep equal turns, and begin on time."));
  await amara.desk.save(note(ids.tea, "Ein Tee in der Küche; nobody says sorry twice."));
  await amara.desk.save({ space: AMARAS, item: ids.mine, kind: "note", text: "I said yes too quickly again, in my turn.", base: 0 });
  await amara.desk.save(note(ids.taken, "equal turns, taken back"));
  await amara.desk.withdraw({ space: SHARED, item: ids.taken });
  return { server, amara, ids };
}

test("words are found in both spaces, by their beginnings, with a letter wrong, and only where all of them stand", async () => {
  const { amara, ids } = await written();
  const find = async (words: string) => (await amara.desk.find({ ...WHERE, words })).toSorted();
  assert.deepEqual(await find("turn"), [ids.turns, ids.mine].toSorted());
  assert.deepEqual(await find("EQAUL"), []);
  assert.deepEqual(await find("EQUEL tur"), [ids.turns]);
  assert.deepEqual(await find("ku\u0308che"), [ids.tea], "composed or not");
  assert.deepEqual(await find("turn kitchen"), []);
});

test("what is listed anew is looked through anew", async () => {
  const { amara } = await written();
  assert.deepEqual(await amara.desk.find({ ...WHERE, words: "lantern" }), []);
  const item = crypto.randomUUID();
  await amara.desk.save(note(item, "a lantern"));
  await amara.desk.items({ space: SHARED });
  assert.deepEqual(await amara.desk.find({ ...WHERE, words: "lantern" }), [item]);
});

test("once the space is closed nothing is found, and nothing one looked for was sent", async () => {
  const { server, amara } = await written();
  await amara.desk.find({ ...WHERE, words: "sorry" });
  const page = next(server, amara);
  await page.desk.lock();
  await refused(page.desk.find({ ...WHERE, words: "sorry" }), "locked");
  assert.ok(server.requests.length > 0 && !JSON.stringify(server.requests.map(({ path, body }) => [path, body])).includes("sorry"));
});
