import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, listed } from "./words.ts";

test("a day is said in the reader's language, and no day is said for no time", () => {
  assert.equal(dayOf("2026-11-23T10:00:00.000Z"), "23 November 2026");
  assert.equal(dayOf(""), "");
});

test("names are put together as the language does", () => {
  assert.deepEqual([["Ben"], ["Ben", "Chidi"], ["Ben", "Chidi", "Dewi"]].map(listed), ["Ben", "Ben and Chidi", "Ben, Chidi and Dewi"]);
});
