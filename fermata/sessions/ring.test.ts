/** The ring is exact at any fraction. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AMARA, MINUTE, START, begun, done, long } from "./meeting-in-tests.ts";
import { dashOf, dashesAt, degreesOf } from "./ring.ts";
import { pictureOf } from "./room-words.ts";
import { type Where, where } from "./timeline.ts";

const at = (minutes: number): Where => where({ state: begun(), structure: long, now: START + minutes * MINUTE });

test("the dot walks once around, evenly under each arc, and never back", () => {
  let before = -1;
  for (let minutes = 0; minutes <= 60; minutes += 1 / 16) {
    const degrees = degreesOf(at(minutes).dot);
    assert.ok(degrees >= before && degrees <= 360);
    before = degrees;
  }
  assert.equal(degreesOf(at(0).dot), 0);
  assert.equal(degreesOf(at(4).dot), 7);
  assert.equal(degreesOf(at(16).dot), 90);
  assert.equal(degreesOf(at(29).dot), 180);
  assert.equal(degreesOf(at(42).dot), 270);
  assert.equal(degreesOf(at(60).dot), 360);
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
  const picture = pictureOf(at(10), { me: AMARA, partner: { person: "ben", name: "Ben" } });
  assert.deepEqual(picture.ticks.first.map((tick) => tick * 24), [6, 18, 22]);
  assert.deepEqual(picture.ticks.second, picture.ticks.first);
});

test("a turn that was let go ends under its own arc", () => {
  const now = START + 20 * MINUTE;
  const place = at(20).here?.place ?? -1;
  const state = done({ state: begun(), structure: long, command: { do: "finish", place }, by: AMARA, now });
  const { turns, dot } = where({ state, structure: long, now });
  assert.equal(dashOf(turns.first), "66.667 200");
  assert.deepEqual([turns.first.over, dot.on, dot.fraction], [true, "between", 0]);
});
