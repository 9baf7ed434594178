import assert from "node:assert/strict";
import test from "node:test";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { keptApart, type Buckets } from "./fleeting.ts";
import { memoryKeeper } from "./keeper.ts";

Object.assign(globalThis, { IDBKeyRange });

function fakeBuckets(): Buckets & { there: Map<string, IDBFactory> } {
  const there = new Map<string, IDBFactory>();
  return {
    there,
    async open(name) {
      if (!there.has(name)) there.set(name, new IDBFactory());
      return { indexedDB: there.get(name)! };
    },
    keys: async () => [...there.keys()],
    delete: async (name) => void there.delete(name),
  };
}

test("one name lies in a bucket of its own, and the bucket goes when it is dropped", async () => {
  const [plain, buckets] = [memoryKeeper(), fakeBuckets()];
  const keeper = keptApart(plain, { name: "open", buckets });
  assert.equal(await keeper.get("open"), undefined);
  assert.equal(buckets.there.size, 0, "asking makes none");
  await keeper.put("open", "keys");
  await keeper.put("used", 7);
  assert.deepEqual([await keeper.get("open"), await plain.get("open"), await plain.get("used")], ["keys", undefined, 7]);
  await keeper.drop("open");
  assert.deepEqual([await keeper.get("open"), buckets.there.size, await keeper.get("used")], [undefined, 0, 7]);
});

test("where there are no buckets, or they fail, it lies among the others and is dropped from there", async () => {
  const no = () => Promise.reject(new Error("not here"));
  for (const buckets of [undefined, { open: no, keys: async () => [], delete: no }]) {
    const plain = memoryKeeper();
    const keeper = keptApart(plain, { name: "open", buckets });
    await keeper.put("open", "keys");
    assert.deepEqual([await keeper.get("open"), await plain.get("open")], ["keys", "keys"]);
    await keeper.drop("open");
    assert.equal(await plain.get("open"), undefined);
  }
});
