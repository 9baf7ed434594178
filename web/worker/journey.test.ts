import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN, refused } from "../vault/cast.ts";
import { AMARAS, BENS, freshServer, next, note, openPage, setUp, SHARED, two } from "./browser.ts";


test("nothing is stored before two words of the sheet were typed back", async () => {
  const server = freshServer();
  const { desk } = openPage({ server, person: AMARA });
  assert.equal((await desk.status()).state, "none");
  await refused(desk.confirm({ answers: [] }), "begin_first");
  const { phrase, sheet } = await desk.begin();
  assert.deepEqual([phrase.length, sheet.length], [5, 12]);
  await refused(desk.confirm({ answers: [[0, sheet[0]!], [0, sheet[0]!]] }), "sheet_word_missing");
  await refused(desk.confirm({ answers: [[0, sheet[0]!], [1, sheet[0] === sheet[1] ? "zoo" : sheet[0]!]] }), "sheet_word_wrong");
  await refused(desk.confirm({ answers: [[0, sheet[0]!], [1, "qqqq"]] }), "word_unknown");
  assert.equal(server.requests.some(({ method }) => method === "POST"), false);
  await desk.confirm({ answers: [[0, sheet[0]!.toUpperCase()], [11, ` ${sheet[11]} `]] });
  assert.equal((await desk.status()).state, "open");
  await refused(desk.begin(), "already_set_up");
});

test("two people read each other's notes, and the server reads none", async () => {
  const { server, amara, ben, kits } = await two();
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  assert.deepEqual(await amara.desk.save(note(one, "what I said")), { version: 1 });
  assert.deepEqual(await ben.desk.save(note(other, "what I heard")), { version: 1 });
  await ben.desk.save({ space: BENS, item: crypto.randomUUID(), kind: "reflection", text: "only mine", base: 0 });
  assert.deepEqual((await ben.desk.items({ space: SHARED })).map(({ text }) => text).toSorted(), ["what I heard", "what I said"]);
  assert.equal((await amara.desk.read({ space: SHARED, item: other })).by, BEN);
  assert.deepEqual((await ben.desk.items({ space: BENS })).map(({ text }) => text), ["only mine"]);
  await refused(amara.desk.items({ space: BENS }), "not_there");

  const stored = JSON.stringify([server.requests, [...server.spaces.values()].map((space) => [...space.items])]);
  for (const secret of ["what I said", "only mine", ...kits.amara.sheet.map((word) => `"${word}"`), "AGE-SECRET-KEY", "fermata-note"]) {
    assert.equal(stored.includes(secret), false, secret);
    assert.equal(stored.includes(Buffer.from(secret).toString("base64").slice(0, -4)), false, secret);
  }
});

test("the vault stays open over pages, locks by hand, by idleness and by sign-out, and opens by each way in", async () => {
  const { server, amara, kits } = await two();
  let page = next(server, amara);
  assert.equal((await page.desk.status()).state, "open");
  await refused(page.desk.newSheet(), "open_again");
  amara.clock.now += 29 * 60_000;
  await page.desk.touch();
  amara.clock.now += 29 * 60_000;
  page = next(server, amara);
  assert.equal((await page.desk.status()).state, "open", "touching puts the lock off");
  amara.clock.now += 31 * 60_000;
  page = next(server, amara);
  assert.equal((await page.desk.status()).state, "locked");
  await refused(page.desk.items({ space: SHARED }), "locked");

  await refused(page.desk.unlockByPhrase({ words: "legal winner thank year wave" }), "wrong_words");
  await refused(page.desk.unlockByPhrase({ words: "legal winner thank year wavve" }), "word_unknown");
  await refused(page.desk.unlockByPhrase({ words: "legal winner thank year" }), "word_count");
  await page.desk.unlockByPhrase({ words: kits.amara.phrase.join(" ").toUpperCase() });
  assert.equal((await page.desk.status()).state, "open");
  const prf = crypto.getRandomValues(new Uint8Array(32));
  await page.desk.addPasskey({ prf, label: "Amara's telephone", credential: "AAAA" });
  await page.desk.lock();
  assert.equal((await next(server, amara).desk.status()).state, "locked");
  await refused(page.desk.unlockByPasskey({ prf: new Uint8Array(32) }), "wrong_passkey");
  await page.desk.unlockByPasskey({ prf });
  assert.deepEqual(page.events.filter((event) => event !== "opened"), ["locked"]);
  assert.equal(JSON.stringify(server.requests).includes(Buffer.from(prf).toString("base64").slice(0, 20)), false, "the passkey's secret left the browser");

  server.trouble = [401];
  await refused(page.desk.read({ space: SHARED, item: crypto.randomUUID() }), "signed_out");
  assert.equal((await next(server, amara).desk.status()).state, "locked");
  assert.equal(page.events.at(-1), "signed_out");
});

