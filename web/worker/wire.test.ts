import assert from "node:assert/strict";
import test from "node:test";
import { refused } from "../vault/cast.ts";
import { makeWire, type Wire } from "./wire.ts";

interface Line {
  wire: Wire;
  asked: { path: string; order: RequestInit }[];
  pauses: number[];
  told: string[];
}

/** A wire whose server gives these answers, one after another; an Error is no answer. */
function lineWith(answers: (Response | Error)[], { isOnline = true } = {}): Line {
  const line: Omit<Line, "wire"> = { asked: [], pauses: [], told: [] };
  const wire = makeWire({
    async fetch(path, order) {
      line.asked.push({ path, order });
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    csrf: () => "token",
    isOnline: () => isOnline,
    pause: async (milliseconds) => void line.pauses.push(milliseconds),
    away: (isAway) => void line.told.push(isAway ? "away" : "back"),
    signedOut: () => void line.told.push("signed_out"),
  });
  return { ...line, wire };
}

const busy = (seconds?: number) => new Response("", { status: 503, headers: seconds === undefined ? {} : { "Retry-After": String(seconds) } });
const header = (line: Line, i: number, name: string) => new Headers(line.asked[i]!.order.headers).get(name);

test("a write keeps one idempotency key over all attempts and waits longer each time", async () => {
  const line = lineWith([new TypeError("down"), busy(), busy(7), new TypeError("down"), Response.json({ version: 3 })]);
  assert.deepEqual(await line.wire.post("/api/x/", { a: 1 }), { version: 3 });
  assert.equal(new Set(line.asked.map((_, i) => header(line, i, "Idempotency-Key"))).size, 1);
  assert.equal(new Set(line.asked.map(({ order }) => order.body)).size, 1);
  assert.deepEqual(line.pauses, [500, 1000, 7000, 4000]);
  assert.deepEqual(line.told, ["away", "back"]);
  assert.equal(header(line, 0, "X-CSRFToken"), "token");
  const other = lineWith([Response.json({}), Response.json({})]);
  await other.wire.post("/api/x/", {});
  await other.wire.post("/api/x/", {});
  assert.notEqual(header(other, 0, "Idempotency-Key"), header(other, 1, "Idempotency-Key"));
});

test("a write is tried on for as long as it takes, a question is given up", async () => {
  const line = lineWith([...Array.from({ length: 40 }, () => new TypeError("down")), new Response(null, { status: 204 })]);
  assert.deepEqual(await line.wire.post("/api/x/", {}), {});
  assert.equal(Math.max(...line.pauses), 8_000);
  const question = lineWith(Array.from({ length: 6 }, () => busy()));
  await refused(question.wire.get("/api/x/"), "away");
  assert.equal(question.asked.length, 6);
});

test("the server is away until anything is answered, and each of the two is told once", async () => {
  const line = lineWith([...Array.from({ length: 12 }, () => busy()), Response.json({}), Response.json({})]);
  for (const path of ["/api/x/", "/api/y/"]) await refused(line.wire.get(path), "away");
  assert.deepEqual(line.told, ["away"]);
  await line.wire.get("/api/x/");
  await line.wire.post("/api/x/", {});
  assert.deepEqual(line.told, ["away", "back"]);
});

test("a question carries no idempotency key, and bytes come as bytes", async () => {
  const line = lineWith([new Response(new Uint8Array([1, 2]))]);
  assert.deepEqual(await line.wire.getBytes("/api/x/"), new Uint8Array([1, 2]));
  assert.equal(header(line, 0, "Idempotency-Key"), null);
  assert.deepEqual([line.asked[0]!.order.redirect, line.asked[0]!.order.credentials], ["manual", "same-origin"]);
});

test("an ended sign-in is told, whether as 401 or as a redirect", async () => {
  for (const answer of [Response.json({ code: "signed_out" }, { status: 401 }), Object.defineProperty(new Response(), "type", { value: "opaqueredirect" })]) {
    Object.defineProperty(answer, "ok", { value: false });
    const line = lineWith([answer]);
    await refused(line.wire.post("/api/x/", {}), "signed_out");
    assert.deepEqual(line.told, ["signed_out"]);
  }
});

test("a refusal keeps its code, its reason and the rest of the answer", async () => {
  const line = lineWith([Response.json({ code: "stale", version: 4 }, { status: 409 }), Response.json({ code: "last_way_in", reason: "Your last." }, { status: 409 })]);
  await assert.rejects(line.wire.post("/api/x/", {}), { code: "stale", answer: { code: "stale", version: 4 } });
  await assert.rejects(line.wire.post("/api/x/", {}), { code: "last_way_in", params: { reason: "Your last." } });
});

test("answers without a code of their own get one", async () => {
  for (const [status, code] of [[403, "reload"], [404, "not_there"], [413, "too_long"], [429, "slow_down"], [507, "full"], [500, "unexpected"]] as const) {
    await refused(lineWith([new Response("<html>", { status })]).wire.post("/api/x/", {}), code);
  }
});

test("without a line, by the browser’s own word, a question is given up at once and a write goes on", async () => {
  const question = lineWith([new TypeError("down")], { isOnline: false });
  await refused(question.wire.get("/api/x/"), "away");
  assert.deepEqual([question.asked.length, question.pauses], [1, []]);
  const write = lineWith([new TypeError("down"), new TypeError("down"), Response.json({ version: 1 })], { isOnline: false });
  assert.deepEqual(await write.wire.post("/api/x/", {}), { version: 1 });
});
