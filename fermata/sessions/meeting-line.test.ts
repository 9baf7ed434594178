/** The line to a meeting: newer states only, fresh time before anything is done, and a name for every refusal. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { AMARA, BEN, CHIDI, MINUTE, START, begun } from "./meeting-in-tests.ts";
import { type MeetingDesk, MeetingLine } from "./meeting-line.ts";
import type { Meeting } from "./timeline.ts";

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static newest: Source;
  readyState = 1;

  constructor() {
    super();
    Source.newest = this;
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }

  tell(told: object): Promise<void> {
    this.dispatchEvent(Object.assign(new Event("state"), { data: JSON.stringify(told) }));
    return new Promise((done) => setTimeout(done, 5));
  }
}

/** A server of one meeting; its clock is set by hand. */
function server(state: Meeting | null) {
  const members = [{ person: AMARA, name: "Amara" }, { person: BEN, name: "Ben" }];
  const kept = { version: state ? 1 : 0, state: state as unknown, now: START, opened: 0, ended: false, refuses: "", isSlow: false };
  const drafts = new Map<string, string>();
  const check = () => {
    if (kept.refuses) throw Object.assign(new Error(kept.refuses), { code: kept.refuses });
  };
  const desk: MeetingDesk = {
    async open() {
      check();
      kept.opened += 1;
      return { id: "m", partnership: "p", space: "s", members, me: AMARA, by: "", ...kept };
    },
    async put({ base, state: next }) {
      check();
      if (kept.isSlow) throw Object.assign(new Error("away"), { code: "away" });
      if (base !== kept.version) return { stale: { version: kept.version, state: kept.state, by: BEN, now: kept.now } };
      Object.assign(kept, { version: base + 1, state: next });
      return { version: base + 1, now: kept.now };
    },
    async decode({ version, file }) {
      check();
      return { version, state: file === null ? null : JSON.parse(file) };
    },
    async end() {
      check();
      kept.ended = true;
    },
    draft: {
      put: async ({ slot, text }) => void drafts.set(slot, text),
      get: async ({ slot }) => (drafts.has(slot) ? { text: drafts.get(slot)! } : null),
      drop: async ({ slot }) => void drafts.delete(slot),
    },
  };
  return { kept, desk, drafts };
}

let line: MeetingLine | null = null;
let ours = 0;
const real = performance.now;

async function enter(state: Meeting | null) {
  return enterOf(server(state));
}

async function enterOf({ kept, desk, drafts }: ReturnType<typeof server>) {
  const heard: string[] = [];
  const hooks = {
    changed: () => undefined,
    lost: (isLost: boolean) => void heard.push(`lost ${isLost}`),
    refused: (code: string) => void heard.push(code),
    mended: () => undefined,
  };
  line = new MeetingLine("m", { desk, hooks });
  await line.start();
  return { line, kept, heard, drafts };
}

