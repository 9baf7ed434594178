/** Every sentence the room can say exists, and says who is meant. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Company, counted, othersByName } from "./company.ts";
import { AMARA, BEN, CHIDI, MINUTE, START, THREE, TWO, begun, done, long, short } from "./meeting-in-tests.ts";
import { markOf, noteOf, phasesOf, pictureOf, questionOf, rolesOf, spoken, timeLeft, turnsInWords, wishOf } from "./room-words.ts";
import { forSize } from "./scaling.ts";
import type { Structure } from "./structure.ts";
import { type Meeting, type Where, marks, where } from "./timeline.ts";

const all = [{ person: AMARA, name: "Amara" }, { person: BEN, name: "Ben" }, { person: CHIDI, name: "Chidi" }];
const pair = all.slice(0, 2);
const amara: Company = { me: AMARA, members: pair };
const ben: Company = { me: BEN, members: pair };
const three: Company[] = all.map(({ person }) => ({ me: person, members: all }));

function everySentence(seen: Where, company: Company): string[] {
  const { label } = pictureOf(seen, company);
  const wish = seen.asked ? Object.values(wishOf(seen.asked, { seen, company })) : [];
  return [
    label, ...Object.values(timeLeft(seen, company)), markOf(seen, 0), questionOf(seen), noteOf(seen, company), ...wish,
    ...phasesOf(seen, company).map(({ title }) => title), ...rolesOf(seen, company).map(({ words }) => words),
    ...marks(seen.all).map((mark) => spoken(mark, seen, company)),
  ];
}

function looks(structure: Structure, members: readonly string[]): { state: Meeting; now: number }[] {
  const state = begun({ structure, members });
  const minutes = Array.from({ length: structure.total_minutes * 4 + 4 }, (_, quarter) => START + (quarter * MINUTE) / 4);
  return minutes.flatMap((now) => {
    const here = where({ state, structure, now }).here;
    if (here === null) return [{ state, now }];
    const held = done({ state, structure, command: { do: "hold" }, by: BEN, now });
    const asked = done({ state, structure, command: { do: "stay", place: here.place, minutes: 1 }, by: BEN, now });
    const yes = done({ state: asked, structure, command: { do: "agree", place: here.place }, by: AMARA, now });
    const agreed = members.includes(CHIDI) ? done({ state: yes, structure, command: { do: "agree", place: here.place }, by: CHIDI, now }) : yes;
    const alone = { ...state, came: [{ who: AMARA, clock: 0 }] };
    return [state, held, asked, yes, agreed, alone].map((one) => ({ state: one, now }));
  });
}

test("no sentence is missing, and none has a gap", () => {
  const companies = [{ members: TWO, views: [amara, ben] }, { members: THREE, views: three }];
  for (const [structure, { members, views }] of [long, short].flatMap((one) => companies.map((other) => [one, other] as const))) {
    for (const look of looks(structure, members)) {
      for (const view of views) {
        for (const sentence of everySentence(where({ ...look, structure }), view)) {
          assert.ok(sentence !== "" && !/^room\.|[{}]/.test(sentence), sentence);
        }
      }
    }
  }
});

test("both are told the same, each from their side", () => {
  const seen = where({ state: begun(), structure: long, now: START + 14 * MINUTE });
  assert.deepEqual(timeLeft(seen, amara), { large: "14", small: "minutes left in your turn" });
  assert.deepEqual(timeLeft(seen, ben), { large: "14", small: "minutes left in ⁨Amara⁩’s turn" });
  const turns = "Two equal turns of 24 minutes.";
  assert.equal(pictureOf(seen, amara).label, `${turns} Your turn, above, is 10 minutes in. ⁨Ben⁩’s turn, below, has not begun.`);
  assert.equal(pictureOf(seen, ben).label, `${turns} ⁨Amara⁩’s turn, above, is 10 minutes in. Your turn, below, has not begun.`);
  assert.deepEqual(rolesOf(seen, amara).map(({ words }) => words), ["You speak", "⁨Ben⁩ asks"]);
});

test("all three are told the same, each from their side, and both others by name", () => {
  const [one, two, other] = three as [Company, Company, Company];
  const seen = where({ state: begun({ members: THREE, first: BEN }), structure: long, now: START + 25 * MINUTE });
  assert.deepEqual(phasesOf(seen, one).map(({ title }) => title), ["Arrive", "⁨Ben⁩", "Swap", "⁨Chidi⁩", "Swap", "You", "Between us"]);
  assert.deepEqual(timeLeft(seen, other), { large: "11", small: "minutes left in your turn" });
  assert.deepEqual(timeLeft(seen, one), { large: "11", small: "minutes left in ⁨Chidi⁩’s turn" });
  const turns = "Three equal turns of 15 minutes. ⁨Ben⁩’s turn, on the right, is over. ";
  assert.equal(pictureOf(seen, one).label, `${turns}⁨Chidi⁩’s turn, below, is 4 minutes in. Your turn, on the left, has not begun.`);
  assert.deepEqual(rolesOf(seen, two).map(({ words }) => words), ["You ask", "⁨Amara⁩ asks", "⁨Chidi⁩ speaks"]);
  assert.equal(othersByName(two), "⁨Amara⁩ and ⁨Chidi⁩");
});

test("no name turns the sentence around in which it stands", () => {
  const BARE = /(?<!\u2068)(Amara|Ben|Chidi)/;
  for (const company of [amara, ...three]) {
    const members = company.members.map(({ person }) => person);
    for (const look of looks(short, members)) {
      for (const sentence of everySentence(where({ ...look, structure: short }), company)) assert.doesNotMatch(sentence, BARE);
    }
  }
});

test("who chooses is told of equal turns once, and of turns that differ in both their lengths", () => {
  assert.equal(turnsInWords(long), "Two turns of 24 minutes each.");
  assert.equal(turnsInWords(forSize(long, 3)), "Three turns of 15 minutes each.");
  const lean = short.phases.map((phase) => (phase.turn === 1 ? { ...phase, minutes: phase.minutes - 5 } : phase));
  assert.equal(turnsInWords({ ...short, phases: lean, one_sided: true }), "Two turns, one of 8 and one of 3 minutes.");
});

test("seconds are shown in the last minute only", () => {
  const left = (seconds: number) => timeLeft(where({ state: begun(), structure: long, now: START + 28 * MINUTE - seconds * 1000 }), amara);
  assert.deepEqual([left(61).large, left(60).large, left(59.5).large, left(1).large], ["2", "60", "60", "1"]);
  assert.equal(left(1).small, "second left in your turn");
  assert.equal(counted("room.minutes", 1), "1 minute");
});
