/** Whatever becomes of the work, there is an answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { orElse } from "./patience.ts";

test("work that is done gives what it gives", async () => {
  assert.equal(await orElse(Promise.resolve("open"), "closed", 50), "open");
});

test("work that fails, or never ends, gives the other", async () => {
  assert.equal(await orElse(Promise.reject(new Error("no")), "closed", 50), "closed");
  assert.equal(await orElse(new Promise<string>(() => undefined), "closed", 20), "closed");
});
