import assert from "node:assert/strict";
import { test } from "node:test";
import { everyStructure } from "../meeting-in-tests.ts";
import { forSize } from "../scaling.ts";
import { piecesOf, turnsOf } from "../structure.ts";
import { drawn } from "./drawn-in-tests.ts";
import { type Change, readPlan, rowsOf, scaledTo, turnLengths, whyNotPlan, withPieces } from "./plans.ts";

const ALL = everyStructure.flatMap((structure) => [2, 3].filter((size) => turnsOf(structure) <= size).map((size) => forSize(structure, size)));

test("every structure gives everybody the same time, for two and for three", () => {
  assert.equal(everyStructure.length, 13);
  for (const structure of ALL) {
    assert.equal(whyNotPlan(structure), null, structure.id);
    assert.equal(new Set(turnLengths(structure)).size, 1, structure.id);
  }
});

test("of any length it stays equal and has all its parts", () => {
  for (const structure of ALL) {
    for (let minutes = 5; minutes <= 120; minutes += 1) {
      const scaled = scaledTo(structure, minutes);
      assert.equal(whyNotPlan(scaled), null, `${structure.id} ${minutes}`);
      assert.equal(piecesOf(scaled).length, piecesOf(structure).length);
      const least = piecesOf(structure).length;
      if (minutes > 2 * least) assert.ok(Math.abs(scaled.total_minutes - minutes) <= 2, `${structure.id}: ${minutes} became ${scaled.total_minutes}`);
    }
  }
});

test("whatever is edited row by row stays equal, or is refused", () => {
  const draw = drawn(7);
  for (let round = 0; round < 2_000; round += 1) {
    const structure = ALL[draw(ALL.length)]!;
    const rows = rowsOf(structure);
    const { place, also } = rows[draw(rows.length)]!;
    const change: Change = { minutes: draw(30), title: draw(9) === 0 ? "" : "A part", prompts: draw(9) === 0 ? [] : ["What now?"] };
    const edited = withPieces(structure, new Map([place, ...also].map((one) => [one, change])));
    const fault = whyNotPlan(edited);
    const isWhole = (change.minutes ?? 0) >= 1 && change.title !== "" && (change.prompts?.length ?? 0) > 0;
    assert.equal(fault === null || fault.code === "long", isWhole, JSON.stringify(fault));
    if (fault === null) assert.equal(new Set(turnLengths(edited)).size, 1);
  }
});

test("a minute more for one is refused, and is one-sided when the plan says so", () => {
  for (const structure of ALL) {
    const place = piecesOf(structure).findIndex(({ turn }) => turn === 1);
    const minutes = (piecesOf(structure)[place]?.step.minutes ?? 0) + 1;
    const uneven = withPieces(structure, new Map([[place, { minutes }]]));
    assert.equal(whyNotPlan(uneven)?.code, "unequal", structure.id);
    assert.equal(readPlan(uneven), null);
    assert.equal(whyNotPlan({ ...uneven, one_sided: true }), null);
    assert.equal(whyNotPlan({ ...structure, one_sided: true })?.code, "even");
  }
});

test("other words for one turn are refused also where the minutes may differ", () => {
  const structure = ALL[0]!;
  const place = piecesOf(structure).findIndex(({ turn }) => turn === 1);
  const other = withPieces(structure, new Map([[place, { prompts: ["Why did you fail?"] }]]));
  assert.equal(whyNotPlan(other)?.code, "different");
  assert.equal(whyNotPlan({ ...withPieces(other, new Map([[place, { minutes: 1, prompts: ["Why did you fail?"] }]])), one_sided: true })?.code, "different");
});

test("what another program wrote is a plan or nothing", () => {
  const good = JSON.parse(JSON.stringify(ALL[0])) as Record<string, unknown>;
  assert.deepEqual(readPlan(good), ALL[0]);
  const bad = [null, 1, [], {}, { ...good, phases: [] }, { ...good, phases: [null] }, { ...good, title: 3 }, { ...good, total_minutes: 1 }, { ...good, phases: Array(100).fill((good.phases as unknown[])[0]) }, { ...good, harvest: "x" }];
  for (const value of bad) assert.equal(readPlan(value), null, JSON.stringify(value)?.slice(0, 60));
});
