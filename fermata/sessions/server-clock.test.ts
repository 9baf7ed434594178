/** Agreeing on the time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "./server-clock.ts";

test("the least delayed answer is believed", () => {
  const clock = new ServerClock();
  clock.hear(1_000_000, 400);
  clock.hear(1_015_000, 15_020);
  clock.hear(1_030_000, 33_000);
  assert.equal(clock.at(33_000), 33_000 + 999_980);
});

test("a worse guess never turns time back", () => {
  const clock = new ServerClock();
  clock.hear(1_000_000, 0);
  const before = clock.at(10_000);
  for (let count = 0; count < 8; count += 1) clock.hear(1_010_000, 10_300);
  assert.equal(clock.at(10_050), before);
  assert.equal(clock.at(11_000), 1_010_700);
});

test("after a sleep in which local time stood still, the first answer puts it right", () => {
  const clock = new ServerClock();
  clock.hear(1_000_000, 0);
  clock.hear(4_600_000, 60_000);
  assert.equal(clock.at(60_000), 4_600_000);
});

test("a server whose clock was set back is followed once its old answers are forgotten", () => {
  const clock = new ServerClock();
  clock.hear(1_000_000, 0);
  clock.at(0);
  for (let count = 1; count <= 8; count += 1) clock.hear(400_000 + count, count);
  assert.equal(clock.at(10), 400_010);
});
