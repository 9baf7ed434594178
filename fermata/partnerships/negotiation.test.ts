import assert from "node:assert/strict";
import test from "node:test";
import german from "../../content/clauses/de.json" with { type: "json" };
import { clauseOf } from "./clauses.ts";
import {
  canAcceptAll, clausesOnTable, clauseView, type Change, isOpen, settledText, stricterOptions, type Table, tighterOf, whyNotTighten, withRemark, withStances, withTighter,
} from "./negotiation.ts";

const T = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000Z`;
const names = ["Amara", "Ben", "Chidi"];

/** People around a table; each looks at it from their own place. */
function table(size = 2): { as: (name: string) => Table; say: (name: string, change: Change) => void; all: Table["members"] } {
  const members = names.slice(0, size).map((name) => ({ person: name, name, side: null as Table["members"][number]["side"] }));
  let minute = 0;
  const as = (name: string): Table => ({ me: name, members, signed: {} });
  const say = (name: string, change: Change): void => {
    members.find((one) => one.name === name)!.side = withStances(as(name), [change], T(minute++));
  };
  return { as, say, all: members };
}

const standing = (at: Table, id = "CL-08") => clauseView(at, id).standing;

test("a proposal waits for the other, who sees it; the same words settle it", () => {
  const { as, say } = table();
  say("Amara", { clause: "CL-08", text: "one" });
  assert.deepEqual([standing(as("Amara")), standing(as("Ben"))], ["mine", "theirs"]);
  assert.equal(clauseView(as("Ben"), "CL-08").offered!.text, "one");
  say("Ben", { clause: "CL-08", text: "one" });
  assert.deepEqual([standing(as("Amara")), standing(as("Ben"))], ["settled", "settled"]);
  assert.deepEqual(settledText(as("Ben")), [{ id: "CL-08", text: "one" }]);
});

test("a counter-proposal leaves the two apart until one takes the other's words", () => {
  const { as, say } = table();
  say("Amara", { clause: "CL-08", text: "one" });
  say("Ben", { clause: "CL-08", text: "two", why: "softer" });
  assert.deepEqual([standing(as("Amara")), standing(as("Ben"))], ["apart", "apart"]);
  assert.deepEqual([clauseView(as("Amara"), "CL-08").offered!.text, clauseView(as("Ben"), "CL-08").offered!.text], ["two", "one"]);
  say("Amara", { clause: "CL-08", text: "two" });
  assert.equal(standing(as("Ben")), "settled");
});

test("what all have accepted cannot be altered without everybody seeing who reopened it", () => {
  const { as, say } = table();
  say("Amara", { clause: "CL-08", text: "one" });
  say("Ben", { clause: "CL-08", text: "one" });
  say("Ben", { clause: "CL-08", text: "one, mostly" });
  for (const name of ["Amara", "Ben"]) {
    const seen = clauseView(as(name), "CL-08");
    assert.deepEqual([isOpen(seen), seen.reopenedBy], [true, ["Ben"]]);
  }
  assert.deepEqual(settledText(as("Amara")), []);
  say("Amara", { clause: "CL-08", text: "one, mostly" });
  say("Amara", { clause: "CL-08", text: "one" });
  assert.deepEqual(clauseView(as("Ben"), "CL-08").reopenedBy, ["Amara"]);
});

test("of three, all three must stand behind the same words", () => {
  const { as, say } = table(3);
  say("Amara", { clause: "CL-08", text: "one" });
  say("Ben", { clause: "CL-08", text: "one" });
  assert.deepEqual(names.map((name) => standing(as(name))), ["mine", "mine", "theirs"]);
  say("Chidi", { clause: "CL-08", text: "three" });
  assert.deepEqual(names.map((name) => standing(as(name))), ["apart", "apart", "apart"]);
  say("Chidi", { clause: "CL-08", text: "one" });
  assert.deepEqual(names.map((name) => standing(as(name))), ["settled", "settled", "settled"]);
});

test("of three, whoever has agreed to new words waits for the third, who has said nothing against them", () => {
  const { as, say } = table(3);
  for (const name of names) say(name, { clause: "CL-08", text: "old" });
  say("Ben", { clause: "CL-08", text: "new" });
  assert.deepEqual(names.map((name) => clauseView(as(name), "CL-08").offered?.text), ["new", undefined, "new"]);
  say("Amara", { clause: "CL-08", text: "new" });
  for (const name of ["Amara", "Ben"]) {
    const { standing, offered, waitsFor, settledBefore } = clauseView(as(name), "CL-08");
    assert.deepEqual({ standing, offered, waitsFor, settledBefore }, { standing: "mine", offered: null, waitsFor: ["Chidi"], settledBefore: "old" });
  }
  say("Chidi", { clause: "CL-08", text: "old" });
  assert.deepEqual(["Amara", "Ben"].map((name) => clauseView(as(name), "CL-08").offered?.text), ["old", "old"], "to stay with the old words knowingly is an answer");
  say("Ben", { clause: "CL-08", text: "old" });
  say("Amara", { clause: "CL-08", text: "old" });
  assert.equal(standing(as("Chidi")), "settled");
});

test("of three who have signed, the same holds while the third has said nothing since", () => {
  const { as, say } = table(3);
  const signed = Object.fromEntries(names.map((name) => [name, [{ id: "CL-08", text: "old" }]]));
  for (const name of names) say(name, { clause: "CL-08", text: "old" });
  for (const name of ["Ben", "Amara"]) say(name, { clause: "CL-08", text: "new" });
  assert.deepEqual(clauseView({ ...as("Amara"), signed }, "CL-08").waitsFor, ["Chidi"]);
});

test("leaving out is settled when nobody wants it, and open while somebody does", () => {
  const { as, say } = table();
  say("Amara", { clause: "CL-23", text: "Not now." });
  say("Ben", { clause: "CL-23", text: "" });
  assert.equal(standing(as("Amara"), "CL-23"), "apart");
  say("Amara", { clause: "CL-23", text: "" });
  assert.equal(standing(as("Amara"), "CL-23"), "left_out");
  assert.deepEqual(settledText(as("Amara")), []);
});

test("talking first and remarks change no words, and hold up accepting all at once", () => {
  const { as, say, all } = table();
  say("Amara", { clause: "CL-08", text: "one" });
  assert.equal(canAcceptAll(as("Ben")), true);
  say("Amara", { clause: "CL-08", text: "one", talk: true });
  assert.equal(canAcceptAll(as("Ben")), false);
  assert.deepEqual(clauseView(as("Ben"), "CL-08").talk, ["Amara"]);
  all[1]!.side = withRemark(as("Ben"), { clause: "CL-08", text: " why? " }, T(9));
  assert.deepEqual(clauseView(as("Amara"), "CL-08").remarks.map(({ name, text }) => [name, text]), [["Ben", "why?"]]);
});

test("whoever has countered one clause does not accept all the others by one click", () => {
  const { as, say } = table();
  for (const clause of ["CL-07", "CL-08"]) say("Amara", { clause, text: "one" });
  say("Ben", { clause: "CL-08", text: "two" });
  assert.equal(canAcceptAll(as("Ben")), false);
  assert.equal(canAcceptAll(as("Amara")), false);
});

test("who has signed stands behind the signed words until they say otherwise", () => {
  const { as, say } = table();
  const signed = { Amara: [{ id: "CL-08", text: "old" }], Ben: [{ id: "CL-08", text: "old" }] };
  assert.deepEqual(settledText({ ...as("Amara"), signed }), [{ id: "CL-08", text: "old" }]);
  say("Ben", { clause: "CL-09", text: "No notes." });
  assert.deepEqual(clausesOnTable({ ...as("Amara"), signed }).map((one) => one.standing), ["settled", "apart"]);
});

test("anybody may be stricter with what is theirs, and nobody looser", () => {
  const clause = clauseOf("CL-08");
  const [strict, loose, middle] = clause.options as [string, string, string];
  assert.deepEqual(stricterOptions(clause, loose), [strict, middle]);
  assert.equal(whyNotTighten(clause, { inForce: strict, text: loose }), "not_stricter");
  assert.equal(whyNotTighten(clause, { inForce: middle, text: middle }), "not_stricter");
  assert.equal(whyNotTighten(clause, { inForce: null, text: strict }), "not_in_force");
  assert.equal(whyNotTighten(clauseOf("CL-03"), { inForce: "x", text: "y" }), "not_tightenable");
  assert.deepEqual(stricterOptions(clause, "words of our own"), [strict], "of words we do not know only the strictest is surely stricter");
});

test("a member's stricter wording stays: it cannot be loosened alone, and gives way to words all have signed", () => {
  const { as, all } = table();
  const clause = clauseOf("CL-08");
  const [strict, loose, middle] = clause.options as [string, string, string];
  all[0]!.side = withTighter(as("Amara"), { clause, text: middle, inForce: loose }, T(1)) as never;
  assert.equal(withTighter(as("Amara"), { clause, text: loose, inForce: loose }, T(2)), "not_stricter");
  all[0]!.side = withTighter(as("Amara"), { clause, text: strict, inForce: loose }, T(3)) as never;
  assert.equal(withTighter(as("Amara"), { clause, text: middle, inForce: loose }, T(4)), "not_stricter");
  assert.equal(tighterOf(all[0]!.side, { clause, inForce: loose })!.text, strict);
  assert.equal(tighterOf(all[0]!.side, { clause, inForce: strict }), null);
  const claimed = { stances: [], remarks: [], tighter: [{ clause: "CL-08", text: loose, at: T(5) }] };
  assert.equal(tighterOf(claimed, { clause, inForce: strict }), null, "a looser wording is not believed, whoever wrote it");
});

test("a wording taken in another language is as strict as here", () => {
  const clause = clauseOf("CL-28");
  const [here, there] = [clause.options, german.clauses.find(({ id }) => id === "CL-28")!.options];

  assert.notEqual(here[1], there[1]);
  assert.equal(whyNotTighten(clause, { inForce: there[0]!, text: here[1]! }), null);
  assert.equal(whyNotTighten(clause, { inForce: here[0]!, text: there[1]! }), null);
  assert.equal(whyNotTighten(clause, { inForce: there[1]!, text: here[0]! }), "not_stricter");
  assert.deepEqual(stricterOptions(clause, there[1]!), []);
});
