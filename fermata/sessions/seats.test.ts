/** Three in the room: turns in order of seat, wishes that need both others, and somebody who is late or does not come. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AMARA, BEN, CHIDI, DEWI, MINUTE, START, THREE, begun, done, long, refusal, short } from "./meeting-in-tests.ts";
import { type Command, wentBy } from "./moves.ts";
import { forSize, sharesOf } from "./scaling.ts";
import { turnOrder } from "./seats.ts";
import { type Structure, piecesOf } from "./structure.ts";
import { type Meeting, type Where, where } from "./timeline.ts";

const at = (state: Meeting, minutes: number, structure: Structure = long): Where => where({ state, structure, now: START + minutes * MINUTE });
const press = (state: Meeting, by: string, minutes: number, command: Command): Meeting =>
  done({ state, structure: long, command, by, now: START + minutes * MINUTE });
const no = (state: Meeting, by: string, minutes: number, command: Command): string =>
  refusal({ state, structure: long, command, by, now: START + minutes * MINUTE });
/** Whose time it is, minute by minute, and how many minutes each. */
function course(state: Meeting, structure: Structure = long): string[] {
  const names = new Map<string | null, string>([[AMARA, "Amara"], [BEN, "Ben"], [CHIDI, "Chidi"], [null, "all"]]);
  const found: { name: string; minutes: number; run: number }[] = [];
  for (const { owner, run, from, to } of at(state, 0, structure).all) {
    const last = found.at(-1);
    if (last?.run === run) last.minutes += (to - from) / MINUTE;
    else if (to > from) found.push({ name: names.get(owner) ?? "?", minutes: (to - from) / MINUTE, run });
  }
  return found.map(({ name, minutes }) => `${name} ${minutes}`);
}

test("a plan for two becomes one for three in the same time: equal turns, a swap before each, parts by their share", () => {
  const state = begun({ members: THREE });
  assert.deepEqual(course(state), ["all 4", "Amara 15", "all 2", "Ben 15", "all 2", "Chidi 15", "all 7"]);
  const parts = piecesOf(forSize(long, 3)).filter(({ turn }) => turn === 2).map(({ step }) => `${step.title} ${step.minutes}`);
  assert.deepEqual(parts, ["Tell 4", "Questions 8", "Giving back 2", "Last word 1"]);
  assert.deepEqual(course(begun({ members: THREE, structure: short }), short), ["all 1", "Amara 5", "Ben 5", "Chidi 5", "all 4"]);
});

test("a plan written for three is three's, and two of them play two turns of it", () => {
  const three = { ...forSize(long, 3), id: "dx-1" };
  assert.equal(forSize(three, 3), three);
  const two = piecesOf(forSize(three, 2));
  assert.deepEqual(two.map(({ turn }) => turn), [null, 0, 0, 0, 0, null, 1, 1, 1, 1, null]);
  assert.equal(two.reduce((sum, { step }) => sum + step.minutes, 0), 60);
});

test("shares are whole minutes, none is lost, and no part disappears", () => {
  assert.deepEqual(sharesOf([6, 12, 4, 2], 15), [4, 8, 2, 1]);
  assert.deepEqual(sharesOf([6, 12, 4, 2], 24), [6, 12, 4, 2]);
  assert.deepEqual(sharesOf([1, 1, 20], 3), [1, 1, 1]);
  assert.deepEqual(sharesOf([1, 20], 4), [1, 3]);
});

test("turns follow in order of seat, whoever begins", () => {
  assert.deepEqual(turnOrder({ members: THREE, first: BEN, away: [] }), [BEN, CHIDI, AMARA]);
  assert.deepEqual(turnOrder({ members: THREE, first: CHIDI, away: [AMARA] }), [CHIDI, BEN]);
  assert.deepEqual(at(begun({ members: THREE, first: CHIDI }), 0).turns.map(({ owner }) => owner), [CHIDI, AMARA, BEN]);
});

test("a meeting begins with two at least, all of its members, and whoever begins it is there", () => {
  const command = { do: "begin", structure: long.id, members: THREE, first: AMARA, away: [], seed: "s" } as const;
  const order = { state: null, structure: long, now: START };
  assert.equal(refusal({ ...order, by: BEN, command: { ...command, away: [BEN] } }), "not_yours");
  assert.equal(refusal({ ...order, by: BEN, command: { ...command, away: [AMARA] } }), "not_yours");
  assert.equal(refusal({ ...order, by: AMARA, command: { ...command, away: [BEN, CHIDI] } }), "needs_two");
  assert.equal(refusal({ ...order, by: AMARA, command: { ...command, away: [DEWI] } }), "needs_two");
  assert.equal(refusal({ ...order, by: DEWI, command }), "not_yours");
});

