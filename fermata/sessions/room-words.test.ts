/** Every sentence the room can say exists, and says who is meant. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AMARA, BEN, MINUTE, START, begun, done, long, short } from "./meeting-in-tests.ts";
import { type Pair, counted, markOf, noteOf, phasesOf, pictureOf, questionOf, rolesOf, spoken, timeLeft, wishOf } from "./room-words.ts";
import type { Structure } from "./structure.ts";
import { type Meeting, type Where, marks, where } from "./timeline.ts";

const amara: Pair = { me: AMARA, partner: { person: BEN, name: "Ben" } };
const ben: Pair = { me: BEN, partner: { person: AMARA, name: "Amara" } };

function everySentence(seen: Where, pair: Pair): string[] {
  const { label } = pictureOf(seen, pair);
  const wish = seen.asked ? Object.values(wishOf(seen.asked, { seen, pair })) : [];
  return [
    label, ...Object.values(timeLeft(seen, pair)), markOf(seen, 0), questionOf(seen), noteOf(seen, pair), ...wish,
    ...phasesOf(seen, pair).map(({ title }) => title), ...rolesOf(seen, pair).map(({ words }) => words),
    ...marks(seen.all).map((mark) => spoken(mark, seen, pair)),
  ];
}

function looks(structure: Structure): { state: Meeting; now: number }[] {
  const state = begun({ structure });
  const minutes = Array.from({ length: structure.total_minutes * 4 + 4 }, (_, quarter) => START + (quarter * MINUTE) / 4);
  return minutes.flatMap((now) => {
    const here = where({ state, structure, now }).here;
    if (here === null) return [{ state, now }];
    const held = done({ state, structure, command: { do: "hold" }, by: BEN, now });
    const asked = done({ state, structure, command: { do: "stay", place: here.place, minutes: 1 }, by: BEN, now });
    const agreed = done({ state: asked, structure, command: { do: "agree", place: here.place }, by: AMARA, now });
    return [state, held, asked, agreed].map((one) => ({ state: one, now }));
  });
}

test("no sentence is missing, and none has a gap", () => {
  for (const structure of [long, short]) {
    for (const look of looks(structure)) {
      for (const pair of [amara, ben]) {
        for (const sentence of everySentence(where({ ...look, structure }), pair)) {
          assert.ok(sentence !== "" && !/^room\.|[{}]/.test(sentence), sentence);
        }
      }
    }
  }
});

test("both are told the same, each from their side", () => {
  const seen = where({ state: begun(), structure: long, now: START + 14 * MINUTE });
  assert.deepEqual(timeLeft(seen, amara), { large: "14", small: "minutes left in your turn" });
  assert.deepEqual(timeLeft(seen, ben), { large: "14", small: "minutes left in Amara’s turn" });
  const turns = "Two equal turns of 24 minutes.";
  assert.equal(pictureOf(seen, amara).label, `${turns} Your turn, above, is 10 minutes in. Ben’s turn, below, has not begun.`);
  assert.equal(pictureOf(seen, ben).label, `${turns} Amara’s turn, above, is 10 minutes in. Your turn, below, has not begun.`);
  assert.deepEqual(rolesOf(seen, amara).map(({ words }) => words), ["You speak", "Ben asks"]);
});

test("seconds are shown in the last minute only", () => {
  const left = (seconds: number) => timeLeft(where({ state: begun(), structure: long, now: START + 28 * MINUTE - seconds * 1000 }), amara);
  assert.deepEqual([left(61).large, left(60).large, left(59.5).large, left(1).large], ["2", "60", "60", "1"]);
  assert.equal(left(1).small, "second left in your turn");
  assert.equal(counted("room.minutes", 1), "1 minute");
});