beforeEach(() => {
  ours = 1_000;
  performance.now = () => ours;
  const deaf = { addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.assign(globalThis, { EventSource: Source, document: new EventTarget(), ...deaf });
});

afterEach(() => {
  performance.now = real;
  line?.stop();
});

test("what the partner did comes in, and an older state never replaces a newer one", async () => {
  const { line, heard } = await enter(begun());
  const held = { ...begun(), pauses: [{ by: BEN, from: START + 1, to: null }] };
  await Source.newest.tell({ version: 3, file: JSON.stringify(held), now: START });
  await Source.newest.tell({ version: 2, file: JSON.stringify(begun()), now: START });
  await Source.newest.tell({ version: 1, file: '"spoilt"', now: START });
  await line.refresh();
  assert.deepEqual([line.held.version, line.held.state?.pauses.length], [3, 1]);
  assert.deepEqual(heard.filter((one) => !one.startsWith("lost")), []);
});

test("what is not ours to play is refused by name, and the last good state stays", async () => {
  const { line, heard } = await enter(begun());
  await Source.newest.tell({ version: 2, file: JSON.stringify({ ...begun(), first: CHIDI }), now: START });
  await Source.newest.tell({ version: 3, file: JSON.stringify({ ...begun(), structure: "dx-99" }), now: START });
  assert.deepEqual(heard.filter((one) => !one.startsWith("lost")), ["unreadable", "unknown_structure"]);
  assert.equal(line.held.version, 1);
});

test("a command on top of what the partner did meanwhile", async () => {
  const { line, kept } = await enter(begun());
  Object.assign(kept, { version: 2, state: { ...begun(), card: { place: 0, index: 1 } } });
  assert.equal(await line.give({ do: "hold" }), null);
  const state = kept.state as Meeting;
  assert.deepEqual([kept.version, state.card?.index, state.pauses.length], [3, 1, 1]);
});

test("after a sleep, what one does first is dated after it", async () => {
  const { line, kept } = await enter(begun());
  kept.now = START + 20 * MINUTE;
  ours += 25_000;
  assert.equal(kept.opened, 1);
  assert.equal(await line.give({ do: "hold" }), null);
  assert.equal(kept.opened, 2);
  assert.equal((kept.state as Meeting).pauses[0]?.from, START + 20 * MINUTE);
});

test("without a line the meeting goes on here for five minutes, and is whole again afterwards", async () => {
  const { line, kept, drafts } = await enter(begun());
  kept.refuses = "away";
  ours += MINUTE;
  assert.equal(await line.give({ do: "hold" }), null);
  assert.equal(line.isAway, true);
  ours += 3 * MINUTE;
  assert.equal(line.now(), START + 4 * MINUTE);
  assert.equal(await line.give({ do: "go_on" }), null);
  assert.deepEqual(line.held.state?.pauses, [{ by: AMARA, from: START + MINUTE, to: START + 4 * MINUTE }]);
  ours += MINUTE;
  assert.deepEqual([kept.version, drafts.size], [1, 1]);
  Object.assign(kept, { refuses: "", now: START + 5 * MINUTE, version: 2, state: { ...begun(), card: { place: 0, index: 1 } } });
  await Source.newest.tell({ version: 2, file: JSON.stringify(kept.state), now: kept.now });
  const state = kept.state as Meeting;
  assert.deepEqual([kept.version, state.card?.index, state.pauses], [3, 1, [{ by: AMARA, from: START + MINUTE, to: START + 4 * MINUTE }]]);
  assert.deepEqual(line.held.state, state);
  assert.deepEqual([line.isAway, drafts.size], [false, 0]);
});

test("what was given without a line outlives its page", async () => {
  const house = server(begun());
  const { line: first } = await enterOf(house);
  house.kept.refuses = "away";
  ours += 1_000;
  assert.equal(await first.give({ do: "hold" }), null);
  first.stop();
  Object.assign(house.kept, { refuses: "", now: START + 2_000 });
  await enterOf(house);
  await new Promise((done) => setTimeout(done, 5));
  assert.equal((house.kept.state as Meeting).pauses[0]?.from, START + 1_000);
  assert.equal(house.drafts.size, 0);
});

test("what another did meanwhile may stand in its way, and that is said", async () => {
  const { line, kept } = await enter(begun());
  Object.assign(kept, { version: 2, state: { ...begun(), pauses: [{ by: BEN, from: START, to: null }] } });
  assert.deepEqual(await line.give({ do: "next", place: 0 }), { refused: "held" });
  assert.equal(line.held.state?.moves.length, 0);
});

test("a refusal that does not pass by itself is told, and what was given is let go", async () => {
  const { line, kept } = await enter(begun());
  kept.refuses = "locked";
  await assert.rejects(line.give({ do: "hold" }), { code: "locked" });
  kept.refuses = "";
  assert.equal(line.held.state?.pauses.length, 0);
  assert.equal(await line.give({ do: "hold" }), null);
});

test("the end is told after everything that was given before it", async () => {
  const { line, kept } = await enter(begun());
  kept.isSlow = true;
  assert.equal(await line.give({ do: "end" }), null);
  const ending = line.end();
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(kept.ended, false);
  kept.isSlow = false;
  await Source.newest.tell({ version: 1, file: JSON.stringify(begun()), now: START });
  await ending;
  assert.equal(kept.ended, true);
  assert.equal((kept.state as Meeting).ended?.by, AMARA);
});

test("a line that was stopped while it asked does not come back", async () => {
  const { desk } = server(begun());
  const before = Source.newest;
  const hooks = { changed: () => undefined, lost: () => undefined, refused: () => undefined, mended: () => undefined };
  line = new MeetingLine("m", { desk, hooks });
  const started = line.start();
  line.stop();
  await started;
  assert.equal(Source.newest, before);
});
