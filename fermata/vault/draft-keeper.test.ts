import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { DraftKeeper, keepAllDrafts, type DraftState } from "./draft-keeper.ts";

function fakeDesk() {
  const asked: string[] = [];
  const fails = { put: false };
  return {
    asked,
    fails,
    put: async ({ text }: { text: string }) => {
      if (fails.put) throw new Error("no room");
      asked.push(text);
    },
    drop: async () => void asked.push("(dropped)"),
    flush: async () => void asked.push("(flushed)"),
  };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

test("only the last of many keys is handed over, and said once it is written down", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [desk, said] = [fakeDesk(), [] as DraftState[]];
  const drafts = new DraftKeeper("slot", { desk, tell: (state) => said.push(state) });
  for (const text of ["h", "he", "hel"]) drafts.typed(text);
  mock.timers.tick(1000);
  await settle();
  assert.deepEqual([desk.asked, said], [["hel"], []]);

  mock.timers.tick(3000);
  assert.deepEqual(said, ["kept"]);
  await drafts.stop();
  mock.timers.reset();
});

test("leaving hands everything over at once", async () => {
  const desk = fakeDesk();
  const keepers = ["a", "b"].map((slot) => new DraftKeeper(slot, { desk, tell: () => undefined }));
  keepers.forEach((drafts, i) => drafts.typed(`text ${i}`));
  await keepAllDrafts(desk);

  assert.deepEqual(desk.asked, ["text 0", "text 1", "(flushed)"]);
  await Promise.all(keepers.map((drafts) => drafts.stop()));
});

test("what failed is handed over again, unless something newer was typed", async () => {
  const [desk, said] = [fakeDesk(), [] as DraftState[]];
  const drafts = new DraftKeeper("slot", { desk, tell: (state) => said.push(state) });
  desk.fails.put = true;
  drafts.typed("first");
  assert.equal(await drafts.stop(), false);
  desk.fails.put = false;
  assert.equal(await drafts.stop(), true);

  assert.deepEqual([desk.asked, said], [["first"], ["failed"]]);
});

test("a draft that was dropped does not come back", async () => {
  const desk = fakeDesk();
  const drafts = new DraftKeeper("slot", { desk, tell: () => undefined });
  drafts.typed("gone");
  await drafts.drop();
  await drafts.stop();
  await keepAllDrafts(desk);

  assert.deepEqual(desk.asked, ["(dropped)"]);
});
