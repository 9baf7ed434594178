import assert from "node:assert/strict";
import { test } from "node:test";
import { BegunTexts, whatToShow, type ListDesk } from "./begun.ts";

function fakeDesk(text: string | null = null): ListDesk & { text: string | null; writes: number } {
  let last: Promise<unknown> = Promise.resolve();
  const desk = {
    alone: <T>(work: () => Promise<T>): Promise<T> => {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
    text,
    writes: 0,
    get: async (_order: { here?: boolean }): Promise<{ text: string; at: string } | null> => (desk.text === null ? null : { text: desk.text, at: String(desk.writes) }),
    put: async (order: { text: string }) => {
      desk.writes++;
      desk.text = order.text;
    },
  };
  return desk;
}

test("a text that was begun is found again on the next page", async () => {
  const desk = fakeDesk();
  await new BegunTexts(desk, "slot").remember("box", { item: "i", base: 2 });

  assert.deepEqual(await new BegunTexts(desk, "slot").find("box"), { item: "i", base: 2 });
  assert.equal(await new BegunTexts(desk, "slot").find("another"), null);
});

test("remembering the same again writes nothing", async () => {
  const desk = fakeDesk();
  const texts = new BegunTexts(desk, "slot");
  for (let i = 0; i < 3; i++) await texts.remember("box", { item: "i", base: 2 });

  assert.equal(desk.writes, 1);
});

test("two boxes of one page do not write over each other", async () => {
  const desk = fakeDesk();
  const texts = new BegunTexts(desk, "slot");
  await Promise.all([texts.remember("a", { item: "1", base: 0 }), texts.remember("b", { item: "2", base: 0 }), texts.find("a")]);

  const later = new BegunTexts(desk, "slot");
  assert.equal((await later.find("a"))?.item, "1");
  assert.equal((await later.find("b"))?.item, "2");
});

test("the last one forgotten empties the list", async () => {
  const desk = fakeDesk();
  const texts = new BegunTexts(desk, "slot");
  await texts.remember("a", { item: "1", base: 0 });
  await texts.forget("a");

  assert.equal(desk.text, "[]");
});

test("the list does not grow without end; the oldest go", async () => {
  const texts = new BegunTexts(fakeDesk(), "slot");
  for (let i = 0; i < 70; i++) await texts.remember(`box ${i}`, { item: String(i), base: 0 });

  assert.equal(await texts.find("box 9"), null);
  assert.equal((await texts.find("box 69"))?.item, "69");
});

test("what another tab began meanwhile stays in the list", async () => {
  const desk = fakeDesk();
  const [one, other] = [new BegunTexts(desk, "slot"), new BegunTexts(desk, "slot")];
  await Promise.all([one.find("a"), other.find("b")]);
  await Promise.all([one.remember("a", { item: "1", base: 0 }), other.remember("b", { item: "2", base: 0 })]);
  await one.forget("nothing");

  const later = new BegunTexts(desk, "slot");
  assert.equal((await later.find("a"))?.item, "1");
  assert.equal((await later.find("b"))?.item, "2");
});

test("a list that cannot be read is written over by nobody, and is asked for again", async () => {
  const desk = fakeDesk();
  await new BegunTexts(desk, "slot").remember("a", { item: "1", base: 0 });
  const { get } = desk;
  desk.get = async () => Promise.reject(new Error("away"));
  const texts = new BegunTexts(desk, "slot");
  assert.equal(await texts.find("a"), null);
  await texts.remember("b", { item: "2", base: 0 });
  desk.get = get;
  await texts.remember("b", { item: "2", base: 0 });

  assert.equal((await texts.find("a"))?.item, "1");
  assert.equal((await texts.find("b"))?.item, "2");
});

test("a server that is away holds up nothing that is remembered", async () => {
  const desk = fakeDesk();
  const texts = new BegunTexts(desk, "slot");
  await texts.find("a");
  const { get } = desk;
  desk.get = async (order) => (order.here ? get(order) : new Promise(() => undefined));
  await texts.remember("a", { item: "1", base: 0 });
  await texts.remember("b", { item: "2", base: 0 });

  desk.get = get;
  assert.equal((await new BegunTexts(desk, "slot").find("a"))?.item, "1");
  assert.equal((await new BegunTexts(desk, "slot").find("b"))?.item, "2");
});

test("a list that cannot be written costs no word, and nonsense is an empty list", async () => {
  const refuse = async (): Promise<never> => {
    throw new Error("away");
  };
  const texts = new BegunTexts({ ...fakeDesk(), put: refuse }, "slot");
  await texts.remember("a", { item: "1", base: 0 });

  assert.equal((await texts.find("a"))?.item, "1");
  for (const text of ["", "nonsense", "{}", '[{"box":1}]', "[null]"]) {
    assert.equal(await new BegunTexts(fakeDesk(text), "slot").find("a"), null, text);
  }
});

test("a box shows the draft where it differs from what is kept, on top of the version it was made from", () => {
  const [me, at] = ["me", "2026-03-01T10:00:00.000Z"];
  const kept = { text: "kept", version: 4, by: "partner", at };
  const begun = { item: "i", base: 3 };
  const draft = (text: string) => ({ text, at });

  assert.deepEqual(whatToShow({ kept, draft: null, begun, me }), { text: "kept", base: 4, isDraft: false });
  assert.deepEqual(whatToShow({ kept, draft: draft("kept"), begun, me }), { text: "kept", base: 4, isDraft: false });
  assert.deepEqual(whatToShow({ kept, draft: draft("more"), begun, me }), { text: "more", base: 3, isDraft: true });
  assert.deepEqual(whatToShow({ kept, draft: draft("more"), begun: null, me }), { text: "more", base: 4, isDraft: true });
  assert.deepEqual(whatToShow({ kept: null, draft: null, begun: null, me }), { text: "", base: 0, isDraft: false });
  assert.deepEqual(whatToShow({ kept: null, draft: draft("new"), begun, me }), { text: "new", base: 3, isDraft: true });
});

test("a draft older than what I kept myself is a left-over, unless it was begun and never kept", () => {
  const me = "me";
  const kept = { text: "kept", version: 4, by: me, at: "2026-03-01T10:00:00.000Z" };
  const earlier = { text: "ke", at: "2026-03-01T09:59:59.000Z" };
  const later = { text: "kept, and more", at: "2026-03-01T10:00:01.000Z" };
  const begun = { item: "i", base: 3 };

  assert.equal(whatToShow({ kept, draft: earlier, begun: null, me }).text, "kept");
  assert.equal(whatToShow({ kept, draft: later, begun: null, me }).text, "kept, and more");
  assert.equal(whatToShow({ kept, draft: earlier, begun, me }).text, "ke", "on another device");
  assert.equal(whatToShow({ kept: { ...kept, by: "partner" }, draft: earlier, begun: null, me }).text, "ke");
});
