import assert from "node:assert/strict";
import { test } from "node:test";
import type { Item } from "../../web/worker/shapes.ts";
import { firstLine, notesOf, problemsOf } from "./notes.ts";

const NOTE: Item = { id: "i", version: 1, kind: "note", about: "", at: "2026-11-23T10:00:00.000Z", by: "amara", text: "text" };
const item = (parts: Partial<Item>): Item => ({ ...NOTE, ...parts });

test("the newest note comes first", () => {
  const notes = [item({ id: "old", at: "2026-11-01T10:00:00.000Z" }), item({ id: "new" })];

  assert.deepEqual(notesOf(notes, { kinds: [], about: [] }).map(({ id }) => id), ["new", "old"]);
});

test("agreements, minutes and what was taken back are no notes", () => {
  const items = ["note", "harvest", "agreement", "minutes", "withdrawn"].map((kind) => item({ id: kind, kind }));

  assert.deepEqual(notesOf(items, { kinds: [], about: [] }).map(({ id }) => id).sort(), ["harvest", "note"]);
  assert.deepEqual(notesOf(items, { kinds: ["harvest"], about: [] }).map(({ id }) => id), ["harvest"]);
});

test("a list about something shows nothing else", () => {
  const items = [item({ id: "here", about: "p" }), item({ id: "there", about: "q" })];

  assert.deepEqual(notesOf(items, { kinds: [], about: ["p"] }).map(({ id }) => id), ["here"]);
});

test("a list about a partnership and its meetings shows the notes of both", () => {
  const items = [item({ id: "here", about: "p" }), item({ id: "of-meeting", about: "m" }), item({ id: "there", about: "q" })];

  assert.deepEqual(notesOf(items, { kinds: ["note"], about: ["p", "m"] }).map(({ id }) => id).sort(), ["here", "of-meeting"]);
});

test("what is wrong is said once, whatever the list is about", () => {
  const unreadable = ["x", "y"].map((id) => item({ id, kind: "unreadable", problem: "forged", at: "" }));
  const wrong = [item({ id: "", kind: "notice", problem: "withheld", at: "" }), ...unreadable, item({})];

  assert.deepEqual(problemsOf(wrong), ["withheld", "forged"]);
  assert.equal(notesOf(wrong, { kinds: [], about: [] }).length, 1);
});

test("the first line is the first with something on it, cut at a word", () => {
  assert.equal(firstLine("\n  \n  Hello there \nmore"), "Hello there");
  assert.equal(firstLine(""), "");
  const long = firstLine("word ".repeat(60));
  assert.ok(long.length <= 121 && long.endsWith("word…"), long);
  assert.doesNotThrow(() => encodeURIComponent(firstLine("🎼".repeat(200))));
});
