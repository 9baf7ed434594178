/** Meetings of two and of three, played by dice: whatever people press, the clock stays fair. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { everyStructure, AMARA, BEN, DEWI, MINUTE, START, THREE, TWO, begun, done, long, refusal, short } from "./meeting-in-tests.ts";
import { type Command, isRefusal, obey } from "./moves.ts";
import { readMeeting } from "./reading.ts";
import { forSize } from "./scaling.ts";
import { type Structure, turnsOf } from "./structure.ts";
import { whyNotPlan } from "./between/plans.ts";
import { type Meeting, clockAt, marks, stretches, where } from "./timeline.ts";

/** Dice one can throw again: mulberry32. */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Game {
  state: Meeting;
  structure: Structure;
  now: number;
}

interface Rules {
  seed: number;
  structure: Structure;
  members?: readonly string[];
  /** Owners may finish early. */
  leaves: boolean;
  late?: boolean;
  /** How many ms a clock may be behind the other. */
  behind?: number;
  /** Looks on after every step. */
  see?(game: Game): void;
}

/** The members press at random, and a stranger tries. With `late`, the last to come is left out, or comes in after all. */
function play({ seed, structure, members = TWO, leaves, late = false, behind = 0, see = () => undefined }: Rules): Game {
  const throwDie = dice(seed);
  const pick = <One>(from: readonly One[]): One => from[Math.floor(throwDie() * from.length)] as One;
  let now = START;
  let state = begun({ structure, members, first: pick(members), came: late ? TWO : members, now });
  for (let step = 0; step < 120; step += 1) {
    now += throwDie() < 0.3 ? Math.floor(throwDie() * 900) : Math.floor(throwDie() * 3 * MINUTE);
    const place = throwDie() < 0.1 ? pick([0, 1, 2, 3]) : (where({ state, structure, now }).here?.place ?? 0);
    const commands: Command[] = [
      { do: "hold" }, { do: "go_on" }, { do: "go_on" },
      { do: "stay", place, minutes: pick([1, 2, 5, 10, 0, 31, 1.5]) }, { do: "agree", place }, { do: "agree", place }, { do: "decline", place },
      { do: "card", place, index: Math.floor(throwDie() * 9) },
    ];
    const here = where({ state, structure, now }).here;
    const isLast = stretches(state, structure).findLast((one) => one.run === here?.run)?.place === here?.place;
    if (leaves || here?.owner === null || !isLast) commands.push({ do: "next", place });
    if (leaves) commands.push({ do: "finish", place });
    if (late) commands.push({ do: "without", who: pick(members) }, { do: "come" }, { do: "join" }, { do: "join" });
    const answer = obey({ state, structure, command: pick(commands), by: pick([...members, DEWI]), now: now - Math.floor(throwDie() * behind) });
    if (!isRefusal(answer)) state = answer;
    see({ state, structure, now });
  }
  return { state, structure, now };
}

/** Everyone goes on and the clock runs out. */
function playedOut({ state, structure, now }: Game): Game {
  const resumed = obey({ state, structure, command: { do: "go_on" }, by: BEN, now });
  return { state: isRefusal(resumed) ? state : resumed, structure, now: now + 10_000 * MINUTE };
}

test("every structure gives each the same minutes, whether two or three are there", () => {
  for (const structure of everyStructure) {
    assert.equal(whyNotPlan(structure), null, structure.id);
    for (const size of [2, 3]) {
      const fitting = forSize(structure, size);
      assert.equal(whyNotPlan(fitting), null, `${structure.id} for ${size}`);
      assert.equal(turnsOf(fitting), size);
      assert.equal(fitting.total_minutes, structure.total_minutes, `${structure.id} for ${size} takes as long`);
    }
  }
  const phases = long.phases.map((phase) => (phase.turn === 1 ? { ...phase, turn: null } : phase));
  assert.equal(whyNotPlan({ ...long, phases }), null, "one turn is equal to itself");
  const longer = long.phases.map((phase) => (phase.id === "turn-two" ? { ...phase, minutes: 25 } : phase));
  assert.equal(whyNotPlan({ ...long, phases: longer, total_minutes: long.total_minutes + 1 })?.code, "sum", "its steps are shorter");
  const shifted = short.phases.map((phase) => ({ ...phase, minutes: phase.minutes + (phase.id === "turn-two" ? 1 : phase.id === "close" ? -1 : 0) }));
  assert.equal(whyNotPlan({ ...short, phases: shifted })?.code, "unequal");
});

