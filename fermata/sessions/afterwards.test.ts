/** What remains of a meeting. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { itemOf, minutesHad, readMinutes, toss, whoBeginsNext } from "./afterwards.ts";
import { AMARA, BEN, CHIDI, MINUTE, START, THREE, begun, done, long } from "./meeting-in-tests.ts";

const state = done({ state: begun(), structure: long, command: { do: "end" }, by: BEN, now: START + 40 * MINUTE });

test("the minutes each had are what the clock gave them, and can be read back", () => {
  const kept = minutesHad(state);
  assert.deepEqual(kept?.had, { [AMARA]: 24 * MINUTE, [BEN]: 10 * MINUTE });
  assert.deepEqual(readMinutes(JSON.stringify(kept)), kept);
  assert.equal(minutesHad(begun()), null);
  for (const text of ["", "null", "7", "{}", '{"structure":"dx-1"}', "The minutes"]) assert.equal(readMinutes(text), null, text);
});

test("of three, each has their minutes, and who was not there has none", () => {
  const without = begun({ members: THREE, away: [CHIDI] });
  const ended = done({ state: without, structure: long, command: { do: "end" }, by: BEN, now: START + 9_000 * MINUTE });
  const kept = minutesHad(ended);
  assert.deepEqual(kept?.had, { [AMARA]: 24 * MINUTE, [BEN]: 24 * MINUTE, [CHIDI]: 0 });
  assert.deepEqual(readMinutes(JSON.stringify(kept)), kept);
});

test("who began the last time lets the other begin", () => {
  const kept = minutesHad(state);
  assert.ok(kept);
  const former = [{ ...kept, first: BEN, began_at: START + 9 }, kept];
  assert.equal(whoBeginsNext(former, [AMARA, BEN]), AMARA);
  assert.equal(whoBeginsNext([kept], [AMARA, BEN]), BEN);
  assert.equal(whoBeginsNext([], [AMARA, BEN]), null);
  assert.equal(whoBeginsNext([{ ...kept, first: CHIDI }], [AMARA, BEN]), null);
});

test("three take turns at beginning, in order of seat", () => {
  const kept = minutesHad(state);
  assert.ok(kept);
  const after = (first: string): string | null => whoBeginsNext([{ ...kept, first }], THREE);
  assert.deepEqual(THREE.map(after), [BEN, CHIDI, AMARA]);
});

test("an item has the same id on every device, and looks drawn at random", async () => {
  const id = await itemOf("seed", "note");
  assert.equal(id, await itemOf("seed", "note"));
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(id, await itemOf("seed", "minutes"));
  assert.notEqual(id, await itemOf("seeds", "note"));
});

test("the toss favours nobody", () => {
  for (const members of [[AMARA, BEN], THREE]) {
    for (const member of members) {
      const count = Array.from({ length: 6_000 }, () => toss(members)).filter((one) => one === member).length;
      assert.ok(Math.abs(count - 6_000 / members.length) < 250, String(count));
    }
  }
});
