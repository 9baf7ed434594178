import assert from "node:assert/strict";
import { test } from "node:test";
import { aidsOf, borrowed, justOver, silenceNow } from "./aids.ts";
import { minutesHad } from "./afterwards.ts";
import { balanceOf, hadIn } from "./between/balance.ts";
import { AMARA, BEN, CHIDI, DEWI, MINUTE, START, THREE, begun, done, refusal, short } from "./meeting-in-tests.ts";
import type { Command } from "./moves.ts";
import { readMeeting } from "./reading.ts";
import { type Meeting, where } from "./timeline.ts";

const TURN = START + 2 * MINUTE;
/** Where Amara’s turn is, and Ben’s, in a short talk: one minute, eight, eight, three. */
const MINE = 1;
const THEIRS = 2;

function give(state: Meeting, command: Command, { by = AMARA, now = TURN } = {}): Meeting {
  return done({ state, structure: short, command, by, now });
}

function no(state: Meeting, command: Command, { by = AMARA, now = TURN } = {}): string {
  return refusal({ state, structure: short, command, by, now });
}

const talk = (): Meeting => begun({ structure: short });
const at = (state: Meeting, now: number) => where({ state, structure: short, now });

test("whoever listens asks before a suggestion, and whose turn it is says yes or not now", () => {
  const asked = give(talk(), { do: "may_i", place: MINE }, { by: BEN });
  assert.deepEqual(aidsOf(asked).suggestion, { by: BEN, place: MINE, answer: null });
  assert.equal(no(asked, { do: "hear_it", place: MINE, yes: true }, { by: BEN }), "not_your_turn");
  const answered = give(asked, { do: "hear_it", place: MINE, yes: false });
  assert.equal(aidsOf(answered).suggestion?.answer, "not_now");
  assert.equal(no(answered, { do: "may_i", place: MINE }, { by: BEN }), "asked_here");
  assert.equal(no(talk(), { do: "may_i", place: MINE }, { by: AMARA }), "own_turn");
  assert.equal(no(talk(), { do: "may_i", place: 0 }, { by: BEN, now: START + 1_000 }), "nobodys_turn");
  assert.equal(no(talk(), { do: "may_i", place: MINE }, { by: DEWI }), "not_yours");
});

test("a silence is held for a minute, anybody ends it, and the clock goes on", () => {
  const silent = give(talk(), { do: "silence", place: MINE }, { by: BEN });
  assert.equal(silenceNow(silent, at(silent, TURN + 1_000))?.by, BEN);
  assert.equal(silenceNow(silent, at(silent, TURN + MINUTE)), null);
  assert.equal(silenceNow(give(silent, { do: "break_silence" }), at(silent, TURN + 1_000)), null);
  assert.equal(at(silent, TURN + MINUTE).clock, 3 * MINUTE);
});

test("each says how much stretch they want, for themselves", () => {
  const said = give(give(talk(), { do: "level", level: "strong" }), { do: "level", level: "gentle" }, { by: BEN });
  assert.deepEqual(aidsOf(said).levels, { [AMARA]: "strong", [BEN]: "gentle" });
  assert.deepEqual(aidsOf(give(said, { do: "level", level: null })).levels, { [BEN]: "gentle" }, "and may take it back");
});

test("the word stops the clock at once, also a held one, and going on ends that", () => {
  const stopped = give(talk(), { do: "stop_word" }, { by: BEN });
  assert.deepEqual([at(stopped, TURN + MINUTE).stage, at(stopped, TURN + MINUTE).isStopped, at(stopped, TURN + MINUTE).clock], ["held", true, 2 * MINUTE]);
  const both = give(give(talk(), { do: "hold" }), { do: "stop_word" }, { by: BEN, now: TURN + 1_000 });
  assert.equal(both.pauses.filter(({ to }) => to === null).length, 1);
  assert.equal(at(give(both, { do: "go_on" }, { now: TURN + MINUTE }), TURN + MINUTE).stage, "going");
});

test("who speaks on borrows from whose turn it is: that turn waits, whole", () => {
  const late = START + 9 * MINUTE + 30_000;
  const seen = at(talk(), late);
  assert.deepEqual(justOver({ seen, here: seen.here! }), { owner: AMARA, end: 9 * MINUTE });
  const over = give(talk(), { do: "still_speaking", place: THEIRS }, { by: BEN, now: late });
  assert.deepEqual(over.pauses, [{ by: BEN, from: START + 9 * MINUTE, to: null, over: AMARA }]);
  const later = at(over, late + 90_000);
  assert.deepEqual([later.speaksOn, later.clock, later.left.turn, later.turns.map(({ borrowed: on }) => on)], [AMARA, 9 * MINUTE, 8 * MINUTE, [2 * MINUTE, 0]]);
  const on = give(over, { do: "go_on" }, { by: BEN, now: late + 90_000 });
  assert.equal(at(on, late + 90_000 + 8 * MINUTE).owner, null);
  assert.deepEqual(borrowed(on, late + 90_000 + 8 * MINUTE), { [AMARA]: 2 * MINUTE });
  assert.equal(no(talk(), { do: "still_speaking", place: MINE }), "moved_on");
  assert.equal(no(talk(), { do: "still_speaking", place: THEIRS }, { now: START + 13 * MINUTE }), "moved_on");
});

