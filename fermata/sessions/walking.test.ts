/** The screen stays on while it is wanted, also after the browser has let it sleep. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Walking } from "./walking.ts";

class Lock extends EventTarget {
  isHeld = true;

  async release(): Promise<void> {
    this.isHeld = false;
    this.dispatchEvent(new Event("release"));
  }
}

const locks: Lock[] = [];
const wakeLock = {
  async request(): Promise<Lock> {
    await new Promise((done) => void setTimeout(done, 2));
    locks.push(new Lock());
    return locks.at(-1)!;
  },
};
Object.defineProperty(globalThis, "navigator", { value: { wakeLock }, configurable: true });

test("it is asked for once, however often, and again when the browser took it away", async () => {
  const walking = new Walking();
  await Promise.all([walking.stayAwake(true), walking.stayAwake(true), walking.stayAwake(true)]);
  assert.equal(locks.length, 1);
  await locks[0]!.release();
  await walking.stayAwake(true);
  assert.deepEqual(locks.map(({ isHeld }) => isHeld), [false, true]);
  await walking.stayAwake(false);
  assert.ok(locks.every(({ isHeld }) => !isHeld));
});

test("one that comes when it is no longer wanted is let go", async () => {
  const walking = new Walking();
  const asked = walking.stayAwake(true);
  await walking.stayAwake(false);
  await asked;
  assert.ok(locks.every(({ isHeld }) => !isHeld));
});
