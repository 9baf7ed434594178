/** The ring is exact at any fraction. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AMARA, BEN, MINUTE, START, THREE, begun, done, long } from "./meeting-in-tests.ts";
import { dashOf, dashesAt, degreesOf, pathsOf } from "./ring.ts";
import { pictureOf } from "./room-words.ts";
import { type Where, where } from "./timeline.ts";

const at = (minutes: number): Where => where({ state: begun(), structure: long, now: START + minutes * MINUTE });

test("the dot walks once around, evenly under each arc, and never back", () => {
  let before = -1;
  for (let minutes = 0; minutes <= 60; minutes += 1 / 16) {
    const degrees = degreesOf(at(minutes).dot, 2);
    assert.ok(degrees >= before && degrees <= 360);
    before = degrees;
  }
  assert.equal(degreesOf(at(0).dot, 2), 0);
  assert.equal(degreesOf(at(4).dot, 2), 7);
  assert.equal(degreesOf(at(16).dot, 2), 90);
  assert.equal(degreesOf(at(29).dot, 2), 180);
  assert.equal(degreesOf(at(42).dot, 2), 270);
  assert.equal(degreesOf(at(60).dot, 2), 360);
});

test("for three it does the same, under three arcs of one length", () => {
  const state = begun({ members: THREE });
  let before = -1;
  for (let minutes = 0; minutes <= 60; minutes += 1 / 16) {
    const degrees = degreesOf(where({ state, structure: long, now: START + minutes * MINUTE }).dot, 3);
    assert.ok(degrees >= before && degrees <= 360, `${minutes}: ${degrees}`);
    before = degrees;
  }
  const dot = (minutes: number): number => degreesOf(where({ state, structure: long, now: START + minutes * MINUTE }).dot, 3);
  assert.deepEqual([4, 11.5, 20, 28.5, 37, 45.5, 60].map(dot), [7, 60, 120, 180, 240, 300, 360]);
  const ends = [0, 1, 2].map((index) => pathsOf(index, 3).middle.match(/-?[\d.]+/g)?.map(Number) ?? []);
  const lengths = ends.map(([fromX = 0, fromY = 0, , , , , , toX = 0, toY = 0]) => Math.hypot(fromX - toX, fromY - toY));
  assert.ok(lengths.every((length) => Math.abs(length - (lengths[0] ?? 0)) < 0.5), String(lengths));
});

test("a dash covers what has gone and no more", () => {
  assert.equal(dashOf({ had: 0, planned: 24 }), "0.000 200");
  assert.equal(dashOf({ had: 10, planned: 24 }), "41.667 200");
  assert.equal(dashOf({ had: 24, planned: 24 }), "100.000 200");
  assert.equal(dashOf({ had: 25, planned: 24 }), "100.000 200");
});

test("dashes stand where the steps begin", () => {
  assert.equal(dashesAt([]), "0 200");
  assert.equal(dashesAt([0.25, 0.75]), "0 24.800 0.4 49.600 0.4 200");
  const picture = pictureOf(at(10), { me: AMARA, members: [{ person: AMARA, name: "Amara" }, { person: BEN, name: "Ben" }] });
  assert.deepEqual(picture.ticks[0]?.map((tick) => tick * 24), [6, 18, 22]);
  assert.deepEqual(picture.ticks[1], picture.ticks[0]);
});

test("a turn that was let go ends under its own arc", () => {
  const now = START + 20 * MINUTE;
  const place = at(20).here?.place ?? -1;
  const state = done({ state: begun(), structure: long, command: { do: "finish", place }, by: AMARA, now });
  const { turns, dot } = where({ state, structure: long, now });
  assert.equal(dashOf(turns[0] ?? { had: 0, planned: 0 }), "66.667 200");
  assert.deepEqual([turns[0]?.over, dot], [true, { on: "gap", index: 1, fraction: 0 }]);
});
