import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Live } from "./live.ts";

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static made: Source[] = [];
  readyState = 1;

  constructor(_address: string) {
    super();
    Source.made.push(this);
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }

  tell(data: string): void {
    this.dispatchEvent(Object.assign(new Event("state"), { data }));
  }

  break({ isForGood = false } = {}): void {
    if (isForGood) this.readyState = Source.CLOSED;
    this.dispatchEvent(new Event("error"));
  }
}

let heard: string[] = [];
let live: Live;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { EventSource: Source });
  [Source.made, heard] = [[], []];
  live = new Live("/live/somewhere", { state: (told) => heard.push(told), ended: async () => void heard.push("ended") });
  live.open();
});

afterEach(() => {
  live.close();
  mock.timers.reset();
});

async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

test("what the browser mends by itself is left to it", async () => {
  Source.made[0]!.break();
  await pass(60_000);
  Source.made[0]!.tell("1");
  assert.deepEqual([Source.made.length, heard], [1, ["1"]]);
});

test("a stream that was given up, as after a restart, is opened again, later each time", async () => {
  for (const wait of [1_500, 3_000]) {
    Source.made.at(-1)!.break({ isForGood: true });
    const before = Source.made.length;
    await pass(wait - 1);
    assert.equal(Source.made.length, before);
    await pass(1);
    assert.equal(Source.made.length, before + 1);
  }
  Source.made.at(-1)!.tell("1");
  Source.made.at(-1)!.break({ isForGood: true });
  await pass(1_500);
  assert.deepEqual([Source.made.length, heard], [4, ["ended", "ended", "1", "ended"]]);
});

test("when the server ends it, it is asked why; and what was closed here stays closed", async () => {
  Source.made[0]!.dispatchEvent(new Event("over"));
  assert.equal(Source.made[0]!.readyState, Source.CLOSED);
  await pass(1_500);
  assert.deepEqual([Source.made.length, heard], [2, ["ended"]]);
  Source.made[1]!.break({ isForGood: true });
  live.close();
  await pass(60_000);
  live.open();
  assert.deepEqual([Source.made.length, heard], [2, ["ended"]]);
});
