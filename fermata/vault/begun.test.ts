import assert from "node:assert/strict";
import { test } from "node:test";
import { BegunTexts, whatToShow, type ListDesk } from "./begun.ts";

function fakeDesk(text: string | null = null): ListDesk & { text: string | null; writes: number } {
  const desk = {
    text,
    writes: 0,
    get: async () => (desk.text === null ? null : { text: desk.text }),
    put: async (order: { text: string }) => {
      desk.writes++;
      desk.text = order.text;
    },
    drop: async () => {
      desk.writes++;
      desk.text = null;
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

test("the last one forgotten empties the slot", async () => {
  const desk = fakeDesk();
  const texts = new BegunTexts(desk, "slot");
  await texts.remember("a", { item: "1", base: 0 });
  await texts.forget("a");

  assert.equal(desk.text, null);
});

test("the list does not grow without end; the oldest go", async () => {
  const texts = new BegunTexts(fakeDesk(), "slot");
  for (let i = 0; i < 70; i++) await texts.remember(`box ${i}`, { item: String(i), base: 0 });

  assert.equal(await texts.find("box 9"), null);
  assert.equal((await texts.find("box 69"))?.item, "69");
});

test("a list that cannot be read is empty, and one that cannot be written costs no word", async () => {
  const refuse = async (): Promise<never> => {
    throw new Error("away");
  };
  const texts = new BegunTexts({ get: refuse, put: refuse, drop: refuse }, "slot");
  await texts.remember("a", { item: "1", base: 0 });

  assert.equal((await texts.find("a"))?.item, "1");
  for (const text of ["", "nonsense", "{}", '[{"box":1}]', "[null]"]) {
    assert.equal(await new BegunTexts(fakeDesk(text), "slot").find("a"), null, text);
  }
});

test("a box shows the draft where it differs from what is kept, on top of the version it was made from", () => {
  const kept = { text: "kept", version: 4 };
  const begun = { item: "i", base: 3 };

  assert.deepEqual(whatToShow({ kept, draft: null, begun }), { text: "kept", base: 4, isDraft: false });
  assert.deepEqual(whatToShow({ kept, draft: { text: "kept" }, begun }), { text: "kept", base: 4, isDraft: false });
  assert.deepEqual(whatToShow({ kept, draft: { text: "more" }, begun }), { text: "more", base: 3, isDraft: true });
  assert.deepEqual(whatToShow({ kept, draft: { text: "more" }, begun: null }), { text: "more", base: 4, isDraft: true });
  assert.deepEqual(whatToShow({ kept: null, draft: null, begun: null }), { text: "", base: 0, isDraft: false });
  assert.deepEqual(whatToShow({ kept: null, draft: { text: "new" }, begun }), { text: "new", base: 3, isDraft: true });
});
