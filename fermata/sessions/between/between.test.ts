import assert from "node:assert/strict";
import { test } from "node:test";
import bank from "../../../content/questions/en.json" with { type: "json" };
import { another, fitting, lot, readBank } from "./bank.ts";
import { placeOfMeeting } from "./call-link.ts";
import { drawn } from "./drawn-in-tests.ts";
import { openOnes, readExperiment } from "./experiment.ts";
import { freshRoom, readPlace, roomName, whyNotLink, whyNotTemplate } from "./place.ts";
import { givenOf, readGiven, readPreparation } from "./preparation.ts";
import type { Kept } from "./records.ts";
import { isAgreed, readYes, whoAgrees } from "./yes.ts";

const kept = <Value>(value: Value, { by = "amara", item = "i", about = "" } = {}): Kept<Value> => ({ item, version: 1, by, at: "", about, value });

test("another question is never one just seen, until all were", () => {
  const { questions } = readBank(bank)!;
  const some = fitting(questions, { purpose: "decide", phase: "choose", only: null });
  assert.ok(some.length >= 3);
  const draw = drawn(8);
  let shown: string[] = [];
  for (let turn = 0; turn < some.length; turn += 1) {
    const found = another(some, { shown, draw })!;
    assert.ok(!shown.includes(found.id));
    shown = [...shown, found.id];
  }
  assert.notEqual(another(some, { shown, draw })?.id, shown.at(-1));
  assert.equal(another([], { shown: [], draw: lot }), null);
});

test("only those I like, and none of them when I like none", () => {
  const { questions } = readBank(bank)!;
  assert.deepEqual(fitting(questions, { purpose: "", phase: "", only: new Set(["us-01"]) }).map(({ id }) => id), ["us-01"]);
  assert.deepEqual(fitting(questions, { purpose: "", phase: "", only: new Set() }), []);
});

test("the lot reaches everything below, and nothing else", () => {
  const seen = new Set(Array.from({ length: 400 }, () => lot(3)));
  assert.deepEqual([...seen].sort(), [0, 1, 2]);
  assert.throws(() => lot(0), RangeError);
});

test("a link begins with https and carries no password", () => {
  assert.equal(whyNotLink("https://meet.example.org/our-room?x=1#y"), null);
  const no = ["", "meet.example.org", "http://meet.example.org/", "javascript:alert(1)", "data:text/html,x", "https://me:secret@example.org/", "file:///etc/passwd", `https://example.org/${"x".repeat(1200)}`];
  for (const link of no) assert.notEqual(whyNotLink(link), null, link.slice(0, 60));
});

test("a fresh room has a name nobody guesses, another one each time", () => {
  const names = new Set(Array.from({ length: 200 }, roomName));
  assert.equal(names.size, 200);
  for (const name of names) assert.match(name, /^[a-hj-km-np-z2-9]{24}$/);
  const letters = Array.from({ length: 20_000 }, roomName).join("");
  const early = [...letters].filter((letter) => "abcdefgh".includes(letter)).length;
  assert.ok(early / letters.length < 8 / 31 + 0.01, "no letter is drawn more often than another");
  assert.equal(freshRoom("https://meet.jit.si/{room}", "abc"), "https://meet.jit.si/abc");
  assert.equal(whyNotTemplate("https://bbb.example.org/b/{room}"), null);
  for (const bad of ["https://bbb.example.org/b/", "http://x.org/{room}", "https://x.org/{room}/{room}", "javascript:{room}"]) assert.notEqual(whyNotTemplate(bad), null, bad);
});

test("a place that leads elsewhere than https is no place", () => {
  assert.equal(readPlace({ url: "javascript:alert(1)", service: "other", template: "" }), null);
  assert.deepEqual(readPlace({ url: "", service: "jitsi", template: "" }), { url: "", service: "jitsi", template: "" });
});

test("only what is ticked is given", () => {
  const prepared = readPreparation({ topic: "The talk with Kim", help: "ear", depth: "deeper", stretch: "", ticked: ["help", "stretch", "all"] })!;
  assert.deepEqual(prepared.ticked, ["help", "stretch"]);
  assert.deepEqual(givenOf(prepared), { help: "ear" });
  assert.deepEqual(readGiven({ topic: "  ", help: "boss", depth: "task", else: 1 }), { depth: "task" });
  for (const bad of [null, 3, [], { topic: 1, ticked: [] }, { topic: "x" }]) assert.equal(readPreparation(bad), null);
});

test("an experiment comes back while it is open, the oldest first", () => {
  const made = (made_at: number, state: string) => kept(readExperiment({ when: "Kim calls", will: "breathe", made_at, state, outcome: "", given: false })!);
  const list = [made(3, "open"), made(1, "open"), made(2, "tried")];
  assert.deepEqual(openOnes(list).map(({ value }) => value.made_at), [1, 3]);
  assert.equal(readExperiment({ when: "x", will: "y", made_at: -1, state: "open", outcome: "" }), null);
  assert.equal(readExperiment({ when: "x", will: "y", made_at: 1, state: "failed", outcome: "" }), null);
});

test("a yes counts for exactly these words, and only for whoever signed it", () => {
  const word = kept({ word: "Lantern" }, { item: "w" });
  const yes = (by: string, words: string) => kept(readYes({ words })!, { by, item: by, about: "w" });
  const members = ["amara", "ben"];
  assert.ok(!isAgreed(word, { yeses: [], members }));
  assert.ok(!isAgreed(word, { yeses: [yes("amara", '{"word":"Lantern"}')], members }));
  assert.ok(!isAgreed(word, { yeses: [yes("ben", '{"word":"Other"}')], members }));
  assert.ok(isAgreed(word, { yeses: [yes("ben", '{"word":"Lantern"}')], members }));
  assert.deepEqual([...whoAgrees(word, [yes("chidi", '{"word":"Lantern"}')])], ["amara", "chidi"]);
});

test("a link is for one meeting, and the next has none until somebody says so", () => {
  const text = JSON.stringify({ url: "https://meet.example.org/ours", service: "other", template: "" });
  const item = { id: "p", version: 1, kind: "place", about: "", at: "2026-11-28T10:00:00Z", by: "amara", text };
  const met = { structure: "dx-5", first: "amara", began_at: 0, ended_at: Date.parse("2026-11-28T11:00:00Z"), had: {}, one_sided: false };
  assert.equal(placeOfMeeting({ ours: [item], meetings: [] })?.kept.value.url, "https://meet.example.org/ours");
  const after = placeOfMeeting({ ours: [item], meetings: [met] });
  assert.deepEqual([after?.kept.value.url, after?.former], ["", "https://meet.example.org/ours"]);
});
