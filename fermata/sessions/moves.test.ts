/** Several browsers, one document: strangers and spoilt documents are refused, and simultaneous commands both count. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AMARA, BEN, CHIDI, START, begun, long, refusal, short, MINUTE } from "./meeting-in-tests.ts";
import type { Command, Held, Refusal, Written } from "./moves.ts";
import { Outgoing } from "./outgoing.ts";
import { readMeeting } from "./reading.ts";
import type { Structure } from "./structure.ts";
import { type Meeting, where } from "./timeline.ts";

test("strangers, other structures and second beginnings are refused", () => {
  const state = begun();
  const order = { state, structure: long, command: { do: "hold" } as const, by: AMARA, now: START };
  assert.equal(refusal({ ...order, by: CHIDI }), "not_yours");
  assert.equal(refusal({ ...order, structure: short }), "unknown_structure");
  assert.equal(refusal({ ...order, state: null }), "not_begun");
  const again: Command = { do: "begin", structure: "dx-1", members: [AMARA, BEN], first: BEN, away: [], seed: "t" };
  assert.equal(refusal({ ...order, command: again }), "already_begun");
  assert.equal(refusal({ ...order, state: null, command: { ...again, first: CHIDI } }), "not_yours");
  assert.equal(refusal({ ...order, state: null, command: { ...again, structure: "dx-5" } }), "unknown_structure");
});

test("a document that is not ours to play is refused when read", () => {
  const state = begun();
  const read = (value: unknown) => readMeeting(value, [AMARA, BEN]);
  assert.equal(read(null), null);
  assert.deepEqual(read({ ...state, v: 2 }), { refused: "another_version" });
  assert.deepEqual(read({ ...state, structure: "dx-99" }), { refused: "unknown_structure" });
  const broken: object[] = [
    { first: CHIDI }, { members: [AMARA, AMARA] }, { members: [AMARA, CHIDI] }, { startedAt: "now" }, { startedAt: Number.NaN },
    { pauses: [{ by: CHIDI, from: 1, to: null }] }, { pauses: null },
    { stays: [{ by: BEN, clock: 1, place: 0, minutes: -5, alike: true, answer: null }] },
    { stays: [{ by: BEN, clock: 1, place: 0, minutes: 5, alike: true, answer: null, yes: [CHIDI] }] },
    { members: [AMARA] }, { members: [AMARA, BEN, CHIDI] }, { away: [CHIDI] }, { away: [AMARA] }, { away: AMARA },
    { came: [{ who: CHIDI, clock: 0 }] }, { came: null }, { changes: [{ do: "join", who: CHIDI, by: BEN, place: 0 }] },
    { changes: [{ do: "stretch", who: AMARA, by: BEN, place: 0 }] }, { changes: 7 },
    { moves: [{ by: BEN, clock: 1, place: 0.5, turn: false }] }, { card: { place: 0, index: -1 } }, { ended: { by: BEN, at: null } }, { seed: 7 },
  ];
  for (const part of broken) assert.deepEqual(read({ ...state, ...part }), { refused: "unreadable" }, JSON.stringify(part));
});

test("a document of former days, when only two met, is read as it was meant", () => {
  const { away: _away, came: _came, changes: _changes, ...former } = begun();
  const stays = [{ by: BEN, clock: 1, place: 0, minutes: 5, alike: true, answer: "agreed" }];
  const read = readMeeting({ ...former, stays }, [AMARA, BEN]);
  assert.deepEqual(read, { ...begun(), stays: [{ ...stays[0], yes: [] }] });
});

/** A server that keeps the newest document and compares versions. */
function server(first: Held): { held: Held; write(base: number, state: Meeting): Promise<Written> } {
  const keeps = {
    held: first,
    async write(base: number, state: Meeting): Promise<Written> {
      await null;
      if (base !== keeps.held.version) return { stale: keeps.held };
      keeps.held = { version: base + 1, state };
      return { version: base + 1 };
    },
  };
  return keeps;
}

/** Somebody's browser that holds this document and has not heard of anything newer. */
function browser({ held, by, write }: { held: Held; by: string; write: (base: number, state: Meeting) => Promise<Written> }) {
  const drafts = { put: async () => undefined, get: async () => null, drop: async () => undefined };
  const out = new Outgoing({ drafts, me: () => by, now: () => Number.POSITIVE_INFINITY, write, changed: () => undefined, lost: () => undefined });
  out.learn(held);
  return {
    out,
    give: (command: Command, { at, plan }: { at: number; plan: Structure }): Promise<Refusal | null> => out.add({ command, at, plan }),
  };
}

test("a command on a stale document is given again on top of the partner's", async () => {
  const held = { version: 1, state: begun() };
  const keeps = server(held);
  const now = START + 10 * MINUTE;
  const give = (command: Command, by: string) =>
    browser({ held, by, write: keeps.write }).give(command, { at: now, plan: long });
  const place = where({ state: held.state, structure: long, now }).here?.place ?? -1;
  const [stay, card, first, second] = await Promise.all([
    give({ do: "stay", place, minutes: 5 }, AMARA), give({ do: "card", place, index: 2 }, BEN),
    give({ do: "hold" }, AMARA), give({ do: "hold" }, BEN),
  ]);
  assert.deepEqual([stay, card, first, second], [null, null, null, { refused: "already_held" }]);
  assert.equal(keeps.held.version, 4);
  const { state } = keeps.held;
  assert.deepEqual([state?.stays.length, state?.card?.index, state?.pauses.length], [1, 2, 1]);
});

test("both begin at once: one does, and the other joins that one", async () => {
  const held: Held = { version: 0, state: null };
  const keeps = server(held);
  const give = (first: string) => {
    const command: Command = { do: "begin", structure: "dx-5", members: [AMARA, BEN], first, away: [], seed: first };
    const { out, give: say } = browser({ held, by: first, write: keeps.write });
    return say(command, { at: START, plan: short }).then((refusal) => ({ refusal, state: out.shown }));
  };
  const [mine, theirs] = await Promise.all([give(AMARA), give(BEN)]);
  assert.equal(mine.refusal, null);
  assert.deepEqual(theirs.refusal, { refused: "already_begun" });
  assert.deepEqual(theirs.state, mine.state);
});

test("a server that is always ahead ends in a refusal, not in a loop", async () => {
  const state = begun();
  const write = async (base: number): Promise<Written> => ({ stale: { version: base + 1, state } });
  const why = await browser({ held: { version: 1, state }, by: AMARA, write }).give({ do: "hold" }, { at: START, plan: long });
  assert.deepEqual(why, { refused: "busy" });
});