test("the swap waits when both others agree, not when one does; then all turns grow alike", () => {
  const place = at(begun({ members: THREE }), 18).here?.place ?? -1;
  const asked = press(begun({ members: THREE }), AMARA, 18, { do: "stay", place, minutes: 3 });
  const one = press(asked, BEN, 18, { do: "agree", place });
  assert.equal(at(one, 18).left.turn, MINUTE);
  assert.deepEqual(one.stays[0]?.yes, [BEN]);
  assert.equal(press(one, BEN, 18, { do: "agree", place }).stays[0]?.answer, null, "one's own second yes is not the other's");
  const both = press(one, CHIDI, 18, { do: "agree", place });
  assert.equal(at(both, 18).left.turn, 4 * MINUTE);
  assert.deepEqual(course(both), ["all 4", "Amara 18", "all 2", "Ben 18", "all 2", "Chidi 18", "all 7"]);
  assert.equal(press(one, CHIDI, 18, { do: "decline", place }).stays[0]?.answer, "declined");
});

test("the same wish by another is a yes, and needs the third all the same", () => {
  const state = begun({ members: THREE });
  const place = at(state, 12).here?.place ?? -1;
  const wish: Command = { do: "stay", place, minutes: 2 };
  const two = press(press(state, AMARA, 12, wish), BEN, 12, wish);
  assert.equal(two.stays[0]?.answer, null);
  assert.equal(press(two, CHIDI, 12, wish).stays[0]?.answer, "agreed");
  assert.equal(no(two, CHIDI, 12, { ...wish, minutes: 5 }), "partner_asked");
});

test("who is not there need not agree; who is there alone waits for the others", () => {
  const wish: Command = { do: "stay", place: 0, minutes: 2 };
  const without = begun({ members: THREE, came: [AMARA, BEN] });
  assert.equal(press(press(without, AMARA, 1, wish), BEN, 1, { do: "agree", place: 0 }).stays[0]?.answer, "agreed");
  const alone = press(begun({ members: THREE, came: [AMARA] }), AMARA, 1, wish);
  assert.equal(alone.stays[0]?.answer, null);
});

test("when one turn is over, only this one grows, and it is said to be one-sided", () => {
  const state = begun({ members: THREE });
  const place = at(state, 30).here?.place ?? -1;
  const asked = press(state, BEN, 30, { do: "stay", place, minutes: 4 });
  assert.equal(asked.stays[0]?.alike, false);
  const agreed = press(press(asked, AMARA, 30, { do: "agree", place }), CHIDI, 30, { do: "agree", place });
  assert.deepEqual([at(agreed, 30).oneSided, at(agreed, 30).turns.map(({ planned }) => planned / MINUTE)], [true, [15, 19, 15]]);
});

test("any of the three holds for all, and only the owner ends a turn", () => {
  const state = begun({ members: THREE });
  const held = press(state, CHIDI, 10, { do: "hold" });
  assert.equal(at(held, 50).stage, "held");
  const on = press(held, BEN, 50, { do: "go_on" });
  assert.equal(at(on, 50).left.turn, 9 * MINUTE);
  const place = at(state, 10).here?.place ?? -1;
  assert.equal(no(state, CHIDI, 10, { do: "finish", place }), "not_your_turn");
});

test("who has not come is left out before their turn: the others keep theirs, and no swap is left over", () => {
  const state = begun({ members: THREE, came: [AMARA, BEN] });
  assert.deepEqual([at(state, 3).missing, at(state, 3).absent], [[CHIDI], [CHIDI]]);
  const last = press(state, AMARA, 3, { do: "without", who: CHIDI });
  assert.deepEqual(course(last), ["all 4", "Amara 15", "all 2", "Ben 15", "all 7"]);
  const middle = press(begun({ members: THREE, came: [AMARA, CHIDI] }), AMARA, 3, { do: "without", who: BEN });
  assert.deepEqual(course(middle), ["all 4", "Amara 15", "all 2", "Chidi 15", "all 7"]);
  const first = press(begun({ members: THREE, came: [BEN, CHIDI] }), BEN, 3, { do: "without", who: AMARA });
  assert.deepEqual(course(first), ["all 4", "Ben 15", "all 2", "Chidi 15", "all 7"]);
});