test("what was borrowed is carried on as owed, and adds up", () => {
  const late = START + 9 * MINUTE;
  const over = give(give(talk(), { do: "still_speaking", place: THEIRS }, { now: late }), { do: "go_on" }, { by: BEN, now: late + 4 * MINUTE });
  const ended = give(over, { do: "end" }, { now: START + 30 * MINUTE });
  const had = minutesHad(ended)!;
  assert.deepEqual([had.had[AMARA], had.had[BEN], had.borrowed], [12 * MINUTE, 8 * MINUTE, { [AMARA]: 4 * MINUTE, [BEN]: 0 }]);
  assert.deepEqual(balanceOf([hadIn(had)]).owed, { [AMARA]: -2 * MINUTE, [BEN]: 2 * MINUTE });
});

test("what is owed is given back when the others say yes, in that turn, and not before", () => {
  const begin: Command = { do: "begin", structure: short.id, members: [AMARA, BEN], first: AMARA, away: [], seed: "s", back: { owner: BEN, minutes: 5 } };
  const offered = done({ state: null, structure: short, command: begin, by: AMARA, now: START });
  const planned = (state: Meeting) => at(state, START + 1_000).turns.map((turn) => turn.planned / MINUTE);
  assert.deepEqual(planned(offered), [8, 8]);
  assert.equal(no(offered, { do: "give_back", yes: true }, { by: AMARA }), "own_wish");
  const agreed = give(offered, { do: "give_back", yes: true }, { by: BEN });
  assert.deepEqual([planned(agreed), at(agreed, START + 1_000).oneSided], [[8, 13], true]);
  assert.deepEqual(planned(give(offered, { do: "give_back", yes: false }, { by: BEN })), [8, 8]);
  assert.equal(no(agreed, { do: "give_back", yes: false }, { by: BEN }), "no_wish");
});

test("of three, all others must say yes", () => {
  const begin: Command = { do: "begin", structure: short.id, members: THREE, first: AMARA, away: [], seed: "s", back: { owner: BEN, minutes: 5 } };
  const offered = done({ state: null, structure: short, command: begin, by: AMARA, now: START });
  const one = give(offered, { do: "give_back", yes: true }, { by: BEN });
  assert.equal(aidsOf(one).back?.answer, null);
  assert.equal(aidsOf(give(one, { do: "give_back", yes: true }, { by: CHIDI })).back?.answer, "agreed");
});

test("a question brought along lies on the table for all", () => {
  const asked = give(talk(), { do: "card", place: MINE, index: 0, words: "What would be enough?" }, { by: BEN });
  assert.equal(at(asked, TURN).prompt, "What would be enough?");
  assert.equal(at(give(asked, { do: "card", place: MINE, index: 1 }), TURN).prompt, short.phases[1]?.prompts[1]);
});

test("what another program wrote of it is read with care", () => {
  const good = give(talk(), { do: "may_i", place: MINE }, { by: BEN });
  const aids = aidsOf(good);
  assert.deepEqual(readMeeting(JSON.parse(JSON.stringify(good)), [AMARA, BEN]), good);
  const bad: unknown[] = [
    { ...good, aids: 3 },
    { ...good, aids: {} },
    { ...good, aids: { ...aids, suggestion: { by: CHIDI, place: 1, answer: null } } },
    { ...good, aids: { ...aids, silence: { by: BEN, place: -1, clock: 0 } } },
    { ...good, aids: { ...aids, levels: { [BEN]: "brutal" } } },
    { ...good, aids: { ...aids, back: { owner: BEN, minutes: 1e9, by: BEN, yes: [], answer: "agreed" } } },
    { ...good, pauses: [{ by: BEN, from: START, to: null, over: DEWI }] },
    { ...good, card: { place: 1, index: 0, words: "x".repeat(10_000) } },
  ];
  for (const value of bad) assert.deepEqual(readMeeting(value, [AMARA, BEN]), { refused: "unreadable" }, JSON.stringify(value).slice(0, 90));
});
