import assert from "node:assert/strict";
import test from "node:test";
import { Writing } from "./agreement-writing.ts";

function house() {
  const kept = new Map<string, string>();
  const desk = {
    put: async ({ slot, text }: { slot: string; text: string }) => void kept.set(slot, text),
    get: async ({ slot }: { slot: string }) => (kept.has(slot) ? { text: kept.get(slot)! } : null),
    drop: async ({ slot }: { slot: string }) => void kept.delete(slot),
    flush: async () => undefined,
  };
  const open = async (): Promise<Writing> => {
    const writing = new Writing("p", desk);
    await writing.recall();
    return writing;
  };
  return { kept, open };
}

const ADVICE = { clause: "CL-13", text: "asked for", why: "softer" };

test("several clauses and remarks are kept beside each other, and found again", async () => {
  const { open } = house();
  const before = await open();
  before.word(ADVICE);
  before.word({ clause: "CL-26" });
  before.remark("CL-12", "Who?");
  await before.stop();
  const after = await open();
  assert.deepEqual([[...after.wordings.values()], [...after.remarks]], [[ADVICE, { clause: "CL-26" }], [["CL-12", "Who?"]]]);
});

test("what was put or given up goes by itself, the rest stays; with the last the draft goes", async () => {
  const { open, kept } = house();
  const writing = await open();
  writing.word(ADVICE);
  writing.remark("CL-13", "Who?");
  await writing.leave("CL-13");
  await writing.leave("CL-07");
  await writing.stop();
  assert.deepEqual([...(await open()).remarks], [["CL-13", "Who?"]]);
  writing.remark("CL-13", " ");
  await writing.stop();
  assert.equal(kept.size, 0);
});

test("a page that opens right after something was put finds none of it", async () => {
  const { open } = house();
  const writing = await open();
  writing.begin([ADVICE]);
  writing.word(ADVICE);
  writing.remark("CL-12", "Who?");
  writing.remark("CL-26", "When?");
  await writing.hasBegun();
  await writing.leave("CL-13");
  await writing.hasRemarked("CL-12");
  const { begun, wordings, remarks } = await open();
  assert.deepEqual([begun, [...wordings], [...remarks]], [[], [], [["CL-26", "When?"]]]);
  await writing.stop();
});

test("leaving what nobody worded drops no draft of another page", async () => {
  const { open, kept } = house();
  const writing = await open();
  kept.set("p", "{}");
  await writing.leave("CL-13");
  await writing.stop();
  assert.equal(kept.size, 1);
});

test("a closed space shows nothing of it, and an opened one all", async () => {
  const { open } = house();
  const writing = await open();
  writing.begin([ADVICE]);
  const hidden = writing.hide();
  assert.deepEqual(writing.begun, []);
  await hidden;
  await writing.recall();
  assert.deepEqual(writing.begun, [ADVICE]);
  await writing.stop();
});

test("a draft that cannot be read stops nobody", async () => {
  const { open, kept } = house();
  kept.set("p", "not ours");
  assert.equal((await open()).wordings.size, 0);
});