for (const members of [TWO, THREE]) {
  test(`whatever ${members.length} press, while nobody leaves early each has exactly what was planned, and the plan is equal or says it is not`, () => {
    let oneSided = 0;
    for (let seed = 1; seed <= 120; seed += 1) {
      const structure = seed % 2 ? long : short;
      const { turns, ...seen } = where(playedOut(play({ seed, structure, members, leaves: false, behind: 300 })));
      assert.equal(seen.stage, "over");
      assert.equal(turns.length, members.length);
      assert.ok(turns.every(({ had, planned }) => had === planned));
      assert.equal(seen.oneSided, new Set(turns.map(({ had }) => had)).size > 1);
      oneSided += seen.oneSided ? 1 : 0;
    }
    assert.ok(oneSided > 0 && oneSided < 120, "the dice met both kinds");
  });
}

test("whoever comes late, or not at all: those who have a turn have the same, unless all agreed otherwise", () => {
  let [left, joined] = [0, 0];
  for (let seed = 1; seed <= 200; seed += 1) {
    const structure = seed % 2 ? long : short;
    const game = play({ seed, structure, members: THREE, leaves: false, late: true });
    const { turns, oneSided } = where(playedOut(game));
    const { changes } = game.state;
    assert.ok(turns.every(({ had, planned }) => had === planned), `seed ${seed}`);
    assert.equal(oneSided, new Set(turns.map(({ had }) => had)).size > 1, `seed ${seed}`);
    if (!game.state.stays.some(({ answer }) => answer === "agreed")) assert.equal(oneSided, false, `seed ${seed}`);
    left += changes.some((change) => change.do === "without") ? 1 : 0;
    joined += changes.some((change) => change.do === "join") ? 1 : 0;
  }
  assert.ok(left > 20 && joined > 5, `the dice met both: ${left} left out, ${joined} came after all`);
});

/** Play, and complain when anything the two see goes back by more than `behind`. */
function neverBack(rules: Rules): void {
  const before = { clock: 0, place: 0, had: new Map<string, number>() };
  const { seed, behind = 0 } = rules;
  play({
    ...rules,
    see(game) {
      const { clock, here, turns } = where(game);
      const place = here?.place ?? 99;
      const had = new Map(turns.map((each) => [each.owner, each.had]));
      assert.ok(clock >= before.clock - behind, `seed ${seed}`);
      assert.ok(behind > 0 || place >= before.place, `seed ${seed}`);
      // Whose turn was left out had nothing of it; for all others it only grows.
      const there = game.state.came.map(({ who }) => who).filter((who) => had.has(who) && before.had.has(who));
      assert.ok(there.every((who) => rules.late || (had.get(who) ?? 0) >= (before.had.get(who) ?? 0) - behind), `seed ${seed}`);
      Object.assign(before, { clock, place, had });
    },
  });
}

test("the clock and the place never go backwards", () => {
  for (let seed = 1; seed <= 120; seed += 1) {
    const game = { seed, structure: seed % 2 ? long : short, leaves: seed % 3 === 0 };
    for (const members of [TWO, THREE]) neverBack({ ...game, members });
    neverBack({ ...game, members: THREE, late: true });
  }
});

test("between clocks that differ, never by more than they differ", () => {
  for (let seed = 1; seed <= 80; seed += 1) neverBack({ seed, structure: short, leaves: seed % 2 === 0, behind: 300 });
});

