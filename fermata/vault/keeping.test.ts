import assert from "node:assert/strict";
import { test } from "node:test";
import type { Conflict, SaveAnswer } from "../../web/worker/shapes.ts";
import { caretIn, isToKeep, keepText, type Kept } from "./keeping.ts";

type Step = SaveAnswer | { fails: string };

const conflict = (parts: Partial<Conflict>): SaveAnswer => ({ conflict: { mine: "", theirs: "theirs", by: "", merged: null, version: 4, ...parts } });

/** A desk that answers as told, and remembers what it was asked. */
function run(box: Kept, steps: Step[], whileWaiting: () => void = () => undefined, whileSaving: (attempt: number) => void = () => undefined) {
  const sent: Kept[] = [];
  const shown: string[] = [];
  const waits: number[] = [];
  let said = 0;
  const done = keepText({
    box,
    save: async (order) => {
      sent.push({ ...order });
      whileSaving(sent.length);
      const step = steps.shift()!;
      if ("fails" in step) throw Object.assign(new Error(step.fails), { code: step.fails });
      return step;
    },
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      whileWaiting();
    },
    waiting: () => void said++,
    show: (text) => void shown.push(text),
  });
  return { done, sent, shown, waits, said: () => said };
}

test("what nobody else touched is kept at once", async () => {
  const { done, sent } = run({ text: "hello", base: 0 }, [{ version: 1 }]);

  assert.deepEqual(await done, { version: 1, text: "hello", merged: false });
  assert.deepEqual(sent, [{ text: "hello", base: 0 }]);
});

test("while the server is away it is tried again, longer and longer apart, and said", async () => {
  const away = { fails: "away" };
  const { done, waits, said } = run({ text: "hello", base: 2 }, [away, away, away, away, away, { version: 3 }]);

  assert.equal((await done).version, 3);
  assert.deepEqual(waits, [2_000, 4_000, 8_000, 15_000, 15_000]);
  assert.equal(said(), 5);
});

test("what was typed while waiting is what is kept", async () => {
  const box = { text: "hello", base: 0 };
  const { done, sent } = run(box, [{ fails: "away" }, { version: 1 }], () => void (box.text = "hello there"));

  assert.deepEqual(await done, { version: 1, text: "hello there", merged: false });
  assert.equal(sent[1]?.text, "hello there");
});

test("changes in other lines are put together and kept on top of theirs", async () => {
  const box = { text: "mine", base: 3 };
  const { done, sent, shown } = run(box, [conflict({ merged: "mine\ntheirs" }), { version: 5 }]);

  assert.deepEqual(await done, { version: 5, text: "mine\ntheirs", merged: true });
  assert.deepEqual(sent[1], { text: "mine\ntheirs", base: 4 });
  assert.deepEqual(box, { text: "mine\ntheirs", base: 4 });
  assert.deepEqual(shown, ["mine\ntheirs"], "before it is kept: whoever goes on writing writes into both");
});

test("what was typed while theirs was fetched is put together with theirs, on top of the version it was made from", async () => {
  const box = { text: "mine", base: 3 };
  const type = (attempt: number) => void (attempt === 1 && (box.text = "mine, and more"));
  const steps = [conflict({ merged: "mine\ntheirs" }), conflict({ merged: "mine, and more\ntheirs" }), { version: 5 }];
  const { done, sent, shown } = run(box, steps, undefined, type);

  assert.deepEqual(await done, { version: 5, text: "mine, and more\ntheirs", merged: true });
  assert.deepEqual(sent[1], { text: "mine, and more", base: 3 });
  assert.deepEqual(shown, ["mine, and more\ntheirs"]);
});

test("what was typed while theirs was fetched is what a person chooses from", async () => {
  const box = { text: "mine", base: 3 };
  const type = (attempt: number) => void (attempt === 1 && (box.text = "mine, and more"));
  const { done } = run(box, [conflict({ mine: "mine" }), conflict({ mine: "mine, and more" })], undefined, type);

  assert.equal((await done).conflict?.mine, "mine, and more");
});

test("the caret stays between the same letters when lines of somebody else come in", () => {
  assert.equal(caretIn({ before: "ab\n", after: "ab\ntheirs", caret: 2 }), 2);
  assert.equal(caretIn({ before: "ab", after: "theirs\nab", caret: 1 }), 8);
  assert.equal(caretIn({ before: "ab", after: "", caret: 1 }), 0);
});

test("changes in the same lines are a person's to choose, and nothing is kept", async () => {
  const box = { text: "mine", base: 3 };
  const { done, sent } = run(box, [conflict({})]);

  assert.equal((await done).conflict?.theirs, "theirs");
  assert.equal(sent.length, 1);
  assert.deepEqual(box, { text: "mine", base: 3 });
});

test("an answer that got lost is no conflict with oneself", async () => {
  const { done } = run({ text: "mine", base: 0 }, [conflict({ theirs: "mine", version: 1 })]);

  assert.deepEqual(await done, { version: 1, text: "mine", merged: false });
});

for (const code of ["locked", "signed_out", "full", "read_only", "key_changed", "unexpected"]) {
  test(`"${code}" does not pass by itself: it is said, not tried again`, async () => {
    const { done, sent } = run({ text: "mine", base: 0 }, [{ fails: code }]);

    await assert.rejects(done, { code });
    assert.equal(sent.length, 1);
  });
}

test("an empty box begins nothing, and an unchanged one keeps nothing", () => {
  assert.equal(isToKeep({ text: " \n", kept: "", isNew: true }), false);
  assert.equal(isToKeep({ text: "a", kept: "", isNew: true }), true);
  assert.equal(isToKeep({ text: "a", kept: "a", isNew: false }), false);
  assert.equal(isToKeep({ text: "", kept: "a", isNew: false }), true);
});