test("what another tab locks while this one takes up its keys stays locked here", async () => {
  const { server, amara } = await two();
  const [page, other] = [next(server, amara), next(server, amara)];
  let read = 0;
  page.setting.keeper = {
    ...amara.keeper,
    get: async <T>(name: string) => {
      const found = await amara.keeper.get<T>(name);
      if (name === "open" && ++read === 2) await other.desk.lock(); // the first look is only whether there are any
      return found;
    },
  };
  assert.equal((await page.desk.status()).state, "locked");
  assert.equal(page.setting.opened, null);
});

test("somebody else signing in on the same browser finds nothing open", async () => {
  const { server, amara } = await two();
  const page = next(server, amara, BEN);
  assert.equal((await page.desk.status()).state, "locked");
  assert.equal((await next(server, amara).desk.status()).state, "locked", "and the first has to open again");
});

test("new words replace the old ones", async () => {
  const { server, amara, kits } = await two();
  const { phrase } = await amara.desk.newPhrase({});
  await amara.desk.newPhrase({ phrase: "a phrase of my own" });
  await refused(amara.desk.confirmSheet({ answers: [[0, "abandon"], [1, "abandon"]] }), "begin_first");
  const { sheet } = await amara.desk.newSheet();
  await refused(amara.desk.confirmSheet({ answers: [[0, sheet[0]!], [1, "abandon"]] }), sheet[1] === "abandon" ? "" : "sheet_word_wrong");
  await amara.desk.confirmSheet({ answers: [[0, sheet[0]!], [1, sheet[1]!]] });
  const device = openPage({ server, person: AMARA });
  await refused(device.desk.unlockByPhrase({ words: phrase.join(" ") }), "wrong_words");
  await refused(device.desk.unlockBySheet({ words: kits.amara.sheet.join(" ") }), "wrong_words");
  await device.desk.unlockBySheet({ words: sheet.join(" ") });
  await device.desk.unlockByPhrase({ words: "a  phrase of my own" });
  const { methods } = await device.desk.status();
  await device.desk.removeMethod({ id: methods[0]!.id });
  await refused(device.desk.removeMethod({ id: methods[1]!.id }), "last_way_in");
});

test("a new device opens with the sheet and still knows whose words were confirmed", async () => {
  const { server, amara, ben, kits } = await two();
  const item = crypto.randomUUID();
  await ben.desk.save(note(item, "kept"));
  const words = await amara.desk.safetyWords({ space: SHARED, person: BEN });
  assert.deepEqual((await ben.desk.safetyWords({ space: SHARED, person: AMARA })).mine, words.theirs);
  await amara.desk.confirmWords({ space: SHARED, person: BEN });
  const device = openPage({ server, person: AMARA });
  await device.desk.unlockBySheet({ words: kits.amara.sheet.join(" ") });
  const { members } = await device.desk.openSpace({ space: SHARED });
  assert.deepEqual(members.map(({ standing }) => standing), ["me", "confirmed"]);
  assert.equal((await device.desk.read({ space: SHARED, item })).text, "kept");
});

test("a partner without a space is waited for", async () => {
  const server = freshServer();
  const amara = openPage({ server, person: AMARA });
  await setUp(amara);
  const view = await amara.desk.openSpace({ space: SHARED });
  assert.deepEqual([view.waiting, view.members[1]!.standing], ["partner_has_no_space", "absent"]);
  await refused(amara.desk.save(note(crypto.randomUUID(), "x")), "partner_has_no_space");
  const ben = openPage({ server, person: BEN });
  await setUp(ben);
  assert.equal((await ben.desk.openSpace({ space: SHARED })).waiting, null);
  assert.equal((await next(server, amara).desk.openSpace({ space: SHARED })).waiting, null);
});

