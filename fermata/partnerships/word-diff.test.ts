import assert from "node:assert/strict";
import test from "node:test";
import { wordDiff } from "./word-diff.ts";

const shown = (before: string, after: string) => wordDiff(before, after).map(({ kind, text }) => `${{ same: "", gone: "-", new: "+" }[kind]}${text}`);

test("what goes and what comes is told word by word", () => {
  assert.deepEqual(shown("Half each, timer on.", "Half each, timer off."), ["Half each, timer ", "-on", "+off", "."]);
  assert.deepEqual(shown("timer on or off", "over two or off"), ["-timer on", "+over two", " or off"]);
  assert.deepEqual(shown("a b", "a c"), ["a ", "-b", "+c"]);
  assert.deepEqual(shown("same", "same"), ["same"]);
  assert.deepEqual(shown("", "new words"), ["+new words"]);
});

test("putting the pieces together gives both texts back, in any script", () => {
  for (const [before, after] of [["Wir fangen pünktlich an.", "Wir fangen an; pünktlich."], ["نبدأ في الموعد", "نبدأ دائما في الموعد"], ["Don’t chase.", "Chase?\n\nNever."]] as const) {
    const pieces = wordDiff(before, after);
    assert.equal(pieces.filter(({ kind }) => kind !== "new").map(({ text }) => text).join(""), before);
    assert.equal(pieces.filter(({ kind }) => kind !== "gone").map(({ text }) => text).join(""), after);
  }
});
