import assert from "node:assert/strict";
import { test } from "node:test";
import { type MeetingHad, type Share, added, balanceOf, hadIn, inMinutes, isEven, offerOf, owedIn } from "./balance.ts";
import { minutesInWords } from "./balance-words.ts";
import { drawn } from "./drawn-in-tests.ts";

const MINUTE = 60_000;
const PEOPLE = ["amara", "ben", "chidi"];
const CASES = 2_000;

function sum(share: Share): number {
  return Object.values(share).reduce((one, other) => one + other, 0);
}

/** A few meetings of two or three, of any length, also none at all. */
function meetings(draw: (below: number) => number, size: number): MeetingHad[] {
  return Array.from({ length: draw(9) }, (_, index) => {
    const had = Object.fromEntries(PEOPLE.slice(0, size).map((person) => [person, draw(40 * MINUTE)]));
    return { began_at: index * 1_000_000 + draw(900_000), had, planned: had, one_sided: false };
  });
}

test("what is owed adds up to nothing, for two and for three", () => {
  const draw = drawn(1);
  for (let round = 0; round < CASES; round += 1) {
    const { owed, all } = balanceOf(meetings(draw, 2 + (round % 2)));
    assert.equal(sum(owed), 0);
    assert.ok(Object.values(owed).every(Number.isInteger));
    assert.deepEqual(Object.keys(owed).sort(), Object.keys(all.had).sort());
  }
});

test("with what they are owed, everybody has had an equal share to the millisecond or two", () => {
  const draw = drawn(2);
  for (let round = 0; round < CASES; round += 1) {
    const found = meetings(draw, 3);
    const { owed, all } = balanceOf(found);
    const settled = PEOPLE.map((person) => (all.had[person] ?? 0) + (owed[person] ?? 0));
    assert.ok(Math.max(...settled) - Math.min(...settled) <= found.length, String(settled));
  }
});

test("the meetings add up to the whole, and the last four to themselves", () => {
  const draw = drawn(3);
  for (let round = 0; round < CASES; round += 1) {
    const balance = balanceOf(meetings(draw, 2));
    assert.deepEqual(balance.all.had, added(balance.meetings.map(({ had }) => had)));
    assert.deepEqual(balance.lately.had, added(balance.meetings.slice(0, 4).map(({ had }) => had)));
    assert.deepEqual(balance.owed, added(balance.meetings.map(({ had }) => owedIn(had))));
  }
});

test("minutes on the page add up to the minutes on the page", () => {
  const draw = drawn(4);
  for (let round = 0; round < CASES; round += 1) {
    const share = Object.fromEntries(PEOPLE.map((person) => [person, draw(200 * MINUTE) - 100 * MINUTE]));
    const minutes = inMinutes(share);
    assert.equal(sum(minutes), Math.round(sum(share) / MINUTE) + 0);
    for (const person of PEOPLE) assert.ok(Math.abs((minutes[person] ?? 0) - (share[person] ?? 0) / MINUTE) < 1 + 1e-9);
  }
});

test("the minutes at the end of a meeting are those of the table, and add up", () => {
  const each = minutesInWords({ amara: 22.5 * MINUTE, ben: 22.5 * MINUTE });
  assert.deepEqual(Object.values(each).sort(), ["22 minutes", "23 minutes"]);
});

test("minutes owed add up to nothing on the page as well", () => {
  const draw = drawn(5);
  for (let round = 0; round < CASES; round += 1) {
    const minutes = inMinutes(balanceOf(meetings(draw, 2 + (round % 2))).owed);
    assert.equal(sum(minutes) + 0, 0);
  }
});

test("nobody is anybody special: other names change nothing but names", () => {
  const draw = drawn(6);
  const swap = (share: Share): Share => Object.fromEntries(Object.entries(share).map(([person, time]) => [person === "amara" ? "ben" : "amara", time]));
  for (let round = 0; round < CASES; round += 1) {
    const found = meetings(draw, 2).map((one) => ({ ...one, had: Object.fromEntries(Object.entries(one.had).map(([who, time]) => [who, time - (time % 2)])) }));
    const mirrored = balanceOf(found.map((one) => ({ ...one, had: swap(one.had), planned: swap(one.had) })));
    assert.deepEqual(mirrored.owed, swap(balanceOf(found).owed));
  }
});

test("whoever was not there owes nothing and is owed nothing", () => {
  const { owed } = balanceOf([{ began_at: 1, had: { amara: 10 * MINUTE, ben: 20 * MINUTE }, one_sided: false }]);
  assert.deepEqual(owed, { amara: 5 * MINUTE, ben: -5 * MINUTE });
  const record = { began_at: 1, had: { amara: 10 * MINUTE, ben: 10 * MINUTE, chidi: 0 }, planned: { amara: 10 * MINUTE, ben: 10 * MINUTE }, one_sided: false };
  assert.deepEqual(balanceOf([hadIn(record)]).owed, { amara: 0, ben: 0 });
});

test("half an hour against twenty minutes is offered back, and a minute is not", () => {
  const met = (amara: number, ben: number): MeetingHad => ({ began_at: 1, had: { amara: amara * MINUTE, ben: ben * MINUTE }, one_sided: true });
  assert.deepEqual(offerOf(balanceOf([met(30, 20)]), ["amara", "ben"]), { owner: "ben", minutes: 5 });
  assert.equal(offerOf(balanceOf([met(24, 23)]), ["amara", "ben"]), null);
  assert.equal(offerOf(balanceOf([]), ["amara", "ben"]), null);
});

test("a few seconds are the clock’s, not anybody’s", () => {
  assert.ok(isEven(balanceOf([{ began_at: 1, had: { amara: 480_000, ben: 440_000 }, one_sided: false }])));
  assert.ok(!isEven(balanceOf([{ began_at: 1, had: { amara: 600_000, ben: 480_000 }, one_sided: false }])));
});