test("both make the first key of their space at once: one of them counts", async () => {
  const server = freshServer();
  const [amara, ben] = [openPage({ server, person: AMARA }), openPage({ server, person: BEN })];
  await setUp(amara);
  await setUp(ben);
  await Promise.all([amara.desk.openSpace({ space: SHARED }), ben.desk.openSpace({ space: SHARED })]);
  assert.equal(server.spaces.get(SHARED)!.keys.length, 1);
  const item = crypto.randomUUID();
  await amara.desk.save(note(item, "x"));
  assert.equal((await ben.desk.read({ space: SHARED, item })).text, "x");
});

test("lost everything: start over, read words, and the partner lets them back in to what they share", async () => {
  const { server, amara, ben } = await two();
  const item = crypto.randomUUID();
  await amara.desk.save(note(item, "kept"));
  await amara.desk.save({ space: AMARAS, item: crypto.randomUUID(), kind: "reflection", text: "gone", base: 0 });
  await ben.desk.safetyWords({ space: SHARED, person: AMARA });
  await ben.desk.confirmWords({ space: SHARED, person: AMARA });

  const device = openPage({ server, person: AMARA });
  assert.equal((await device.desk.status()).state, "locked");
  const kit = await device.desk.startOver();
  await device.desk.confirm({ answers: [[0, kit.sheet[0]!], [1, kit.sheet[1]!]] });
  assert.equal((await device.desk.openSpace({ space: SHARED })).waiting, "partner_must_let_me_in");
  assert.deepEqual((await device.desk.items({ space: AMARAS })).map(({ problem }) => problem), ["not_for_us", "not_for_us"]);

  const bens = next(server, ben, BEN);
  const changed = await bens.desk.openSpace({ space: SHARED });
  assert.deepEqual(changed.members.map(({ standing, inside }) => [standing, inside]), [["changed", false], ["me", true]]);
  await refused(bens.desk.save(note(crypto.randomUUID(), "x")), "key_changed");
  await refused(bens.desk.letBackIn({ space: SHARED, person: AMARA }), "confirm_first");
  await refused(bens.desk.confirmWords({ space: SHARED, person: AMARA }), "read_words_first");
  const [mine, theirs] = [await device.desk.safetyWords({ space: SHARED, person: BEN }), await bens.desk.safetyWords({ space: SHARED, person: AMARA })];
  assert.deepEqual(mine.mine, theirs.theirs);
  await bens.desk.confirmWords({ space: SHARED, person: AMARA });
  const { keys } = server.spaces.get(SHARED)!;
  const meanwhile = (happens: () => void) => (path: string, told: unknown) => (path === `/api/spaces/${SHARED}/` && happens(), told);
  server.cheat = meanwhile(() => keys.push(keys[0]!));
  await refused(bens.desk.letBackIn({ space: SHARED, person: AMARA }), "stale");
  keys.splice(1);
  server.cheat = meanwhile(() => void (server.trouble = [403]));
  await refused(bens.desk.letBackIn({ space: SHARED, person: AMARA }), "reload");
  server.cheat = (_path, told) => told;
  const back = await bens.desk.letBackIn({ space: SHARED, person: AMARA });
  assert.deepEqual(back.members.map(({ standing, inside }) => [standing, inside]), [["confirmed", true], ["me", true]]);

  assert.equal((await device.desk.openSpace({ space: SHARED })).waiting, null);
  assert.equal((await device.desk.read({ space: SHARED, item })).text, "kept");
  await device.desk.save(note(item, "kept and more", 1));
  assert.equal((await bens.desk.read({ space: SHARED, item })).text, "kept and more");
  await refused(next(server, amara).desk.items({ space: SHARED }), "not_mine");
});

test("different words are a full stop until they are the same", async () => {
  const { server, amara } = await two();
  await amara.desk.safetyWords({ space: SHARED, person: BEN });
  await amara.desk.wordsDiffer({ space: SHARED, person: BEN });
  await refused(next(server, amara).desk.openSpace({ space: SHARED }), "key_changed");
  await amara.desk.confirmWords({ space: SHARED, person: BEN });
  assert.equal((await next(server, amara).desk.openSpace({ space: SHARED })).members[1]!.standing, "confirmed");
});

