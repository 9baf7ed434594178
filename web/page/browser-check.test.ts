import assert from "node:assert/strict";
import { test } from "node:test";
import { missingIn } from "./browser-check.ts";

/** Reads its options as browsers with module workers do. */
class NewWorker {
  constructor(_url: string, options: { type?: string }) {
    if (options.type === "module") throw new Error("started");
  }
}

class OldWorker {}

const WHOLE = { crypto: { subtle: {} }, indexedDB: {}, Worker: NewWorker, ElementInternals: {} };

test("a browser with everything lacks nothing", () => {
  assert.deepEqual(missingIn(WHOLE), []);
});

test("what is missing is named", () => {
  assert.deepEqual(missingIn({ ...WHOLE, crypto: {} }), ["subtle"]);
  assert.deepEqual(missingIn({ ...WHOLE, indexedDB: undefined }), ["indexedDB"]);
  assert.deepEqual(missingIn({ ...WHOLE, Worker: OldWorker }), ["moduleWorker"]);
  assert.deepEqual(missingIn({}), ["subtle", "indexedDB", "moduleWorker", "formElements"]);
});

test("where the probe would be reported, it is not made", () => {
  class Reporting {
    constructor() {
      assert.fail("the probe was made");
    }
  }
  assert.deepEqual(missingIn({ ...WHOLE, Worker: Reporting, trustedTypes: {} }), []);
});
