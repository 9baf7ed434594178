/** The server's time without a line: a guess helps until the server speaks again, and no longer. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { HeardTime } from "./heard-time.ts";
import { AMARA, MINUTE, START, begun, long } from "./meeting-in-tests.ts";
import { Outgoing } from "./outgoing.ts";
import type { Meeting } from "./timeline.ts";

const HOUR = 60 * MINUTE;
const real = { wall: Date.now, ours: performance.now };
let [wall, ours] = [0, 0];

function pass({ milliseconds, asleep = 0 }: { milliseconds: number; asleep?: number }): void {
  ours += milliseconds;
  wall += milliseconds + asleep;
}

beforeEach(() => {
  [wall, ours] = [5_000_000, 1_000];
  Date.now = () => wall;
  performance.now = () => ours;
});

afterEach(() => {
  Date.now = real.wall;
  performance.now = real.ours;
});

test("without a line the time asleep is added", () => {
  const time = new HeardTime();
  time.hear(START);
  pass({ milliseconds: 1_000, asleep: MINUTE });
  time.wake();
  assert.equal(time.now(), START + MINUTE + 1_000);
  pass({ milliseconds: 1_000, asleep: MINUTE });
  time.wake();
  assert.equal(time.now(), START + 2 * MINUTE + 2_000);
});

test("a wall clock that was set is no sleep, and the first answer says so", () => {
  const time = new HeardTime();
  time.hear(START);
  pass({ milliseconds: 1_000, asleep: HOUR });
  time.wake();
  assert.equal(time.now(), START + HOUR + 1_000);
  pass({ milliseconds: 1_000 });
  time.hear(START + 2_000);
  assert.equal(time.now(), START + 2_000);
});

test("what was given by a wrong guess counts as given now, and nobody’s later commands wait for its time", async () => {
  let written: Meeting | null = null;
  const deaf = async (): Promise<null> => null;
  const out = new Outgoing({
    drafts: { put: async () => undefined, get: deaf, drop: async () => undefined },
    me: () => AMARA,
    now: () => START + MINUTE,
    write: async (base, state) => {
      written = state;
      return { version: base + 1 };
    },
    changed: () => undefined,
    lost: () => undefined,
  });
  out.learn({ version: 1, state: begun() });
  assert.equal(await out.add({ command: { do: "hold" }, at: START + 20 * MINUTE, plan: long }), null);
  assert.equal((written as Meeting | null)?.pauses[0]?.from, START + MINUTE);
});