test("holding costs nobody time, however often and long, and whoever calls it", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const throwDie = dice(seed);
    let state = begun({ structure: short });
    let now = START;
    for (let pause = 0; pause < 8; pause += 1) {
      now += throwDie() * 2 * MINUTE;
      const before = where({ state, structure: short, now });
      state = done({ state, structure: short, command: { do: "hold" }, by: throwDie() < 0.5 ? AMARA : BEN, now });
      now += throwDie() * 5_000 * MINUTE;
      const during = where({ state, structure: short, now });
      assert.equal(during.stage, "held");
      assert.ok(Math.abs(during.left.piece - before.left.piece) < 1e-3 && during.next?.clock === before.next?.clock);
      state = done({ state, structure: short, command: { do: "go_on" }, by: throwDie() < 0.5 ? AMARA : BEN, now });
    }
    const { turns } = where(playedOut({ state, structure: short, now }));
    assert.deepEqual(turns.map(({ had }) => had), [8 * MINUTE, 8 * MINUTE]);
  }
});

test("those who hold the same document and clock see the same, and the document is plain JSON", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    play({
      seed, structure: long, members: seed % 2 ? TWO : THREE, leaves: true, late: seed % 4 === 0,
      see(game) {
        const theirs = readMeeting(JSON.parse(JSON.stringify(game.state)), [...game.state.members].reverse());
        assert.ok(theirs !== null && !isRefusal(theirs));
        assert.deepEqual(where({ ...game, state: theirs }), where(game));
      },
    });
  }
});

test("the swap comes by itself at the half", () => {
  const state = begun();
  const at = (minutes: number) => where({ state, structure: long, now: START + minutes * MINUTE });
  assert.equal(at(27.999).owner, AMARA);
  assert.equal(at(28).here?.owner, null);
  assert.equal(at(30).owner, BEN);
  assert.equal(at(54).here?.owner, null);
  assert.equal(at(60).stage, "over");
});

test("staying longer needs both, and gives both turns the same", () => {
  const now = START + 27 * MINUTE;
  const place = where({ state: begun(), structure: long, now }).here?.place ?? -1;
  const asked = done({ state: begun(), structure: long, command: { do: "stay", place, minutes: 5 }, by: AMARA, now });
  assert.equal(refusal({ state: asked, structure: long, command: { do: "agree", place }, by: AMARA, now }), "own_wish");
  assert.equal(where({ state: asked, structure: long, now }).left.turn, MINUTE);
  const agreed = done({ state: asked, structure: long, command: { do: "agree", place }, by: BEN, now });
  const { left, turns, oneSided } = where({ state: agreed, structure: long, now });
  assert.deepEqual([left.turn, ...turns.map(({ planned }) => planned), oneSided], [6 * MINUTE, 29 * MINUTE, 29 * MINUTE, false]);
});

test("in the second turn it can only be one-sided, and says so", () => {
  const now = START + 50 * MINUTE;
  const state = begun();
  const place = where({ state, structure: long, now }).here?.place ?? -1;
  const asked = done({ state, structure: long, command: { do: "stay", place, minutes: 3 }, by: BEN, now });
  assert.equal(where({ state: asked, structure: long, now }).asked?.alike, false);
  const agreed = done({ state: asked, structure: long, command: { do: "agree", place }, by: AMARA, now });
  assert.equal(where({ state: agreed, structure: long, now }).oneSided, true);
});

test("the same wish at the same moment is an agreement; a swap that has come is not undone", () => {
  const now = START + 27 * MINUTE;
  const place = where({ state: begun(), structure: long, now }).here?.place ?? -1;
  const wish: Command = { do: "stay", place, minutes: 2 };
  const asked = done({ state: begun(), structure: long, command: wish, by: AMARA, now });
  assert.equal(refusal({ state: asked, structure: long, command: wish, by: AMARA, now }), "already_asked");
  assert.equal(refusal({ state: asked, structure: long, command: { ...wish, minutes: 5 }, by: BEN, now }), "partner_asked");
  assert.equal(done({ state: asked, structure: long, command: wish, by: BEN, now }).stays[0]?.answer, "agreed");
  assert.equal(refusal({ state: begun(), structure: long, command: wish, by: AMARA, now: now + MINUTE - 500 }), "too_late");
  const late = { state: asked, structure: long, command: { do: "agree", place } as const, by: BEN };
  assert.equal(refusal({ ...late, now: now + MINUTE - 500 }), "too_late");
  assert.equal(refusal({ ...late, now: now + MINUTE }), "moved_on");
});

