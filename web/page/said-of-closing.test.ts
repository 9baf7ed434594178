import assert from "node:assert/strict";
import test from "node:test";
import type { VaultEvent } from "./desk.ts";
import { heard, OPEN, toSay } from "./said-of-closing.ts";

const after = (...events: VaultEvent["event"][]) => toSay(events.reduce(heard, OPEN));

test("that the server is away is said until it is back", () => {
  assert.deepEqual([after(), after("away"), after("away", "back")], [null, "away", null]);
});

test("a server that is back opens no space, and signs nobody in", () => {
  assert.equal(after("locked", "back"), "locked");
  assert.equal(after("away", "signed_out", "back"), "signed_out");
  assert.equal(after("locked", "away"), "locked");
});

test("a space that opens says nothing of the server", () => {
  assert.deepEqual([after("locked", "opened"), after("locked", "away", "opened")], [null, "away"]);
});