test("in the middle of their turn it becomes everybody's, and the next begins", () => {
  const state = begun({ members: THREE, first: CHIDI, came: [AMARA, BEN] });
  const without = press(state, BEN, 10, { do: "without", who: CHIDI });
  const seen = at(without, 10);
  assert.deepEqual([seen.here?.owner, seen.turns.map(({ owner }) => owner), seen.turns.map(({ had }) => had)], [null, [AMARA, BEN], [0, 0]]);
  assert.equal(at(without, 12).owner, AMARA);
});

test("nobody leaves out somebody who is here, or leaves somebody alone", () => {
  const state = begun({ members: THREE });
  assert.equal(no(state, AMARA, 3, { do: "without", who: CHIDI }), "is_here");
  const two = begun({ came: [AMARA] });
  assert.equal(no(two, AMARA, 3, { do: "without", who: BEN }), "needs_two");
  const left = press(begun({ members: THREE, came: [AMARA, BEN] }), AMARA, 3, { do: "without", who: CHIDI });
  assert.equal(no(left, BEN, 4, { do: "without", who: CHIDI }), "no_turn_left");
  assert.equal(no(left, DEWI, 4, { do: "without", who: CHIDI }), "not_yours");
});

test("who comes late has as much as the others, at the end", () => {
  const left = press(begun({ members: THREE, came: [AMARA, BEN] }), AMARA, 3, { do: "without", who: CHIDI });
  const came = press(left, CHIDI, 25, { do: "come" });
  assert.deepEqual(course(came), ["all 4", "Amara 15", "all 2", "Ben 15", "all 7"], "to come is not to take time");
  const joined = press(came, CHIDI, 25, { do: "join" });
  assert.deepEqual(course(joined), ["all 4", "Amara 15", "all 2", "Ben 15", "all 2", "Chidi 15", "all 7"]);
  assert.equal(no(joined, CHIDI, 26, { do: "join" }), "has_turn");
  const later = press(press(left, CHIDI, 38, { do: "come" }), CHIDI, 38, { do: "join" });
  assert.deepEqual(course(later), ["all 4", "Amara 15", "all 2", "Ben 15", "all 7", "Chidi 15"], "after what is going on");
});

test("who was not there when it began joins with a turn like the two they find", () => {
  const two = begun({ members: THREE, away: [CHIDI] });
  assert.deepEqual(course(two), ["all 4", "Amara 24", "all 2", "Ben 24", "all 6"]);
  const joined = press(press(two, CHIDI, 40, { do: "come" }), CHIDI, 40, { do: "join" });
  assert.deepEqual(course(joined), ["all 4", "Amara 24", "all 2", "Ben 24", "all 2", "Chidi 24", "all 6"]);
  assert.equal(at(joined, 999).oneSided, false);
});

test("what all have agreed to add, a late turn has as well", () => {
  const left = press(begun({ members: THREE, came: [AMARA, BEN] }), AMARA, 3, { do: "without", who: CHIDI });
  const place = at(left, 10).here?.place ?? -1;
  const agreed = press(press(left, AMARA, 10, { do: "stay", place, minutes: 5 }), BEN, 10, { do: "agree", place });
  const joined = press(press(agreed, CHIDI, 20, { do: "come" }), CHIDI, 20, { do: "join" });
  assert.deepEqual(at(joined, 20).turns.map(({ planned }) => planned / MINUTE), [20, 20, 20]);
});

test("a turn that went by before its owner came can be taken after all", () => {
  const state = begun({ members: THREE, first: CHIDI, came: [AMARA, BEN] });
  const came = press(state, CHIDI, 22, { do: "come" });
  assert.ok(wentBy({ state: came, by: CHIDI, seen: at(came, 22) }));
  const joined = press(came, CHIDI, 22, { do: "join" });
  assert.deepEqual(at(joined, 22).turns.map(({ owner, had }) => [owner, had]), [[AMARA, MINUTE], [BEN, 0], [CHIDI, 0]]);
  const inTime = press(state, CHIDI, 10, { do: "come" });
  assert.equal(no(inTime, CHIDI, 10, { do: "join" }), "has_turn");
  assert.equal(no(inTime, CHIDI, 30, { do: "join" }), "has_turn", "whoever was there has had it");
});

test("a line lost and found again changes nothing: to come twice is to come once", () => {
  const state = begun({ members: THREE });
  assert.equal(no(state, CHIDI, 20, { do: "come" }), "here_already");
  assert.equal(press(begun({ members: THREE, came: [AMARA] }), CHIDI, 99, { do: "come" }).came.length, 2, "also when the time is over");
});