test("a stale save keeps both texts, and puts them together where it can", async () => {
  const { amara, ben } = await two();
  const item = crypto.randomUUID();
  await amara.desk.save(note(item, "one\ntwo\nthree"));
  await ben.desk.save(note(item, "one\ntwo\nTHREE", 1));
  const answer = await amara.desk.save(note(item, "ONE\ntwo\nthree", 1));
  assert.deepEqual(answer.conflict, { mine: "ONE\ntwo\nthree", theirs: "one\ntwo\nTHREE", by: BEN, merged: "ONE\ntwo\nTHREE", version: 2 });
  assert.deepEqual(await amara.desk.save(note(item, answer.conflict!.merged!, 2)), { version: 3 });
  const clash = await ben.desk.save(note(item, "Uno\ntwo\nTHREE", 2));
  assert.equal(clash.conflict!.merged, null);
  assert.equal(clash.conflict!.theirs, "ONE\ntwo\nTHREE");
  const first = await ben.desk.save(note(item, "new", 0));
  assert.equal(first.conflict!.version, 3);
});

test("an author takes a text back; nobody else can, and its words are gone", async () => {
  const { server, amara, ben } = await two();
  const item = crypto.randomUUID();
  await amara.desk.save(note(item, "too much"));
  await amara.desk.save(note(item, "far too much", 1));
  await refused(ben.desk.withdraw({ space: SHARED, item }), "not_there");
  assert.deepEqual(await amara.desk.withdraw({ space: SHARED, item }), { version: 3 });
  const seen = await ben.desk.items({ space: SHARED });
  assert.deepEqual(seen.map(({ kind, text, problem }) => [kind, text, problem]), [["withdrawn", "", undefined]]);
  assert.equal(server.spaces.get(SHARED)!.items.get(item)!.slice(0, 2).every((version) => !version?.file), true);
});

test("a write whose answer was lost is done once; a server that is away is waited for", async () => {
  const { server, amara } = await two();
  const item = crypto.randomUUID();
  await amara.desk.items({ space: SHARED });
  const before = server.requests.length;
  server.trouble = ["lost", 503, "unsent"];
  assert.deepEqual(await amara.desk.save(note(item, "once")), { version: 1 });
  const writes = server.requests.slice(before).filter(({ path }) => path.endsWith(`/items/${item}/`));
  assert.equal(new Set(writes.map(({ key }) => key)).size, 1);
  assert.equal(server.spaces.get(SHARED)!.items.get(item)!.length, 1);
  assert.deepEqual(amara.events.filter((event) => event === "away" || event === "back"), ["away", "back"]);
  server.trouble = [503, 503, 503, 503, 503, 503, 503];
  await refused(amara.desk.read({ space: SHARED, item }), "away");
});

test("drafts survive a lock, another page, and a server that has none or an older one", async () => {
  const { server, amara, kits } = await two();
  const slot = crypto.randomUUID();
  await amara.desk["draft.put"]({ slot, text: "half a sen" });
  assert.equal((await amara.keeper.names("draft/")).length, 1, "in this browser before the answer");
  assert.equal(server.drafts.size, 0);
  await amara.clock.pass(30_000);
  assert.equal(server.drafts.size, 1, "on the server after half a minute");
  await amara.desk.lock();
  await amara.desk["draft.put"]({ slot, text: "half a sentence" });
  await refused(amara.desk["draft.get"]({ slot: crypto.randomUUID() }), "locked");
  const page = next(server, amara);
  await page.desk.unlockByPhrase({ words: kits.amara.phrase.join(" ") });
  assert.equal((await page.desk["draft.get"]({ slot }))?.text, "half a sentence");
  const device = openPage({ server, person: AMARA });
  await refused(device.desk["draft.put"]({ slot, text: "x" }), "locked");
  await device.desk.unlockBySheet({ words: kits.amara.sheet.join(" ") });
  assert.equal((await device.desk["draft.get"]({ slot }))?.text, "half a sen", "what the server had");
  await page.desk["draft.put"]({ slot, text: "half a sentence more" });
  await page.desk["draft.flush"]();
  assert.equal((await device.desk["draft.get"]({ slot }))?.text, "half a sentence more");
  await page.desk["draft.drop"]({ slot });
  assert.equal(await page.desk["draft.get"]({ slot }), null);
  assert.equal(JSON.stringify(server.requests).includes("half a sen"), false);
});

test("a way in that is not there is named, and takes nobody in", async () => {
  const { server, kits } = await two();
  server.methods = server.methods.filter(({ method }) => method !== "phrase");
  const device = openPage({ server, person: AMARA });
  await refused(device.desk.unlockByPhrase({ words: kits.amara.phrase.join(" ") }), "no_such_way_in");
  await device.desk.unlockBySheet({ words: kits.amara.sheet.join(" ") });
});