test("leaving a piece gives its rest to the next one; the turn keeps its end", () => {
  const now = START + 6 * MINUTE;
  const { here } = where({ state: begun(), structure: long, now });
  const state = done({ state: begun(), structure: long, command: { do: "next", place: here?.place ?? -1 }, by: AMARA, now });
  const after = where({ state, structure: long, now });
  assert.equal(after.here?.place, (here?.place ?? 0) + 1);
  assert.equal(after.left.turn, 22 * MINUTE);
});

test("only the owner finishes a turn early; what was not used is let go", () => {
  const now = START + 20 * MINUTE;
  const place = where({ state: begun(), structure: long, now }).here?.place ?? -1;
  const finish = { state: begun(), structure: long, command: { do: "finish", place } as const, now };
  assert.equal(refusal({ ...finish, by: BEN }), "not_your_turn");
  const state = done({ ...finish, by: AMARA });
  const after = where({ state, structure: long, now });
  assert.equal(after.here?.owner, null);
  assert.equal(refusal({ ...finish, state, by: AMARA }), "moved_on");
  const { turns } = where(playedOut({ state, structure: long, now }));
  assert.deepEqual(turns.map(({ had }) => had), [16 * MINUTE, 24 * MINUTE]);
});

test("a hold stops everything but a wish, a card and the end", () => {
  const now = START + 10 * MINUTE;
  const state = done({ state: begun(), structure: long, command: { do: "hold" }, by: BEN, now });
  const place = where({ state, structure: long, now }).here?.place ?? -1;
  const order = { state, structure: long, by: AMARA, now: now + 1 };
  assert.equal(refusal({ ...order, command: { do: "hold" } }), "already_held");
  assert.equal(refusal({ ...order, command: { do: "next", place } }), "held");
  assert.equal(refusal({ ...order, command: { do: "finish", place } }), "held");
  const ended = done({ ...order, command: { do: "end" }, now: now + 90 * MINUTE });
  assert.equal(clockAt(ended, now + 900 * MINUTE), 10 * MINUTE);
  assert.equal(refusal({ ...order, state: ended, command: { do: "go_on" } }), "already_ended");
});

test("nobody asks for nothing, for fractions or for hours", () => {
  const order = { state: begun(), structure: long, by: AMARA, now: START };
  for (const minutes of [0, -5, 1.5, 31, Number.NaN]) assert.equal(refusal({ ...order, command: { do: "stay", place: 0, minutes } }), "too_long");
});

test("a meeting left open ended when its time ran out, whenever somebody says so", () => {
  const order = { state: begun(), structure: long, command: { do: "end" } as const, by: BEN };
  assert.equal(done({ ...order, now: START + 9_000 * MINUTE }).ended?.at, START + 60 * MINUTE);
  assert.equal(done({ ...order, now: START + 9 * MINUTE }).ended?.at, START + 9 * MINUTE);
});

test("the marks are few and in order", () => {
  const said = marks(stretches(begun(), long)).map((mark) => `${mark.kind} ${mark.clock / MINUTE}`);
  assert.deepEqual(said.filter((one) => /turn|half|minute|over/.test(one)), [
    "turn 4", "half 16", "minute 27", "turn 30", "half 42", "minute 53", "over 60",
  ]);
});

test("clocks that differ by a little do no harm: a command never counts as earlier than the last", () => {
  const held = done({ state: begun(), structure: long, command: { do: "hold" }, by: AMARA, now: START + 5_000 });
  const state = done({ state: held, structure: long, command: { do: "go_on" }, by: BEN, now: START + 4_800 });
  assert.deepEqual(state.pauses, [{ by: AMARA, from: START + 5_000, to: START + 5_000 }]);
  assert.equal(clockAt(state, START + MINUTE), MINUTE);
  const again = done({ state, structure: long, command: { do: "hold" }, by: BEN, now: START + 4_900 });
  assert.equal(again.pauses[1]?.from, START + 5_000);
});

test("a document whose moves make no sense still has pieces in order", () => {
  const moves = [{ by: BEN, clock: 0, place: 2, turn: false }, { by: BEN, clock: 90 * MINUTE, place: 99, turn: true }];
  const all = stretches({ ...begun(), moves }, long);
  assert.ok(all.every(({ from, to }, index) => to >= from && from === (all[index - 1]?.to ?? 0)));
});
