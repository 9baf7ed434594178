import assert from "node:assert/strict";
import test from "node:test";
import type { AgreementView, Clause, Proposal, Side } from "../../web/page/desk.ts";
import { refused } from "../../web/vault/cast.ts";
import { type SigningDesk, signAsRead } from "./agreement-signing.ts";
import { tableOf } from "./agreement-table.ts";
import { type Change, withStances } from "./negotiation.ts";

const T = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000Z`;

/** What Amara and Ben share, seen by Amara. `beforeAnswer` is what happens while a question of hers is on its way. */
function house() {
  const sides: Record<string, Side | null> = { Amara: null, Ben: null };
  const proposals: Proposal[] = [];
  const signed: { digest: string }[] = [];
  const happens: { meanwhile: (() => void)[] } = { meanwhile: [] };
  let minute = 0;
  const seen = (me: string): AgreementView => structuredClone({
    partnership: "p", space: "s", me, isOver: false, proposals, current: proposals[0] ?? null, inForce: null, sideVersion: 0,
    members: ["Amara", "Ben"].map((name) => ({ person: name, name, side: sides[name]!, bundles: [] })),
  });
  const say = (name: string, ...changes: Change[]) => void (sides[name] = withStances(tableOf(seen(name)), changes, T(minute++)));
  const propose = (clauses: Clause[]) => {
    const text = JSON.stringify(clauses);
    proposals.unshift({ number: proposals.length + 1, digest: text, text, clauses, by: "", reached: false, inForce: false, signatures: [] });
  };
  const desk: SigningDesk = {
    async agreement() {
      happens.meanwhile.shift()?.();
      return seen("Amara");
    },
    async putSide({ side }) {
      sides["Amara"] = side;
      return { version: 1 };
    },
    async propose({ clauses }) {
      propose(clauses);
      return { number: proposals.length };
    },
    async sign({ digest }) {
      signed.push({ digest });
      return { in_force: false };
    },
  };
  return { desk, say, propose, signed, happens, sides, read: () => seen("Amara") };
}

const ONE = { clause: "CL-04", text: "one" };
const TWO = { clause: "CL-04", text: "two" };

test("by one signature I agree to what is offered, and sign what was read", async () => {
  const { desk, say, signed, read } = house();
  say("Ben", ONE, { clause: "CL-08", text: "eight" });
  await signAsRead(desk, read(), T(30));
  assert.deepEqual(signed.map(({ digest }) => JSON.parse(digest)), [[{ id: "CL-04", text: "one" }, { id: "CL-08", text: "eight" }]]);
});

test("words that came after the page was drawn are neither accepted nor signed", async () => {
  const { desk, say, signed, read, sides } = house();
  say("Ben", ONE);
  const drawn = read();
  say("Ben", TWO);
  await refused(signAsRead(desk, drawn, T(30)), "text_changed");
  assert.deepEqual([signed, sides["Amara"]], [[], null]);
});

test("nor words that come while the signature is on its way, at whatever moment", async () => {
  for (const moment of [0, 1, 2, 3]) {
    const { desk, say, propose, signed, read, sides, happens } = house();
    say("Ben", ONE);
    const drawn = read();
    happens.meanwhile = [...Array.from({ length: moment }, () => () => undefined), () => {
      say("Ben", TWO);
      if (moment > 1) say("Amara", TWO); // on her other device
      if (moment > 2) propose([{ id: "CL-04", text: "two" }]);
    }];
    await refused(signAsRead(desk, drawn, T(30)), "text_changed");
    assert.deepEqual(signed, [], `at ${moment}`);
    if (moment < 2) assert.notEqual(sides["Amara"]?.stances[0]?.text, "two", `at ${moment}`);
  }
});

test("a clause that was opened meanwhile is not left out by signing the rest", async () => {
  const { desk, say, propose, signed, read } = house();
  say("Ben", ONE);
  say("Amara", ONE);
  propose([{ id: "CL-04", text: "one" }]);
  const drawn = read();
  say("Ben", { clause: "CL-08", text: "eight", talk: true });
  await refused(signAsRead(desk, drawn, T(30)), "text_changed");
  assert.deepEqual(signed, []);
});

test("the same words, put together by the other a moment earlier, are signed", async () => {
  const { desk, say, propose, signed, read } = house();
  say("Ben", ONE);
  say("Amara", ONE);
  const late: SigningDesk = {
    ...desk,
    async propose({ clauses }) {
      propose(clauses);
      throw Object.assign(new Error("stale"), { code: "stale" });
    },
  };
  await signAsRead(late, read(), T(30));
  assert.equal(signed.length, 1);
});
