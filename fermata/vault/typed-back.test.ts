import assert from "node:assert/strict";
import { test } from "node:test";
import { draw, isSameWord, twoPlaces } from "./typed-back.ts";

test("two different places are asked for, in order, and not the first three", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 500; i++) {
    const [first, second] = twoPlaces(draw);
    assert.ok(3 <= first && first < second && second <= 11);
    seen.add(`${first} ${second}`);
  }
  assert.equal(seen.size, 36);
});

test("a word is forgiven its case, its number, spaces, and all after four letters", () => {
  for (const typed of ["tunnel", " Tunnel ", "10. tunnel", "TUNN", "tunnels", "tunn."]) assert.ok(isSameWord(typed, "tunnel"), typed);
  assert.ok(isSameWord("act", "act"));
});

test("another word is another word", () => {
  for (const typed of ["", "tun", "tunic", "salad"]) assert.ok(!isSameWord(typed, "tunnel"), typed);
  assert.ok(!isSameWord("actor", "act"));
});
